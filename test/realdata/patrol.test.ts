import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cellToLatLng, greatCircleDistance, latLngToCell } from "h3-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClustersBody, PatrolBody } from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { backends } from "../db/backends.ts";
import { type Importing, openImporting } from "../ingest/importing.ts";
import { hasRealData, realDataFolder } from "./london-drugs.ts";

const onPostgres = backends.some(({ name }) => name === "postgres");
const STREETS = Array.from({ length: 12 }, (_, k) => {
  const month = `2019-${String(k + 1).padStart(2, "0")}`;
  return join(realDataFolder, "police-uk", month, `${month}-metropolitan-street.csv`);
});

/** Centres of the 50 m cells that the published drug offences of 2019 lie in, one for each offence. */
function publishedCells(): string[] {
  return STREETS.flatMap((path) => {
    const [header = "", ...lines] = readFileSync(path, "utf8").split("\n");
    const columns = header.split(",");
    const [lng, lat, type] = ["Longitude", "Latitude", "Crime type"].map((name) => columns.indexOf(name));
    return lines.flatMap((line) => {
      const cells = line.split(",");
      if (cells[type ?? -1] !== "Drugs" || !cells[lng ?? -1]) return [];
      return latLngToCell(Number(cells[lat ?? -1]), Number(cells[lng ?? -1]), 11);
    });
  });
}

describe.runIf(hasRealData && onPostgres)("a patrol sheet of London from months-only data (police.uk 2019)", () => {
  let on: Importing;
  let app: Awaited<ReturnType<typeof buildApp>>;
  let sheet: PatrolBody;
  beforeAll(async () => {
    on = await openImporting("postgres", { HEXBEAT_QUERY_TIMEOUT_MS: "60000" });
    const ground = [
      "boundaries/london-boroughs-2022.geojson",
      "boundaries/london-wards-2018.geojson",
      "places/london-stations.csv",
    ];
    for (const path of [...ground.map((name) => join(realDataFolder, name)), ...STREETS]) {
      const job = await on.importPaths([path]);
      if (job.status !== "done") throw new Error(`${path}: ${job.status} ${job.error?.message ?? ""}`);
    }
    app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
    const list: ClustersBody = (await app.inject({ url: "/api/v1/clusters?dataset=police-uk" })).json();
    for (const { id: cluster } of list.clusters.slice(0, 5)) {
      const payload = {
        source: "cluster",
        cluster,
        dataset: "police-uk",
        reason: "Among the five busiest",
        reviewOn: "2099-01-31",
      };
      const answer = await app.inject({ method: "POST", url: "/api/v1/target-areas", payload });
      if (answer.statusCode !== 201) throw new Error(answer.body);
    }
    sheet = (await app.inject({ url: "/api/v1/patrol?dataset=police-uk&date=2020-01-10" })).json();
  });
  afterAll(async () => {
    await app?.close();
    await on?.drop();
  });

  it("has places and no hours, and says so", () => {
    expect(sheet.window).toEqual({ from: "2019-01-01", to: "2020-01-01" });
    expect(sheet.stops.length).toBeGreaterThanOrEqual(5);
    expect(new Set(sheet.stops.map(({ noHours }) => noHours))).toEqual(new Set(["No hours in this data."]));
    expect(sheet.stops.every(({ hours }) => hours === null)).toBe(true);
    expect(sheet.cautions.join(" ")).toContain("No hours in this data: times are known to the month only.");
    expect(sheet.cautions.join(" ")).toContain("about nine in ten are possession");
  });

  it("counts at each stop what the published files hold there", () => {
    const published = publishedCells();
    const flagged = sheet.stops.filter(({ defaultPoints }) => defaultPoints.length > 0).map(({ id }) => id);
    for (const { id, n } of sheet.stops.filter((stop) => !flagged.includes(stop.id))) {
      const centre = cellToLatLng(id);
      const near = published.filter((cell) => greatCircleDistance(cellToLatLng(cell), centre, "m") <= 150);
      // The service measures on a plane: a cell on the very edge may fall either way.
      expect(Math.abs(near.length - n)).toBeLessThanOrEqual(0.02 * n);
    }
    expect(flagged.length).toBeLessThan(sheet.stops.length);
  });
});
