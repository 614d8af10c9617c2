import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cellToBoundary, gridDisk, latLngToCell } from "h3-js";
import type { Browser } from "playwright-core";
import { build, preview } from "vite";
import { compactCell, encodeCellIndex, encodeCellValues } from "../../server/api/cell-columns.ts";
import { type Figure, quantile } from "./figures.ts";

const RES = 10;
/** A disk of 129 rings holds 50,311 cells. */
const RINGS = 129;
const VISITS = 5;
const root = join(import.meta.dirname, "page");
const outDir = join(import.meta.dirname, "../../.build/bench-page");

/** The same 50,000 cells drawn by our layer from columns and by MapLibre from GeoJSON, in turn, in one browser. */
export async function measurePeerPage(browser: Browser): Promise<Figure[]> {
  await rm(outDir, { recursive: true, force: true });
  const options = { configFile: false as const, root, logLevel: "error" as const, worker: { format: "es" as const } };
  await build({ ...options, build: { outDir, target: "es2023", chunkSizeWarningLimit: 2_000 } });
  const cells = await writeCells();
  const server = await preview({ ...options, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  try {
    const url = server.resolvedUrls?.local[0] ?? "";
    const times = { columns: [] as number[], geojson: [] as number[] };
    // A first visit of each compiles shaders and scripts for all later ones: it is not counted.
    for (const way of ["columns", "geojson"]) await visitPage(browser, `${url}?way=${way}`);
    for (let visit = 0; visit < VISITS; visit++) {
      for (const way of ["columns", "geojson"] as const) times[way].push(await visitPage(browser, `${url}?way=${way}`));
    }
    const [ours, theirs] = [quantile(times.columns, 0.5), quantile(times.geojson, 0.5)];
    const note = `${cells.toLocaleString("en-GB")} cells, first byte of the page until all are drawn, median of ${VISITS}`;
    const shared = { unit: "s", backend: "browser", budget: null };
    return [
      { ...shared, name: "50,000 cells: our layer", measured: ours / 1000, note },
      { ...shared, name: "peer: MapLibre's GeoJSON source", measured: theirs / 1000, note },
      {
        name: "first map ÷ GeoJSON",
        measured: theirs / ours,
        unit: "× faster",
        budget: { atLeast: 5 },
        backend: "browser",
        note: "same run",
      },
    ];
  } finally {
    await server.close();
  }
}

async function writeCells(): Promise<number> {
  const cells = gridDisk(latLngToCell(51.5, -0.09, RES), RINGS).sort();
  const counts = Uint32Array.from(cells, (_, i) => 1 + ((i * 2_654_435_761) >>> 26));
  const features = cells.map((cell, i) => {
    const ring = cellToBoundary(cell, true).map(([lng, lat]) => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
    return { type: "Feature", properties: { n: counts[i] }, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, "cells.index"), encodeCellIndex(RES, Float64Array.from(cells, compactCell)));
  await writeFile(join(outDir, "cells.values"), encodeCellValues(RES, counts));
  await writeFile(join(outDir, "cells.geojson"), JSON.stringify({ type: "FeatureCollection", features }));
  return cells.length;
}

async function visitPage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName("bench:drawn").length > 0, undefined, {
      timeout: 120_000,
    });
    return await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return (
        (performance.getEntriesByName("bench:drawn")[0]?.startTime ?? Number.NaN) -
        (navigation?.responseStart ?? Number.NaN)
      );
    });
  } finally {
    await context.close();
  }
}
