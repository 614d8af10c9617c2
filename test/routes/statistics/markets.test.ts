import { booleanPointInPolygon } from "@turf/turf";
import { parse } from "csv-parse/sync";
import { cellToLatLng } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Markets } from "../../../server/api/markets.ts";
import type { MarketsBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { importStreets, PLACES } from "./market-streets.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(Markets);
const answers = new Map<string, string>();

describe.each(backends)("markets on $name", ({ name }) => {
  let town: Town;
  let body: MarketsBody;
  beforeAll(async () => {
    town = await startTown(name);
    await importStreets(town.on);
    body = await ask();
  });
  afterAll(() => town.stop());

  const ask = async (query = ""): Promise<MarketsBody> => (await town.get(`/markets?dataset=streets${query}`)).json();
  const at = (place: keyof typeof PLACES) => body.markets.find(({ cells }) => cells.includes(PLACES[place]));
  const indicator = (place: keyof typeof PLACES, code: string) =>
    [...(at(place)?.indicators ?? []), ...(at(place)?.closedIndicators ?? [])].find((one) => one.code === code);

  it("are in the contract's form, ranked by indicators met and then by strength", () => {
    expect(shape.Errors(body)).toEqual([]);
    expect(body.gate).toBeNull();
    expect(body.markets.map(({ rank }) => rank)).toEqual(body.markets.map((_, i) => i + 1));
    const order = body.markets.map(({ met, strength }) => met * 1_000 + strength);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(body.found).toBe(body.markets.length);
    for (const { indicators, met, available } of body.markets) {
      expect(indicators.filter(({ status }) => status === "met")).toHaveLength(met);
      expect(indicators.filter(({ status }) => status !== "not_in_this_data")).toHaveLength(available);
    }
  });

  it("call the street with its hours an open market, first in the list, with all seven indicators met", () => {
    expect(at("market")).toMatchObject({ rank: 1, class: "open", met: 7, available: 7, id: PLACES.market });
    expect(at("market")?.name).toMatch(/, by Market Cross station$/);
  });

  it("count each place and day once: 157 days of calls, and one corner that two callers named", () => {
    expect(indicator("market", "public_reports")).toMatchObject({ status: "met", value: 158 });
    expect(at("market")?.trend.reduce((sum, { n }) => sum + n, 0)).toBe(158);
    expect(at("market")?.trend).toHaveLength(12);
  });

  it("hold hours and weekdays against the rest of the city", () => {
    const found = indicator("market", "tight_and_repeated");
    expect(found?.value).toBe(1);
    expect(found?.says).toMatch(/100 % on Tuesday, Friday, Sunday \(\d+ % in the rest of the city: repeated\)/);
  });

  it("see that it was back after the day of arrests", () => {
    expect(indicator("market", "refills")).toMatchObject({ status: "met", value: 1, comparison: 1 });
  });

  it("call the flat a closed market, for its warrants and its intelligence", () => {
    expect(at("flat")).toMatchObject({ class: "closed", closedAvailable: 5 });
    expect(indicator("flat", "premises")).toMatchObject({ status: "met", value: 63 });
    expect(indicator("flat", "warrants")).toMatchObject({ status: "met", value: 4 });
    expect(indicator("flat", "phone_line_intelligence")).toMatchObject({ status: "met", value: 52 });
    expect(at("flat")?.foundBy).toContain("drug_intelligence");
  });

  it("do not call a neighbour's calls, a shopping street or a custody suite a market", () => {
    expect(at("neighbour")?.class).toBe("not_enough_evidence");
    expect(indicator("neighbour", "public_reports")?.says).toMatch(/about 1 place, the busiest with 100 %/);
    expect(at("shops")?.class).toBe("not_enough_evidence");
    expect(indicator("shops", "public_reports")?.status).toBe("not_met");
    expect(at("custody")).toMatchObject({
      class: "not_enough_evidence",
      strength: 0,
      defaultPoints: [{ flag: "custody_suite", n: 120 }],
    });
  });

  it("list what touches an area with its rank in the whole universe", async () => {
    const mill = await ask("&area=E05000002");
    expect(mill.found).toBe(body.found);
    expect(mill.markets.length).toBeLessThan(body.markets.length);
    expect(mill.markets.length).toBeGreaterThan(0);
    for (const market of mill.markets) expect(body.markets).toContainEqual(market);
  });

  it("say in the method what counts and what does not", () => {
    expect(body.method.exclusions.join(" ")).toMatch(/Possession and searches are not indicators/);
    expect(body.method.parameters).toMatchObject({ coreShare: 0.6, nearMetres: 400, persistentMonths: "3 of 6" });
    expect(body.method.filters.category).not.toContain("search");
    expect(body.method.universe?.areas).toEqual(["E09000001", "E09000002"]);
  });

  it("are not told from open data: month-only, unsplit, and nobody says who reported it", async () => {
    const open: MarketsBody = (await town.get("/markets?dataset=police-uk")).json();
    expect(shape.Errors(open)).toEqual([]);
    expect(open.markets.length).toBeGreaterThan(2);
    expect(new Set(open.markets.map((market) => market.class))).toEqual(new Set(["not_enough_evidence"]));
    const told = new Set(
      open.markets.flatMap(({ indicators }) => indicators.map(({ code, status }) => `${code} ${status}`)),
    );
    expect(
      [...told].filter((one) => !one.endsWith("not_in_this_data")).every((one) => one.startsWith("near_places")),
    ).toBe(true);
    expect(open.gates.find(({ surface }) => surface === "drug_asb")?.areas?.reason).toBe("not_in_this_data");
    expect(open.markets[0]?.why).toMatch(/Fewer than three/);
  });

  it("are none, with the reason, where too little is recorded", async () => {
    const quiet = await ask("&from=2021-01-01&to=2021-01-03");
    expect([quiet.gate?.reason, quiet.markets]).toEqual(["too_few_incidents", []]);
  });

  it.each([
    ["category=drugs", "category"],
    ["ring=2", "ring"],
    ["dataset=nowhere", "dataset"],
    ["from=2021-13-01", "from"],
    ["from=2021-06-01&to=2021-06-01", "to"],
    ["dataset=police-uk&from=2019-03-15", "from"],
    ["area=E05009999", "area"],
    ["area=E05000005", "area"],
    ["universe=E09009999", "universe"],
    ["set=nowhere", "set"],
    ["version=1", "version"],
  ])("refuse %s and name the field", async (query, field) => {
    const answer = await town.get(`/markets?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.details.field).toBe(field);
  });

  it("are a table with each indicator's status and words, the JSON answer's rows", async () => {
    const answer = await town.get("/markets?dataset=streets", { accept: "text/csv" });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    const rows: Record<string, string>[] = parse(answer.body, { columns: true });
    expect(rows.map(({ id }) => id)).toEqual(body.markets.map(({ id }) => id));
    for (const [i, market] of body.markets.entries()) {
      expect(rows[i]).toMatchObject({
        rank: String(market.rank),
        class: market.class,
        met: String(market.met),
        strength: String(market.strength),
        coreCells: market.core.cells.join(" "),
        marking: "OFFICIAL-SENSITIVE",
        dataset: "streets",
      });
      for (const { code, status, says } of [...market.indicators, ...market.closedIndicators]) {
        expect([rows[i]?.[code], rows[i]?.[`${code}_says`]]).toEqual([status, says]);
      }
    }
  });

  it("are outlines of the whole and of the core, with class and method, and of an area only what touches it", async () => {
    const accept = { accept: "application/geo+json" };
    const all = (await town.get("/markets?dataset=streets", accept)).json();
    expect(all.method).toEqual(body.method);
    const parts = all.features.map(({ properties }: { properties: { part: string; id: string } }) => [
      properties.part,
      properties.id,
    ]);
    expect(parts).toEqual(
      body.markets.flatMap(({ id }) => [
        ["market", id],
        ["core", id],
      ]),
    );
    const first = all.features[0];
    expect(first.properties).toMatchObject({ class: "open", public_reports: "met", refills: "met" });
    const [lat, lng] = cellToLatLng(PLACES.market);
    expect(booleanPointInPolygon([lng, lat], first.geometry)).toBe(true);
    const mill = (await town.get("/markets?dataset=streets&area=E05000002", accept)).json();
    expect(mill.features.length).toBeLessThan(all.features.length);
  });

  it("say in a table's note why none is listed", async () => {
    const answer = await town.get("/markets?dataset=streets&from=2021-01-01&to=2021-01-03", { accept: "text/csv" });
    const rows: Record<string, string>[] = parse(answer.body, { columns: true });
    expect(rows).toHaveLength(1);
    expect([rows[0]?.["rank"], rows[0]?.["note"]]).toEqual(["", expect.stringMatching(/incidents/)]);
  });

  it("give the same bytes again, and on the other database", async () => {
    const { body: text } = await town.get("/markets?dataset=streets");
    expect((await town.get("/markets?dataset=streets")).body).toBe(text);
    // The version tells when the data was published: of two databases never the same.
    answers.set(name, text.replace(/"version":\d+/, ""));
    expect(new Set(answers.values()).size).toBe(1);
  });
});
