import { cellToLatLng } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HotPlaces } from "../../../server/api/hot-places.ts";
import type { ClustersBody, HotPlacesBody, HotspotsBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith } from "../../ingest/importing.ts";
import { CUSTODY, HEATH, MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(HotPlaces);

describe.each(backends)("hot places on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
  });
  afterAll(() => town.stop());

  const ask = async (query = ""): Promise<HotPlacesBody> => (await town.get(`/hot-places${query}`)).json();

  it("finds the one-street market in every month, with thresholds, p and q, in the contract's form", async () => {
    const body = await ask();
    expect(shape.Errors(body)).toEqual([]);
    expect(body.gate).toBeNull();
    expect(body.places.find(({ cell }) => cell === STREET)).toMatchObject({
      // 6 a month and twice a row of the background.
      n: 74,
      monthsReached: 12,
      hot: true,
      defaultPoints: [],
    });
    expect(body.thresholds.map(({ month }) => month)).toEqual(
      Array.from({ length: 12 }, (_, k) => `2019-${String(k + 1).padStart(2, "0")}`),
    );
    expect(body.hot).toBe(body.places.filter(({ hot }) => hot).length);
    expect(body.places.map(({ p }) => p)).toEqual(body.places.map(({ p }) => p).sort((a, b) => a - b));
  });

  it("flags the custody suite beside its row", async () => {
    const custody = (await ask()).places.find(({ cell }) => cell === CUSTODY);
    expect(custody?.defaultPoints).toEqual([{ flag: "custody_suite", n: 60 }]);
  });

  it("flags records that lie on a police station or a default point among the named places", async () => {
    const at = (cell: string, metresNorth: number) => {
      const [lat, lng] = cellToLatLng(cell);
      return `${lng.toFixed(6)},${(lat + metresNorth / 111_320).toFixed(6)}`;
    };
    const places = [
      "name,kind,longitude,latitude",
      `Park Police Station,public_building,${at(STREET, 15)}`,
      `Old yard,default_point,${at(MARKET, 20)}`,
      `Far Custody Centre,building,${at(HEATH, 40)}`,
      "",
    ].join("\n");
    const job = await town.on.importPaths([await fileWith("police.csv", places)]);
    expect(job.status).toBe("done");
    const after = (await ask()).places;
    const flagsOf = (wanted: string) => after.find(({ cell }) => cell === wanted)?.defaultPoints;
    expect(flagsOf(STREET)).toEqual([{ flag: "police_station", n: 74 }]);
    expect(flagsOf(HEATH) ?? []).toEqual([]);
    expect(flagsOf(CUSTODY)).toEqual([{ flag: "custody_suite", n: 60 }]);
    const { clusters }: ClustersBody = (await town.get("/clusters")).json();
    const { cells }: HotspotsBody = (await town.get("/hotspots")).json();
    expect(clusters.find((cluster) => cluster.cells.includes(MARKET))?.defaultPoints).toEqual([
      { flag: "default_point", n: cells.find(({ cell }) => cell === MARKET)?.n },
    ]);
  });

  it("looks at the 12 months that end with the window, whatever its length", async () => {
    const may = await ask("?from=2019-05-01&to=2019-06-01");
    expect([may.thresholds[0]?.month, may.thresholds.at(-1)?.month]).toEqual(["2018-06", "2019-05"]);
    expect(may.method.filters).toMatchObject({ from: "2018-06-01", to: "2019-06-01" });
  });

  it("lists the area alone and never changes p, q for it", async () => {
    const all = await ask();
    const east = await ask("?area=E05000004");
    expect(east.places.length).toBeLessThan(all.places.length);
    expect(east.places.map(({ cell }) => cell)).toContain(STREET);
    expect(east.places.map(({ cell }) => cell)).not.toContain(MARKET);
    for (const place of east.places) expect(all.places).toContainEqual(place);
    expect([east.hot, east.total]).toEqual([all.hot, all.total]);
  });

  it("gives no class, and the months that are missing, where the data is shorter", async () => {
    const early = await ask("?from=2018-05-01&to=2018-06-01");
    expect(early.gate?.reason).toBe("fewer_than_twelve_months");
    expect(early.gate?.message).toContain("2017-06");
    expect([early.places, early.thresholds, early.hot]).toEqual([[], [], 0]);
    expect((await ask("?category=violence")).gate?.reason).toBe("too_few_incidents");
    expect((await ask("?res=10")).gate?.reason).toBe("resolution_finer_than_points");
  });

  it("gives the same bytes again", async () => {
    expect((await town.get("/hot-places")).body).toBe((await town.get("/hot-places")).body);
  });

  it("refuses what it does not know by name", async () => {
    expect((await town.get("/hot-places?ring=1")).json().error.details.field).toBe("ring");
  });
});
