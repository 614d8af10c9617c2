import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetListBody } from "../../server/api/types.ts";
import { cellsDrawn, expectAccessible, openSite, type Site, shoot } from "./site.ts";

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
    expect(await page.locator(".notice").innerText()).toContain("about nine in ten are possession");
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
    const rows = streetRows(60).map((row, i) =>
      (i === 7 ? row.replace(/,2019-05,/, ",2019-99,") : row).replaceAll("2019-05", "2019-07"),
    );
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

  it("asked nobody but its own server, and nothing went wrong in the console", () => {
    expect(site.strangers).toEqual([]);
    expect(site.complaints).toEqual([]);
  });
});

async function importFiles(paths: string[]) {
  await page.locator(".header").getByRole("button", { name: "Import data" }).click();
  await page.waitForSelector(".dialog[open]");
  const known = await page.locator(".job").count();
  await page.locator(".dialog input[type=file]").first().setInputFiles(paths);
  await page.getByRole("button", { name: /^Import th/ }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".job[data-status]").length > count, known);
  const newest = page.locator(".job[data-status]").first();
  await page.waitForFunction((ended) => document.querySelector(".job[data-status]")?.matches(ended), ENDED, {
    timeout: 60_000,
  });
  return newest;
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
function streetRows(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const [lng, lat] = [(-0.12 + (i % 8) * 0.01).toFixed(6), (51.5 + Math.floor(i / 8) * 0.005).toFixed(6)];
    const id = i.toString(16).padStart(64, "0");
    return `${id},2019-05,Metropolitan Police Service,Metropolitan Police Service,${lng},${lat},On or near High Street,E01000001,Somewhere 001A,Drugs,Under investigation,`;
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
