import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { CHROMIUM_FLAGS } from "./chromium-flags.ts";
import { type Server, startServer } from "./server.ts";

const SHOTS = join(import.meta.dirname, "../../test-results");

/** A server, a browser, and what all of its pages asked for and complained about. */
export type Site = {
  readonly server: Server;
  readonly browser: Browser;
  /** Addresses requested outside the server's origin; data: and blob: stay inside the page. */
  readonly strangers: string[];
  readonly complaints: string[];
  readonly open: (hash?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** JSON of the API. */
  readonly ask: <T>(path: string) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** A publish overtook a question (409) or keeps it waiting (503): the page asks again, but the browser writes it down. */
const OVERTAKEN = /status of (409|503) /;

export async function openSite(options: { demo: boolean }): Promise<Site> {
  await mkdir(SHOTS, { recursive: true });
  const server = await startServer(options);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || "chromium",
    args: CHROMIUM_FLAGS,
  });
  const strangers: string[] = [];
  const complaints: string[] = [];
  return {
    server,
    browser,
    strangers,
    complaints,
    open: async (hash = "", contextOptions = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        reducedMotion: "reduce",
        ...contextOptions,
      });
      const page = await context.newPage();
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${server.url}/`))
          strangers.push(request.url());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        const words = `${message.text()} ${message.location().url}`.trim();
        if (message.type() === "error" && !OVERTAKEN.test(words)) complaints.push(words);
      });
      await page.goto(`${server.url}/${hash}`);
      return page;
    },
    ask: async <T>(path: string) => {
      let response = await askServer(server, path);
      // Shortly after the demo is published the server asks for patience, as it would ask anybody.
      for (let tries = 0; response.status === 503 && tries < 10; tries++) {
        await setTimeout(1_000);
        response = await askServer(server, path);
      }
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

function askServer({ url }: Server, path: string): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, { headers: { accept: "application/json" } });
}

/** Wait until hexagons are on the screen and nothing is loading. */
export async function cellsDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("hexbeat:cells-drawn").length > 0, null, {
    timeout: 30_000,
  });
  await settled(page);
}

/** Wait until all answers are in and the map had two quiet moments to draw them and their labels. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForSelector(".busy", { state: "detached" });
  await page.waitForTimeout(700);
}

export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Fails on what axe calls serious or critical, naming rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" | ")}`)).toEqual(
    [],
  );
}
