import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AreaCounts } from "../../server/api/areas.ts";
import { CellCounts } from "../../server/api/cells.ts";
import { Hotspots } from "../../server/api/hotspots.ts";
import { Series } from "../../server/api/series.ts";
import { backends } from "../db/backends.ts";
import { post } from "./register-requests.ts";
import { startTown, type Town } from "./statistics/start-town.ts";

const GROUPS = {
  town: { name: "Both boroughs", codes: ["E09000001", "E09000002"] },
  "south-wards": { name: "Wards by the river", codes: ["E05000001", "E05000003"] },
  "wards-and-borough": { name: "Of two sets", codes: ["E05000001", "E09000002"] },
};
const YEAR = "dataset=police-uk&from=2019-01-01&to=2020-01-01";

/* The square town of boroughs E09000001 and E09000002, and the two others that make the shipped BCU whole. */
describe.each(backends)("groups of areas in a query, on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    for (const [id, group] of Object.entries(GROUPS))
      expect((await post(town, "/area-groups", { id, ...group })).statusCode).toBe(201);
    await town.on.db.bulk.raw(`
      INSERT INTO area (area_set_id, code, name, geom)
      SELECT s.id, made.code, made.code, ST_Multi(ST_MakeEnvelope(made.west, 51.5, made.west + 0.01, 51.51, 4326))
      FROM area_set s, (VALUES ('E09000016', 1.0), ('E09000026', 1.1)) AS made(code, west)
      WHERE s.kind = 'borough'`);
  });
  afterAll(() => town?.stop());

  const ask = async (path: string) => (await town.get(path)).json();
  const refusal = async (path: string) => {
    const answer = await town.get(path);
    const { code, message, details } = answer.json().error;
    return [answer.statusCode, code, details.field, message];
  };
  const without = ({ areaGroups, ...body }: { areaGroups?: unknown }) => body;

  it.each([
    ["/cells", Compile(CellCounts)],
    ["/series", Compile(Series)],
    ["/area-counts", Compile(AreaCounts)],
  ])("%s counts the union of the group's areas, and says what the group stood for", async (path, shape) => {
    const body = await ask(`${path}?${YEAR}&area=south-wards`);
    expect(shape.Errors(body)).toEqual([]);
    expect(body.total).toBeGreaterThan(0);
    expect(body.areaGroups).toEqual([{ id: "south-wards", ...GROUPS["south-wards"] }]);
    expect(without(body)).toEqual(await ask(`${path}?${YEAR}&area=E05000001,E05000003`));
    expect(body.total).toBeLessThan((await ask(`${path}?${YEAR}&area=town`)).total);
  });

  it("a group of boroughs holds all their wards", async () => {
    const { areas } = await ask(`/area-counts?${YEAR}&area=town`);
    expect(areas).toEqual((await ask(`/area-counts?${YEAR}&area=E09000001,E09000002`)).areas);
    const boroughs = await ask(`/area-counts?${YEAR}&kind=borough&area=town`);
    expect(boroughs.areas.map(({ code }: { code: string }) => code)).toEqual(["E09000001", "E09000002"]);
  });

  it("groups that overlap, and areas beside them, count an area once", async () => {
    const twice = await ask(`/cells?${YEAR}&area=town,E09000002`);
    expect(twice.cells).toEqual((await ask(`/cells?${YEAR}&area=E09000001,E09000002`)).cells);
  });

  it("a shipped group is asked for by its id as well", async () => {
    const { areas, areaGroups } = await ask(`/area-counts?${YEAR}&kind=borough&area=mps-east-area`);
    expect(areas.map(({ code }: { code: string }) => code)).toEqual(["E09000002", "E09000016", "E09000026"]);
    expect(areaGroups).toEqual([
      {
        ...{ id: "mps-east-area", name: "East Area BCU: Barking and Dagenham, Havering, Redbridge" },
        codes: ["E09000002", "E09000016", "E09000026"],
      },
    ]);
  });

  it("statistics list the group's cells, and their method card says what was asked and what it stood for", async () => {
    const body = await ask(`/hotspots?${YEAR}&area=south-wards`);
    expect(Compile(Hotspots).Errors(body)).toEqual([]);
    const plain = await ask(`/hotspots?${YEAR}&area=E05000001,E05000003`);
    expect(body.cells).toEqual(plain.cells);
    expect(plain.method.filters.areaGroups).toBeUndefined();
    expect(body.method.filters).toMatchObject({
      area: ["south-wards"],
      areaGroups: [{ id: "south-wards", ...GROUPS["south-wards"] }],
    });
  });

  it("a universe may be a group", async () => {
    const { universe, method } = await ask(`/hotspots?${YEAR}&universe=town`);
    expect(universe).toEqual((await ask(`/hotspots?${YEAR}&universe=E09000001,E09000002`)).universe);
    expect(method.filters.areaGroups).toEqual([{ id: "town", ...GROUPS.town }]);
  });

  it("spikes, effort, breaks and events take it too", async () => {
    const month = "dataset=police-uk&month=2019-06";
    const spikes = await ask(`/spikes?${month}&area=town`);
    expect(spikes.spikes).toEqual((await ask(`/spikes?${month}&area=E09000001,E09000002`)).spikes);
    expect(spikes.method.filters).toMatchObject({ area: ["town"], areaGroups: [{ id: "town" }] });
    const effort = await ask(`/effort?${YEAR}&area=town`);
    expect(effort.surfaces).toEqual((await ask(`/effort?${YEAR}&area=E09000001,E09000002`)).surfaces);
    expect((await town.get(`/recording-breaks?${month.split("&")[0]}&area=south-wards`)).statusCode).toBe(200);
    const event = { kind: "festival", name: "Fair", from: "2019-06-08", areas: ["E05000003"] };
    expect((await post(town, "/events", event)).statusCode).toBe(201);
    expect((await ask("/events?area=south-wards")).events).toHaveLength(1);
    expect((await ask("/events?area=E05000004")).events).toHaveLength(0);
  });

  it("what a group stands for is not kept by a browser for good", async () => {
    const { version } = await ask(`/cells?${YEAR}`);
    for (const path of ["/cells", "/hotspots"]) {
      const kept = async (area: string) =>
        (await town.get(`${path}?${YEAR}&version=${version}&area=${area}`)).headers["cache-control"];
      expect([await kept("E09000001"), await kept("town")]).toEqual([
        "private, immutable, max-age=31536000",
        "private, no-cache",
      ]);
    }
  });

  it("refuses an unknown group by its name, and a group of which an area is not loaded", async () => {
    for (const path of ["/cells", "/series", "/area-counts", "/hotspots"]) {
      expect(await refusal(`${path}?${YEAR}&area=no-such-group`)).toEqual([
        ...[400, "invalid_query", "area"],
        'Unknown area "no-such-group": no loaded area set has it.',
      ]);
    }
    expect(await refusal(`/cells?${YEAR}&area=crackdown-2000`)).toEqual([
      ...[400, "invalid_query", "area"],
      'Unknown area "E09000005" (of the group "crackdown-2000") (of 10 codes): no loaded area set has it.',
    ]);
  });

  it("never mixes sets, inside a group or between groups", async () => {
    for (const area of ["wards-and-borough", "town,south-wards", "town,E05000001"])
      expect((await refusal(`/cells?${YEAR}&area=${area}`)).slice(0, 3)).toEqual([400, "mixed_vintages", "area"]);
  });
});
