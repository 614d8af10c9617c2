import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { latLngToCell } from "h3-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedComponents } from "../../server/analytics/connected-components.ts";
import type {
  BacktestBody,
  ClustersBody,
  EmergingBody,
  HotPlacesBody,
  HotspotsBody,
  JointBody,
  RecordingBreaksBody,
  SpikesBody,
} from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { backends } from "../db/backends.ts";
import { type Importing, openImporting } from "../ingest/importing.ts";
import { hasRealData, hexAdjacency, realDataFolder } from "./london-drugs.ts";

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
      { window: YEAR, cap: "p99", capValue: 43, total: 44_704, known: ["677/49", "543/43", "407/38"] },
      { window: YEAR, cap: "none", capValue: null, total: 44_704, known: ["47/8", "41/8", "30/7"] },
      { window: MAY, cap: "p99", capValue: 7, total: 3_589, known: ["199/34", "164/31", "106/19"] },
      { window: MAY, cap: "none", capValue: null, total: 3_589, known: ["39/7", "33/7", "23/6"] },
    ])(
      "finds the known hot cells and clusters at 5, 2.5 and 1 % of $window, cap $cap",
      async ({ window, cap, capValue, total, known }) => {
        const body = await get<HotspotsBody>(`/hotspots?${window}&cap=${cap}`);
        expect([body.universe.size, body.universe.areas.length, body.total]).toEqual([17_274, 33, total]);
        expect(body.method.parameters["capValue"]).toBe(capValue);
        const ids = body.cells.map(({ cell }) => cell);
        const ring1 = hexAdjacency(ids, 1);
        const found = [0.05, 0.025, 0.01].map((level) => {
          const hot = Uint8Array.from(body.cells, ({ q }) => (q !== null && q <= level ? 1 : 0));
          return `${hot.filter((flag) => flag === 1).length}/${connectedComponents(hot, ring1).members.length}`;
        });
        expect(found).toEqual(known);
        const classed = body.cells.filter((cell) => (cell.class ?? 0) >= 2).length;
        expect(String(classed)).toBe(known[0]?.split("/")[0]);
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

    it("shows the May 2019 spikes of Havering from points, and q over London's 657 wards beside", async () => {
      const body = await get<SpikesBody>("/spikes?dataset=police-uk&area=E09000016&month=2019-05");
      expect([body.family, body.dispersion?.toFixed(2)]).toEqual([{ size: 18, force: 657 }, "1.43"]);
      const of = (name: RegExp) => body.spikes.find((spike) => name.test(spike.name));
      const [rainham, elmPark, romford] = [of(/^Rainham/), of(/^Elm Park/), of(/^Romford Town/)];
      expect([rainham, elmPark, romford].map((ward) => [ward?.n, ward?.mean.toFixed(2), ward?.flagged])).toEqual([
        [12, "2.67", true],
        [8, "1.17", true],
        [15, "14.67", false],
      ]);
      expect([rainham, elmPark].map((ward) => [ward?.q.toFixed(3), ward?.qForce.toFixed(3)])).toEqual([
        ["0.010", "0.054"],
        ["0.010", "0.063"],
      ]);
    });

    it("shows Rainham & Wennington's published 13 against 3.0, then 8, 9, 5, 6, 6", async () => {
      const body = await get<SpikesBody>("/spikes?dataset=mps&area=E05013979&month=2019-05");
      expect(body).toMatchObject({ source: "published", family: { size: 1, force: 679 } });
      expect(body.spikes).toMatchObject([
        { name: "Rainham & Wennington", n: 13, mean: 3, flagged: true, after: [8, 9, 5, 6, 6] },
      ]);
    });

    it("backtests the published counts of 679 wards as known", async () => {
      const body = await get<BacktestBody>("/backtest?dataset=mps&unit=ward&to=2020-01-01");
      expect([body.units, body.gate]).toEqual([679, null]);
      const plain = body.rows.filter(({ method }) => method === "plain_count");
      expect(plain.map(({ pai }) => pai?.toFixed(4))).toEqual(["7.4786", "3.9432", "3.0155"]);
      for (const [k, known] of [0.8659, 0.8394, 0.8434].entries()) {
        expect(Math.abs((plain[k]?.pei ?? 0) - known)).toBeLessThan(1e-4);
      }
    });

    it("says that 23 months are one too few for twelve forecasts in cells, and makes eleven", async () => {
      expect((await get<BacktestBody>("/backtest?dataset=police-uk")).gate?.message).toContain("2018-01");
      const body = await get<BacktestBody>("/backtest?dataset=police-uk&origins=11");
      expect([body.units, body.rows.length, body.rows[0]?.forecasts]).toEqual([17_274, 12, 11]);
    });

    it("classes every cell of the 23-month cube, Romford's centre among the lasting hot spots", async () => {
      const body = await get<EmergingBody>("/emerging?dataset=police-uk&from=2018-02-01&to=2020-01-01");
      expect(body.classes.reduce((sum, { cells }) => sum + cells, 0)).toBe(17_274);
      const romford = latLngToCell(51.5766, 0.1817, 9);
      const row = body.cells.find(({ cell }) => cell === romford);
      expect(row?.class_arcgis).toMatch(/^(persistent|intensifying|diminishing) hot spot$/);
    });

    it("crosses no change of wards: points lie in one set, and the published file is on one vintage throughout", async () => {
      const codes = async (dataset: string) =>
        (await get<RecordingBreaksBody>(`/recording-breaks?dataset=${dataset}`)).breaks.map(({ code }) => code);
      expect(await codes("police-uk")).toEqual(["mps-connect-2024"]);
      expect(await codes("mps")).toEqual(["mps-connect-2024", "mps-trafficking-2024"]);
      for (const path of [`/hotspots?${MAY}&area=E09000016`, "/backtest?dataset=mps&unit=ward&to=2020-01-01"]) {
        expect((await get<{ method: { breaks: unknown[] } }>(path)).method.breaks).toEqual([]);
      }
    });

    it.each(["asb", "violence"])(
      "draws the drug map and says that files of drugs and weapons alone cannot tell about %s",
      async (partner) => {
        const body = await get<JointBody>(`/joint?${YEAR}&with=${partner}`);
        expect([body.gate?.reason, body.overlay, body.share]).toEqual(["not_in_this_data", null, null]);
        expect(body.gate?.message).toContain(`no record of category ${partner}`);
        expect(body.gates.excess?.message).toContain("no record of category asb, violence, other");
        expect(body.cells.filter(({ drugsQ }) => (drugsQ ?? 1) <= 0.05)).toHaveLength(677);
      },
    );
  },
);
