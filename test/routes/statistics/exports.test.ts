import { parse } from "csv-parse/sync";
import { cellToLatLng, latLngToCell } from "h3-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClustersBody, ConcentrationBody, HotPlacesBody, HotspotsBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith } from "../../ingest/importing.ts";
import { CUSTODY, MARKET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";
import { importWholeTown } from "./whole-town.ts";

const GEOJSON = "application/geo+json";
const STATED = ["dataset", "dataset_version", "category", "from", "to", "marking", "attribution", "method", "note"];
const TOWN = "dataset=police-uk";
const PATHS = [
  ...["/hotspots", "/hot-places", "/clusters", "/emerging", "/change"].map((path) => `${path}?${TOWN}`),
  "/joint?dataset=whole",
];

type Row = Record<string, string>;
type Feature = {
  type: string;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: number[][][] & number[][][][] };
};
type Collection = { type: string; features: Feature[]; method: object; note: string | null; marking: string };

describe.each(backends)("exports on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    await importWholeTown(town.on);
  });
  afterAll(() => town.stop());

  const table = async (path: string): Promise<Row[]> => {
    const answer = await town.get(path, { accept: "text/csv" });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    return parse(answer.body, { columns: true });
  };
  const features = async (path: string): Promise<Collection> => {
    const answer = await town.get(path, { accept: GEOJSON });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, `${GEOJSON}; charset=utf-8`]);
    return answer.json();
  };

  it.each([...PATHS, `/spikes?${TOWN}&area=E09000001&month=2019-06`, `/concentration?${TOWN}`])(
    "states dataset, period, marking, attribution and method in every row of %s",
    async (path) => {
      const rows = await table(path);
      const { method } = (await town.get(path)).json();
      expect(rows.length).toBeGreaterThan(0);
      expect(Object.keys(rows[0] ?? {}).slice(-STATED.length)).toEqual(STATED);
      for (const row of rows) {
        expect(row).toMatchObject({
          dataset: method.dataset,
          dataset_version: String(method.version),
          category: "drugs",
          from: method.filters.from,
          to: method.filters.to,
          marking: "OFFICIAL",
          note: "",
        });
        expect(row["method"]).toContain(method.softwareVersion);
      }
      const attribution = rows[0]?.["attribution"];
      if (method.dataset === "police-uk")
        expect(attribution).toMatch(/data\.police\.uk.*Open Government Licence v3\.0/);
      else expect(attribution).toBe("whole");
    },
  );

  it("has the rows of the JSON answer, number for number", async () => {
    const { cells }: HotspotsBody = (await town.get(`/hotspots?${TOWN}&area=E05000003`)).json();
    const rows = await table(`/hotspots?${TOWN}&area=E05000003`);
    expect(rows.map(({ cell, n, q, class: level }) => [cell, Number(n), Number(q), Number(level)])).toEqual(
      cells.map(({ cell, n, q, class: level }) => [cell, n, q, level]),
    );
    const { places }: HotPlacesBody = (await town.get(`/hot-places?${TOWN}`)).json();
    const byCell = await table(`/hot-places?${TOWN}`);
    expect(byCell.map(({ cell, hot }) => [cell, hot])).toEqual(places.map(({ cell, hot }) => [cell, String(hot)]));
    expect(byCell.find(({ cell }) => cell === CUSTODY)?.["defaultPoints"]).toBe("custody_suite 60");
  });

  it("has the shares, wards and cells of a concentration, each with what its numbers are of", async () => {
    const { cuts, ranks }: ConcentrationBody = (await town.get(`/concentration?${TOWN}`)).json();
    const rows = await table(`/concentration?${TOWN}`);
    const of = (list: string) => rows.filter((row) => row["list"] === list);
    expect(of("busiest").map(({ cut, cells, n, share }) => [cut, cells, n, share].map(Number))).toEqual(
      cuts.map(({ cut, cells, n, share }) => [cut, cells, n, share]),
    );
    const tops = ({ top1, top3, top10 }: Row) => [top1, top3, top10].map(Number);
    expect(of("wards").map((row) => [row["code"], row["name"], ...tops(row)])).toEqual(
      ranks.wards.map(({ code, name, top1, top3, top10 }) => [code, name, top1, top3, top10]),
    );
    expect(of("cells").map((row) => [row["code"], ...tops(row)])).toEqual(
      ranks.cells.map(({ cell, top1, top3, top10 }) => [cell, top1, top3, top10]),
    );
    expect(rows).toHaveLength(cuts.length + ranks.wards.length + ranks.cells.length);
    const span = { months: String(ranks.months.length), first: ranks.months[0], last: ranks.months.at(-1) };
    for (const row of [...of("wards"), ...of("cells")]) expect(row).toMatchObject(span);
  });

  it("says in a row of its own why nothing is listed", async () => {
    const [row, ...others] = await table(`/hot-places?${TOWN}&category=violence`);
    expect([row?.["cell"], row?.["note"], others]).toEqual([
      "",
      expect.stringContaining("fewer than 30 incidents"),
      [],
    ]);
    const gated = await table(`/hotspots?${TOWN}&category=violence&area=E05000003`);
    expect(gated.every(({ q, note }) => q === "" && note?.startsWith("No class because"))).toBe(true);
    const { features: none, note } = await features(`/clusters?${TOWN}&category=violence`);
    expect([none, note]).toEqual([[], expect.stringContaining("No class because")]);
  });

  it.each(PATHS)("draws %s as polygons, closed and counter-clockwise, with the whole method card", async (path) => {
    const collection = await features(path);
    const { method } = (await town.get(path)).json();
    expect([collection.type, collection.method, collection.marking]).toEqual(["FeatureCollection", method, "OFFICIAL"]);
    expect(collection.features.length).toBeGreaterThan(0);
    for (const { type, properties, geometry } of collection.features) {
      expect([type, properties["marking"], properties["from"]]).toEqual(["Feature", "OFFICIAL", method.filters.from]);
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const rings of polygons as number[][][][]) {
        for (const [at, ring] of rings.entries()) {
          expect(ring.at(-1)).toEqual(ring[0]);
          expect(Math.sign(signedArea(ring))).toBe(at === 0 ? 1 : -1);
        }
      }
    }
  });

  it("puts each polygon where its cell is", async () => {
    const { features: cells } = await features(`/hotspots?${TOWN}&area=E05000003`);
    for (const { properties, geometry } of cells) {
      const ring: number[][] = geometry.coordinates[0] ?? [];
      const corners = ring.slice(1);
      const mean = (axis: number) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length;
      expect(latLngToCell(mean(1), mean(0), 9)).toBe(properties["cell"]);
    }
  });

  it("draws of a cluster the whole and its core, the core inside", async () => {
    const { clusters }: ClustersBody = (await town.get(`/clusters?${TOWN}`)).json();
    const { features: parts } = await features(`/clusters?${TOWN}`);
    expect(parts.map(({ properties }) => [properties["part"], properties["rank"]])).toEqual(
      clusters.flatMap(({ rank }) => [
        ["cluster", rank],
        ["core", rank],
      ]),
    );
    expect(parts.every(({ geometry }) => geometry.type === "MultiPolygon")).toBe(true);
    const [whole, core] = parts.slice(0, 2).map(({ geometry }) => outerArea(geometry.coordinates));
    expect(core).toBeLessThan(whole ?? 0);
    const [lat, lng] = cellToLatLng(MARKET);
    const near = parts[1]?.geometry.coordinates[0]?.[0]?.[0] as unknown as number[];
    expect(Math.hypot((near[0] ?? 0) - lng, (near[1] ?? 0) - lat)).toBeLessThan(0.01);
  });

  it("marks counted intelligence OFFICIAL-SENSITIVE", async () => {
    const rows = await table("/hotspots?dataset=whole&category=drug_intelligence&area=E05000003");
    expect(new Set(rows.map(({ marking }) => marking))).toEqual(new Set(["OFFICIAL-SENSITIVE"]));
  });

  it("keeps a spreadsheet from running a name as a formula", async () => {
    const counts = [
      "WardName,WardCode,MajorText,MinorText,LookUp_BoroughName," +
        Array.from({ length: 13 }, (_, k) => 201801 + k + (k > 11 ? 88 : 0)).join(","),
      `"=HYPERLINK(""http://x"")",E05000001,DRUG OFFENCES,POSSESSION OF DRUGS,Anywhere${",3".repeat(13)}`,
      "",
    ].join("\n");
    const job = await town.on.importPaths([await fileWith("counts.csv", counts)]);
    expect(job.status).toBe("done");
    const [row] = await table("/spikes?dataset=mps&area=E05000001&month=2019-01");
    expect(row?.["name"]).toBe(`'=HYPERLINK("http://x")`);
  });

  it("offers what it can and says so", async () => {
    const answer = await town.get("/backtest", { accept: "text/csv" });
    expect([answer.statusCode, answer.json().error.code]).toEqual([406, "not_acceptable"]);
    const spikes = await town.get(`/spikes?${TOWN}&area=E09000001&month=2019-06`, { accept: GEOJSON });
    expect(spikes.json().error.message).toContain("application/json, text/csv");
  });
});

function signedArea(ring: readonly number[][]): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
    const [fromX = 0, fromY = 0] = ring[i] ?? [];
    return sum + (fromX * y - x * fromY) / 2;
  }, 0);
}

function outerArea(polygons: readonly number[][][][]): number {
  return polygons.reduce((sum, [outer]) => sum + signedArea(outer ?? []), 0);
}
