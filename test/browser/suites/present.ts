import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type {
  EvaluationJobBody,
  OperationBody,
  OperationListBody,
  PresentationBody,
  PresentationNotesBody,
} from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";

const SCREENS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
/** The last row of a meeting room reads nothing smaller. */
const SMALLEST = 24;
const LONG =
  "Operation of the whole northern partnership against open dealing about the market, the stations and their side streets";

/** Operations of the demo city on the wall of a meeting. */
export function presentSuite(site: () => Site): void {
  describe("present", () => {
    let kestrel: Shown;
    let plover: Shown;

    beforeAll(async () => {
      const { operations } = await site().ask<OperationListBody>("/operations?dataset=demo");
      const idOf = (name: string) => operations.find((operation) => operation.name === name)?.id ?? 0;
      kestrel = await evaluate(site(), idOf("Demo Kestrel"));
      plover = await evaluate(site(), idOf("Demo Plover"));
    });

    it("offers the newest evaluation of each operation, and opens it without header and without a second frame", async () => {
      const page = await site().open("#/present");
      await page.getByRole("button", { name: "Present Demo Kestrel" }).waitFor();
      await settled(page);
      await shoot(page, "present-choose");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Present Demo Kestrel" }).click();
      await page.waitForSelector(".frame-where svg[role=img]");
      expect(page.url()).toContain(`operation=${kestrel.operation}&evaluation=${kestrel.evaluation}`);
      const { frames } = await read(site(), kestrel);
      const source = await page.content();
      expect(source).toContain(frames[0]?.headline);
      expect(source).not.toContain("<header");
      for (const { headline, lines } of frames.slice(1)) {
        for (const words of [headline, ...lines]) expect(source).not.toContain(words);
      }
      await page.context().close();
    });

    it.each(
      SCREENS.flatMap((viewport) =>
        (["kestrel", "plover"] as const).map((name) => [name, viewport.width, viewport] as const),
      ),
    )("steps through six frames of large letters that fit: %s, %i pixels wide", async (name, width, viewport) => {
      const shown = name === "kestrel" ? kestrel : plover;
      const { frames } = await read(site(), shown);
      const page = await openWall(site(), shown, { viewport });
      for (const [at, { key, headline }] of frames.entries()) {
        await page.waitForSelector(`.frame-${key}`);
        await settled(page);
        expect(await page.locator(".frame h1").innerText()).toBe(headline);
        expect(await page.locator(".frame").count()).toBe(1);
        expect(await smallText(page)).toEqual([]);
        expect(await cutOff(page)).toEqual([]);
        await shoot(page, `present-${name}-${at + 1}-${width}`);
        await page.keyboard.press("ArrowRight");
      }
      await page.keyboard.press("Home");
      await page.waitForSelector(".frame-where");
      await page.context().close();
    });

    it.each(["dark", "light"])("has nothing grave for axe on any frame: %s", async (tone) => {
      const page = await openWall(site(), kestrel, {}, `&tone=${tone}`);
      for (const at of [1, 2, 3, 4, 5, 6]) {
        await page.keyboard.press(String(at));
        await page.getByText(`${at} of 6 · `).waitFor();
        await settled(page);
        await expectAccessible(page);
        await shoot(page, `present-${tone}-${at}`);
      }
      await page.context().close();
    });

    it("marks on the map of frame 4 what its lines tell, and says of a peak that it was one", async () => {
      const page = await openWall(site(), kestrel, {}, "&frame=4");
      await page.waitForSelector(".badge");
      const numbered = (await read(site(), kestrel)).frames[3]?.lines.filter((line) => /^\d · /.test(line)) ?? [];
      expect(numbered.length).toBeGreaterThan(0);
      expect(await page.locator(".badge text").allTextContents()).toHaveLength(numbered.length);
      expect(await page.locator(".frame-words h1").innerText()).toContain("Merton");
      await page.context().close();
      const peak = await openWall(site(), plover, {}, "&frame=3");
      expect(await peak.locator(".frame-words h1").innerText()).toMatch(
        /^Launched on a peak: a fall of \d+ % was coming anyway$/,
      );
      await peak.context().close();
    });

    it("goes on with touch, blanks and leaves with the keyboard", async () => {
      const page = await openWall(site(), kestrel);
      const next = page.getByRole("button", { name: "Next frame" });
      const box = await next.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
      await next.click();
      await page.waitForSelector(".frame-done");
      await page.keyboard.press("b");
      await page.waitForSelector(".stage-blank");
      expect(await page.locator(".frame").count()).toBe(0);
      await page.keyboard.press("ArrowRight");
      await page.waitForSelector(".frame-done");
      await page.keyboard.press("Escape");
      await page.waitForSelector(".present-chooser");
      expect(await page.content()).not.toContain("frame-done");
      await page.context().close();
    });

    it("shows notes in a second window that follows both ways, and never holds them itself", async () => {
      const page = await openWall(site(), kestrel);
      const { frames } = await site().ask<PresentationNotesBody>(`${pathOf(kestrel)}/notes`);
      const [notes] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("n")]);
      await notes.getByText(frames[0]?.notes[0] ?? "").waitFor();
      await page.keyboard.press("ArrowRight");
      await notes.getByRole("heading", { name: "2 of 6" }).waitFor();
      await expectAccessible(notes);
      await shoot(notes, "present-notes");
      await notes.getByRole("button", { name: "Next →" }).click();
      await page.waitForSelector(".frame-target");
      for (const words of frames.flatMap((frame) => frame.notes)) expect(await page.content()).not.toContain(words);
      await page.context().close();
    });

    it("takes the presenter's own decisions, with who and when, and keeps them in the address", async () => {
      const page = await openWall(site(), kestrel);
      await page.getByRole("button", { name: "Tools" }).click();
      await page.getByRole("button", { name: "Edit the decisions" }).click();
      await page.getByLabel("Decision 1", { exact: true }).fill("Two joint patrols on Friday evenings");
      await page.getByLabel("Who").first().fill("Sergeant, Merton");
      await page.getByLabel("By when").first().fill("4 December 2026");
      await expectAccessible(page);
      await shoot(page, "present-decisions");
      await page.getByRole("button", { name: "Show these" }).click();
      expect(await page.content()).not.toContain("Two joint patrols");
      const again = await page.context().newPage();
      await again.goto(page.url());
      await again.reload();
      await again.waitForSelector(".frame-where");
      await again.keyboard.press("End");
      await again.getByText("Two joint patrols on Friday evenings").waitFor();
      expect(await again.locator(".wall-asks dd").allTextContents()).toEqual([
        ...["Sergeant, Merton", "4 December 2026", "to be named", "to be set", "to be named", "to be set"],
      ]);
      await page.context().close();
    });

    it("prints six landscape pages, each with marking and watermark, and leaves nothing of them in the page", async () => {
      const page = await openWall(site(), kestrel);
      await page.waitForSelector(".frame-where svg[role=img]");
      await settled(page);
      const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const { frames } = await read(site(), kestrel);
      expect(pages).toHaveLength(6);
      for (const [at, text] of pages.entries()) {
        const words = text.replaceAll(/\s+/g, " ");
        expect(words).toContain(`${at + 1} of 6`);
        expect(words).toContain(frames[at]?.headline);
        expect(words).toContain("OFFICIAL-SENSITIVE");
        expect(words).toContain("SYNTHETIC – not real places’ crime");
      }
      expect(await page.locator(".frame").count()).toBe(1);
      await page.context().close();
    });

    it("keeps the longest names inside their frame", async () => {
      const made = await makeOperation(site(), kestrel.operation, { name: LONG, visibility: "open" });
      const shown = await evaluate(site(), made);
      const page = await openWall(site(), shown);
      for (const key of ["where", "done", "target", "border", "sure", "ask"]) {
        await page.waitForSelector(`.frame-${key}`);
        await settled(page);
        expect(await cutOff(page)).toEqual([]);
        await shoot(page, `present-long-${key}`);
        await page.keyboard.press("PageDown");
      }
      await page.context().close();
    });

    it("refuses covert work in words", async () => {
      const shown = await evaluate(site(), await makeOperation(site(), kestrel.operation, { visibility: "covert" }));
      const page = await site().browser.newPage();
      await page.goto(`${site().server.url}/${addressOf(shown)}`);
      await page.getByRole("alert").getByText("is covert: it is not shown to any meeting").waitFor();
      await page.close();
    });
  });
}

type Shown = { readonly operation: number; readonly evaluation: number };

function pathOf({ operation, evaluation }: Shown): string {
  return `/operations/${operation}/evaluations/${evaluation}/presentation`;
}
function addressOf({ operation, evaluation }: Shown): string {
  return `#/present?operation=${operation}&evaluation=${evaluation}`;
}
function read(site: Site, shown: Shown): Promise<PresentationBody> {
  return site.ask<PresentationBody>(pathOf(shown));
}

async function openWall(site: Site, shown: Shown, options = {}, more = ""): Promise<Page> {
  const page = await site.open(addressOf(shown) + more, options);
  await page.waitForSelector(".stage .frame");
  return page;
}

async function evaluate(site: Site, operation: number): Promise<Shown> {
  const made = await send<EvaluationJobBody>(site, `/operations/${operation}/evaluations`, {});
  for (;;) {
    const job = await site.ask<EvaluationJobBody>(`/operations/${operation}/evaluations/${made.id}`);
    if (job.status === "done") return { operation, evaluation: made.id };
    if (job.status !== "queued" && job.status !== "running") throw new Error(`${job.status}: ${job.error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Like another operation, but for what is changed: the same ground and days. */
async function makeOperation(site: Site, like: number, changes: Record<string, unknown>): Promise<number> {
  const { phases } = await site.ask<OperationBody>(`/operations/${like}`);
  const made = await send<OperationBody>(site, "/operations", {
    ...{ name: "Another", lead: "Inspector", dataset: "demo" },
    phases: phases.map(({ name, from, to, geometry }) => ({
      name: `${name}, ${LONG.slice(0, 80)}`,
      from,
      to,
      shape: { polygon: geometry },
    })),
    ...changes,
  });
  return made.id;
}

async function send<T>(site: Site, path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${site.server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Every text on the screen that is set smaller than it may be, with its size. */
function smallText(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (words === "" || element === null || element.closest("script, style, noscript") !== null) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < smallest) found.push(`${words}: ${size}`);
    }
    return found;
  }, SMALLEST);
}

/** Boxes whose content reaches over their edge, and letters on a picture that leave it. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".frame-words, .frame-picture > *, .stage-foot, .wall-asks > li")];
    const over = boxes.filter(
      (box) => box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2,
    );
    const letters = [...document.querySelectorAll(".frame-picture :is(text, strong, dt, dd, p, li)")].filter(
      (element) => {
        const inner = element.getBoundingClientRect();
        const outer = element.closest(".frame-picture")?.getBoundingClientRect();
        return (
          outer !== undefined &&
          (inner.left < outer.left - 1 ||
            inner.right > outer.right + 1 ||
            inner.top < outer.top - 1 ||
            inner.bottom > outer.bottom + 1)
        );
      },
    );
    const page = document.documentElement;
    const scrolls = page.scrollWidth > innerWidth || page.scrollHeight > innerHeight ? ["the page scrolls"] : [];
    return [...over, ...letters]
      .map((one) => `${one.getAttribute("class")}: ${one.textContent?.slice(0, 60)}`)
      .concat(scrolls);
  });
}
