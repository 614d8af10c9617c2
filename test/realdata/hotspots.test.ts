import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClustersBody, HotPlacesBody, HotspotsBody } from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { backends } from "../db/backends.ts";
import { type Importing, openImporting } from "../ingest/importing.ts";
import { hasRealData, realDataFolder } from "./london-drugs.ts";

const onPostgres = backends.some(({ name }) => name === "postgres");

/** Boundaries, stations, published counts and every street file of the Metropolitan Police that lies there. */
function realFiles(): string[] {
  const months = readdirSync(join(realDataFolder, "police-uk")).sort();
  const streets = months.map((month) => join(realDataFolder, "police-uk", month, `${month}-metropolitan-street.csv`));
  return [
    join(realDataFolder, "boundaries", "london-boroughs-2022.geojson"),
    join(realDataFolder, "boundaries", "london-wards-2018.geojson"),
    join(realDataFolder, "places", "london-stations.csv"),
    join(realDataFolder, "mps", "MPS Ward Level Crime (Historical).csv"),
    ...streets.filter((path) => existsSync(path)),
  ];
}

describe.runIf(hasRealData && onPostgres)(
  "hot spots of London through the service (police.uk 2018-02 … 2019-12)",
  () => {
    let on: Importing;
    let app: Awaited<ReturnType<typeof buildApp>>;
    beforeAll(async () => {
      on = await openImporting("postgres", { HEXBEAT_QUERY_TIMEOUT_MS: "60000" });
      for (const path of realFiles()) {
        const job = await on.importPaths([path]);
        if (job.status !== "done") throw new Error(`${path}: ${job.status} ${job.error?.message ?? ""}`);
      }
      app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
    });
    afterAll(async () => {
      await app?.close();
      await on?.drop();
    });

    const get = async <Body>(path: string): Promise<Body> => {
      const answer = await app.inject({ url: `/api/v1${path}` });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.json();
    };
    const YEAR = "dataset=police-uk&from=2019-01-01&to=2020-01-01";
    const MAY = "dataset=police-uk&from=2019-05-01&to=2019-06-01";

    it.each([
      { window: YEAR, cap: "p99", capValue: 43, total: 44_704, known: [677, 543, 407] },
      { window: YEAR, cap: "none", capValue: null, total: 44_704, known: [47, 41, 30] },
      { window: MAY, cap: "p99", capValue: 7, total: 3_589, known: [199, 164, 106] },
      { window: MAY, cap: "none", capValue: null, total: 3_589, known: [39, 33, 23] },
    ])(
      "finds the known hot cells at 5, 2.5 and 1 % of $window, cap $cap",
      async ({ window, cap, capValue, total, known }) => {
        const body = await get<HotspotsBody>(`/hotspots?${window}&cap=${cap}`);
        expect([body.universe.size, body.universe.areas.length, body.total]).toEqual([17_274, 33, total]);
        expect(body.method.parameters["capValue"]).toBe(capValue);
        expect(
          [0.05, 0.025, 0.01].map((level) => body.cells.filter(({ q }) => q !== null && q <= level).length),
        ).toEqual(known);
        expect(body.cells.filter((cell) => (cell.class ?? 0) >= 2)).toHaveLength(known[0] ?? 0);
      },
    );

    it("finds the 89 persistent cells of 2019, each among the busiest in 5 months or more", async () => {
      const body = await get<HotPlacesBody>(`/hot-places?${YEAR}`);
      const hot = body.places.filter((place) => place.hot);
      expect([body.hot, hot.length, Math.min(...hot.map(({ monthsReached }) => monthsReached))]).toEqual([89, 89, 5]);
      expect((100 * hot.reduce((sum, { n }) => sum + n, 0)) / body.total).toBeCloseTo(14.1, 1);
    });

    it("has the 20 busiest cells of 2019 in the ranked list", async () => {
      const { cells } = await get<HotspotsBody>(`/hotspots?${YEAR}`);
      const busiest = [...cells].sort((a, b) => b.n - a.n).slice(0, 20);
      const body = await get<ClustersBody>(`/clusters?${YEAR}`);
      const listed = new Set(body.clusters.flatMap((cluster) => cluster.cells));
      expect(busiest.filter(({ cell }) => !listed.has(cell))).toEqual([]);
      expect(body.previous).toEqual({ from: "2018-12-01", to: "2019-12-01" });
      for (const cluster of body.clusters) {
        expect(cluster.core.n).toBeGreaterThanOrEqual(0.6 * cluster.n);
        expect(cluster.evidence.areaCells + cluster.evidence.placeCells).toBeGreaterThan(0);
      }
      expect(body.clusters.some(({ boroughs }) => boroughs.length > 1)).toBe(true);
    });

    it("names Romford's cluster by its ward and station", async () => {
      const { clusters } = await get<ClustersBody>(`/clusters?${YEAR}&area=E09000016`);
      expect(clusters.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^Romford Town, by Romford/));
    });
  },
);
