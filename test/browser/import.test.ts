import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetListBody } from "../../server/api/types.ts";
import { cellsDrawn, expectAccessible, openSite, type Site, settled, shoot } from "./site.ts";

/** The import screen, from an empty database on. */
let site: Site;
let folder: string;
let page: Page;

const STREET =
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
const ENDED = "[data-status=done],[data-status=unchanged],[data-status=refused],[data-status=failed]";

beforeAll(async () => {
  site = await openSite({ demo: false });
  folder = await mkdtemp(join(tmpdir(), "hexbeat-import-"));
  page = await site.open();
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe("importing through the page", () => {
  it("says on an empty start what to do", async () => {
    await page.waitForSelector(".map-message button");
    expect(await page.locator(".map-message").innerText()).toContain("No data to show yet");
    await shoot(page, "import-empty-start");
    await expectAccessible(page);
  });

  it("takes boundaries and a street file together, reports them, and the map shows them", async () => {
    const boundaries = await file("london-boroughs-2022.geojson", JSON.stringify(twoBoroughs()));
    const street = await file("2019-05-metropolitan-street.csv", [STREET, ...streetRows(40)].join("\n"));
    const ended = await importFiles([boundaries, street]);
    expect(await ended.getAttribute("data-status")).toBe("done");
    expect(await numbers(ended)).toMatchObject({ "Rows read": "42", Accepted: "42", Refused: "0" });
    await shoot(page, "import-report");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show on the map" }).click();
    await cellsDrawn(page);
    const legend = await page.locator(".legend").innerText();
    expect(legend).toContain("n = 40 ");
    expect(legend).toContain("Approximate: points are snapped");
    expect(legend).not.toContain("SYNTHETIC");
    // Open data knows no reports: all that is there is counted, under its banner, with nothing to choose between.
    expect(legend).toContain("Drug offences per hexagon");
    expect(await page.locator(".surfaces").count()).toBe(0);
    expect(await page.locator(".notice").innerText()).toContain("about nine in ten are possession");
    // It flew to the rows: 51.500 to 51.520° N, 0.12 to 0.05° W, not all of London.
    const { zoom, lat, lng } = viewOf(page);
    expect(zoom).toBeGreaterThan(12);
    // Above the middle of the window: the legend has the foot of the map.
    expect(51.51 - lat).toBeGreaterThan(0);
    expect(51.51 - lat).toBeLessThan(0.01);
    expect(Math.abs(lng + 0.085)).toBeLessThan(0.006);
    await shoot(page, "import-on-the-map");
  });

  it("shows the error of a bad file, and the map stays as it was", async () => {
    const before = await site.ask<DatasetListBody>("/datasets");
    const bad = await file("2019-06-metropolitan-street.csv", "Ceci,n'est,pas\n1,2,3\n");
    const ended = await importFiles([bad]);
    expect(await ended.getAttribute("data-status")).toBe("refused");
    expect((await ended.locator(".notice.error").innerText()).length).toBeGreaterThan(20);
    await shoot(page, "import-refused");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Close" }).click();
    expect(await site.ask<DatasetListBody>("/datasets")).toEqual(before);
    expect(await page.locator(".legend").innerText()).toContain("n = 40 ");
  });

  it("gives refused rows to download, with their reasons", async () => {
    const rows = streetRows(60, "2019-07").map((row, i) => (i === 7 ? row.replace(",2019-07,", ",2019-99,") : row));
    const mixed = await file("2019-07-metropolitan-street.csv", [STREET, ...rows].join("\n"));
    const ended = await importFiles([mixed]);
    expect(await ended.getAttribute("data-status")).toBe("done");
    expect(await numbers(ended)).toMatchObject({ Accepted: "59", Refused: "1" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      ended.getByRole("link", { name: /refused row/ }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("2019-99");
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("says that the same file again changed nothing", async () => {
    const street = join(folder, "2019-05-metropolitan-street.csv");
    const ended = await importFiles([street]);
    expect(await ended.getAttribute("data-status")).toBe("unchanged");
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("takes a folder with all its files, without what the operating system left there", async () => {
    const chosen = join(folder, "police");
    await mkdir(join(chosen, "2019-10"), { recursive: true });
    await file("police/2019-09-metropolitan-street.csv", [STREET, ...streetRows(16, "2019-09")].join("\n"));
    await file("police/2019-10/2019-10-metropolitan-street.csv", [STREET, ...streetRows(24, "2019-10")].join("\n"));
    await file("police/.DS_Store", "\u0000\u0001Bud1");
    await openDialog();
    await page.locator(".dialog input[webkitdirectory]").setInputFiles(chosen);
    expect(await page.locator(".files li").allInnerTexts()).toEqual([
      expect.stringContaining("2019-09-metropolitan-street.csv"),
      expect.stringContaining("2019-10-metropolitan-street.csv"),
    ]);
    await shoot(page, "import-folder-chosen");
    const ended = await send();
    expect(await ended.getAttribute("data-status")).toBe("done");
    expect(await numbers(ended)).toMatchObject({ "Rows read": "40", Accepted: "40", Refused: "0" });
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("cancels a running import, and the map stays as it was", async () => {
    await settled(page);
    const [before, legend] = [await site.ask<DatasetListBody>("/datasets"), await page.locator(".legend").innerText()];
    const large = await file("2019-11-metropolitan-street.csv", [STREET, ...streetRows(250_000, "2019-11")].join("\n"));
    await openDialog();
    await page.locator(".dialog input[type=file]").first().setInputFiles(large);
    await page.getByRole("button", { name: "Import this file" }).click();
    const running = page.locator(".job[data-status=running]");
    await running.waitFor({ timeout: 60_000 });
    await shoot(page, "import-running");
    await running.getByRole("button", { name: "Cancel" }).click();
    const newest = page.locator(".job[data-status]").first();
    await page.waitForSelector(".job[data-status=cancelled]", { timeout: 60_000 });
    expect(await newest.getAttribute("data-status")).toBe("cancelled");
    expect(await newest.innerText()).toContain("Cancelled, nothing was changed");
    expect(await newest.getByRole("button").count()).toBe(0);
    await shoot(page, "import-cancelled");
    await page.getByRole("button", { name: "Close" }).click();
    await settled(page);
    expect(await site.ask<DatasetListBody>("/datasets")).toEqual(before);
    expect(await page.locator(".legend").innerText()).toBe(legend);
  });

  it("shows what somebody else imported, without being asked", async () => {
    await settled(page);
    const legend = await page.locator(".legend").innerText();
    const form = new FormData();
    const text = [STREET, ...streetRows(32, "2019-12")].join("\n");
    form.append("file", new Blob([text]), "2019-12-metropolitan-street.csv");
    const answer = await fetch(`${site.server.url}/api/v1/imports`, { method: "POST", body: form });
    expect(answer.status).toBe(202);
    await page.waitForFunction(
      (before) => !before.includes(document.querySelector(".legend h2")?.textContent ?? ""),
      legend,
      { timeout: 20_000 },
    );
    await settled(page);
    expect(await page.locator(".legend h2").innerText()).toContain("Dec 2019");
    expect(await page.locator("#result").textContent()).toContain(": 171 counted");
  });

  it("asked nobody but its own server, and nothing went wrong in the console", () => {
    expect(site.strangers).toEqual([]);
    expect(site.complaints).toEqual([]);
  });
});

async function importFiles(paths: string[]) {
  await openDialog();
  await page.locator(".dialog input[type=file]").first().setInputFiles(paths);
  return send();
}

async function openDialog(): Promise<void> {
  await page.locator(".header").getByRole("button", { name: "Import data" }).click();
  await page.waitForSelector(".dialog[open]");
}

/** Send the chosen files and wait until their import has ended. @returns its card */
async function send() {
  const known = await page.locator(".job[data-status]").count();
  await page.getByRole("button", { name: /^Import th/ }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".job[data-status]").length > count, known);
  await page.waitForFunction((ended) => document.querySelector(".job[data-status]")?.matches(ended), ENDED, {
    timeout: 60_000,
  });
  return page.locator(".job[data-status]").first();
}

function viewOf(shown: Page): { zoom: number; lat: number; lng: number } {
  const [, zoom, lat, lng] = /map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(shown.url()) ?? [];
  return { zoom: Number(zoom), lat: Number(lat), lng: Number(lng) };
}

async function numbers(job: ReturnType<Page["locator"]>): Promise<Record<string, string>> {
  const pairs = await job
    .locator(".numbers > div")
    .evaluateAll((found) =>
      found.map((row) => [row.querySelector("dt")?.textContent ?? "", row.querySelector("dd")?.textContent ?? ""]),
    );
  return Object.fromEntries(pairs);
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Rows as data.police.uk writes them: points in a 5 × 8 lattice, a month, no finer time. */
function streetRows(count: number, month = "2019-05"): string[] {
  return Array.from({ length: count }, (_, i) => {
    const [lng, lat] = [(-0.12 + (i % 8) * 0.01).toFixed(6), (51.5 + Math.floor((i % 40) / 8) * 0.005).toFixed(6)];
    const id = i.toString(16).padStart(64, "0");
    return `${id},${month},Metropolitan Police Service,Metropolitan Police Service,${lng},${lat},On or near High Street,E01000001,Somewhere 001A,Drugs,Under investigation,`;
  });
}

/** Two squares with the field names of ONS boundaries; together they hold every row above. */
function twoBoroughs() {
  const square = (code: string, name: string, west: number) => ({
    type: "Feature",
    properties: { LAD22CD: code, LAD22NM: name },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [west, 51.45],
          [west + 0.1, 51.45],
          [west + 0.1, 51.6],
          [west, 51.6],
          [west, 51.45],
        ],
      ],
    },
  });
  return {
    type: "FeatureCollection",
    name: "London boroughs 2022",
    features: [square("E09000901", "West Test", -0.16), square("E09000902", "East Test", -0.06)],
  };
}
