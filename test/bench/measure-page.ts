import { type Browser, chromium, type Page } from "playwright-core";
import type { Backend } from "../../server/db/database.ts";
import { CHROMIUM_FLAGS } from "../browser/chromium-flags.ts";
import { type Figure, quantile } from "./figures.ts";

const FIRST_MAPS = 7;
/** The months of the demo city back to its first, for each: more than a hundred steps. */
const STEPPED = ["drugs", "drug_asb", "violence", "search", "supply"];
const SETTLE_MS = 300;

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}

const STEP_MS = 100;
const HOT_STEP_MS = { postgres: 150, embedded: 400 } as const;

type Shown = { readonly backend: Backend; readonly dataset: string };

/** First map and month steps of the real page. @param url of a running service that holds the dataset */
export async function measurePage(browser: Browser, url: string, { backend, dataset }: Shown): Promise<Figure[]> {
  const firsts: number[] = [];
  for (let i = 0; i < FIRST_MAPS; i++) firsts.push(await withPage(browser, (page) => firstMap(page, `${url}/`)));
  const counts = await steps(browser, `${url}/#/analyse?dataset=${dataset}&res=10`);
  const hot = await steps(browser, `${url}/#/analyse?dataset=${dataset}&res=9&mode=hot`);
  return [
    {
      name: "first map, median",
      measured: quantile(firsts, 0.5) / 1000,
      unit: "s",
      budget: { atMost: 1.5 },
      backend,
      note: `first byte of the page to the first frame with cells; ${FIRST_MAPS} visits with an empty cache, slowest ${(Math.max(...firsts) / 1000).toFixed(2)} s`,
    },
    stepFigure("new month on the slider, p95", counts, { backend, atMost: STEP_MS }),
    stepFigure("new month on the slider, hot spots, p95", hot, { backend, atMost: HOT_STEP_MS[backend] }),
  ];
}

async function withPage<Value>(browser: Browser, work: (page: Page) => Promise<Value>): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function firstMap(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("hexbeat:cells-drawn").length > 0);
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const [drawn] = performance.getEntriesByName("hexbeat:cells-drawn");
    return (drawn?.startTime ?? Number.NaN) - (navigation?.responseStart ?? Number.NaN);
  });
}

type Steps = { readonly measures: readonly number[]; readonly cells: number };

function stepFigure(
  name: string,
  { measures, cells }: Steps,
  { backend, atMost }: { backend: string; atMost: number },
): Figure {
  const median = quantile(measures, 0.5).toFixed(0);
  return {
    ...{ name, measured: quantile(measures, 0.95), unit: "ms", budget: { atMost }, backend },
    note: `${measures.length} steps, up to ${cells.toLocaleString("en-GB")} cells, from the button to the frame; median ${median} ms`,
  };
}

async function steps(browser: Browser, url: string): Promise<Steps> {
  const each: Steps[] = [];
  for (const category of STEPPED) each.push(await monthSteps(browser, `${url}&category=${category}`));
  return { measures: each.flatMap(({ measures }) => measures), cells: Math.max(...each.map(({ cells }) => cells)) };
}

/** Steps back month by month to the first there is; the first step, which warms up, is left out. */
function monthSteps(browser: Browser, url: string): Promise<Steps> {
  return withPage(browser, async (page) => {
    const index = page.waitForResponse((response) => /\/(cells|hotspots)\/index/.test(response.url()));
    await page.goto(url);
    const cells = Buffer.from(await (await index).body()).readUInt32LE(8);
    await page.waitForFunction(() => performance.getEntriesByName("hexbeat:cells-drawn").length > 0);
    const back = page.getByRole("button", { name: "One month back" });
    while (await back.isEnabled()) {
      const before = await page.evaluate(() => performance.getEntriesByName("hexbeat:month-step").length);
      await back.click();
      await page.waitForFunction(isAnswered, before);
      await page.waitForTimeout(SETTLE_MS);
    }
    const measures = await page.evaluate(() =>
      performance.getEntriesByName("hexbeat:month-step").map((entry) => entry.duration),
    );
    return { measures: measures.slice(1), cells };
  });
}

/** In the page: the month is drawn, or the map says in words why this one cannot be tested. */
function isAnswered(before: number): boolean {
  const drawn = performance.getEntriesByName("hexbeat:month-step").length > before;
  return drawn || document.querySelector(".map-message strong") !== null;
}
