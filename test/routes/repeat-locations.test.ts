import { cellToLatLng } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepeatLocationHistory, RepeatLocations } from "../../server/api/repeat-locations.ts";
import type { RepeatLocationHistoryBody, RepeatLocationsBody } from "../../server/api/types.ts";
import { backends } from "../db/backends.ts";
import { importStreets, PLACES, type Street, streets } from "./statistics/market-streets.ts";
import { startTown, type Town } from "./statistics/start-town.ts";

const shape = Compile(RepeatLocations);
const historyShape = Compile(RepeatLocationHistory);
const answers = new Map<string, string>();

/** Beside the four places: a hostel with overdoses, a nightclub, a rented house, a flat with intelligence, and a point with two incidents only. */
function places(): Street[] {
  const at = (lat: number, lng: number) => [lat, lng] as const;
  const times = (n: number, row: Omit<Street, "day">): Street[] =>
    Array.from({ length: n }, (_, k) => ({ day: 10 * k + 5, ...row }));
  const hostel = { hour: 11, at: at(51.5205, 0.0305), key: "UPRN-20", place: "20 Quay Street" };
  const club = { hour: 23, at: at(51.5225, 0.0325), place: "On or near Nightclub" };
  const house = { hour: 19, at: at(51.5245, 0.0345), key: "UPRN-30", place: "30 Park Street" };
  const flat = { hour: 2, at: at(51.5285, 0.0385), key: "UPRN-40", place: "40 Mill Road" };
  const corner = { hour: 19, at: at(51.5265, 0.0365), place: "Corner" };
  return [
    ...times(4, { ...hostel, what: "drug_find", via: "council" }),
    ...times(1, { ...hostel, what: "drug_asb", via: "101" }),
    ...times(3, { ...club, what: "drug_asb", via: "999" }),
    ...times(2, { ...club, what: "possession", via: "patrol" }),
    ...times(3, { ...house, what: "drug_asb", via: "101" }),
    ...times(2, { ...house, what: "drug_asb", via: "999" }),
    ...times(3, { ...flat, what: "drug_intelligence", via: "intelligence" }),
    ...times(1, { ...flat, what: "supply", via: "warrant" }),
    ...times(1, { ...corner, what: "drug_asb", via: "101" }),
    ...times(1, { ...corner, what: "supply", via: "patrol" }),
  ];
}

describe.each(backends)("repeat locations on $name", ({ name }) => {
  let town: Town;
  let body: RepeatLocationsBody;
  beforeAll(async () => {
    town = await startTown(name);
    await importStreets(town.on, [...streets(), ...places()]);
    await addZone(town);
    body = await ask();
  });
  afterAll(() => town.stop());

  const ask = async (query = ""): Promise<RepeatLocationsBody> =>
    (await town.get(`/repeat-locations?dataset=streets&limit=1000${query}`)).json();
  const keyed = (key: string, among = body) => among.locations.find((one) => one.key === key);
  const named = (text: string) => body.locations.filter((one) => one.text === text);
  const put = (id: string, payload: object) =>
    town.app.inject({
      method: "PUT",
      url: `/api/v1/repeat-locations/${id}/status`,
      payload: { dataset: "streets", ...payload },
    });
  const history = async (id: string): Promise<RepeatLocationHistoryBody> =>
    (await town.get(`/repeat-locations/${id}/history?dataset=streets`)).json();

  it("are in the contract's form: three incidents or more from two sources or more, the busiest first", () => {
    expect(shape.Errors(body)).toEqual([]);
    expect(body.marking).toBe("OFFICIAL-SENSITIVE");
    expect(body.found).toBe(body.locations.length);
    const counts = body.locations.map(({ n }) => n);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    for (const { n, sources, meetsRule } of body.locations) {
      expect(n).toBeGreaterThanOrEqual(3);
      expect(sources.length).toBeGreaterThanOrEqual(2);
      expect(sources.reduce((sum, source) => sum + source.n, 0)).toBe(n);
      expect(meetsRule).toBe(true);
    }
  });

  it("group by the source's key where there is one, and say so", () => {
    expect(keyed("UPRN-7")).toMatchObject({
      groupedBy: "location_key",
      text: "7 Mill Road",
      n: 63,
      sources: [
        { source: "intelligence", n: 52 },
        { source: "101", n: 7 },
        { source: "warrant", n: 4 },
      ],
      categories: [
        { category: "drug_intelligence", n: 52 },
        { category: "drug_asb", n: 7 },
        { category: "supply", n: 4 },
      ],
      firstEvent: "2021-01-01T00:10:00Z",
      lastEvent: "2021-12-26T15:10:00Z",
      borough: "Westham",
    });
  });

  it("group by the point where there is none, and say that it may be several addresses", () => {
    const [club] = named("On or near Nightclub");
    expect(club).toMatchObject({ groupedBy: "snapped_point", key: "0.03250,51.52250", n: 5 });
    expect(club?.groupedBySays).toMatch(/may stand for several addresses/);
  });

  it("leave out two incidents, and a hundred from one source", () => {
    expect(named("Corner")).toEqual([]);
    expect(keyed("UPRN-9")).toBeUndefined();
  });

  it("flag the default point and suggest nothing for it", async () => {
    const [lat, lng] = cellToLatLng(PLACES.custody);
    const withSearch: Street[] = [
      { day: 1, hour: 1, what: "supply", via: "warrant", at: [lat, lng], place: "Custody Suite" },
    ];
    await importStreets(town.on, [...streets(), ...places(), ...withSearch]);
    const found = (await ask()).locations.find((one) => one.defaultPoint !== null);
    expect(found).toMatchObject({ defaultPoint: "custody_suite", n: 121, suggestion: { route: null } });
    expect(found?.suggestion.reason).toMatch(/by default/);
  });

  it("suggest a route by the first rule that fits, with its reason", () => {
    const route = (key: string) => keyed(key)?.suggestion;
    expect(route("UPRN-7")).toMatchObject({ route: "closure", reason: /7 public reports beside 4/ });
    expect(route("UPRN-20")?.route).toBe("outreach");
    expect(route("UPRN-30")?.route).toBe("housing");
    expect(named("On or near Nightclub")[0]?.suggestion.route).toBe("licensing");
    expect(route("UPRN-40")).toMatchObject({ route: "warrant", reason: /^3 records of intelligence/ });
  });

  it("name the zones over them in the window, and whether they are in force at its end", async () => {
    expect(keyed("UPRN-20")?.zones).toEqual([
      {
        id: expect.any(Number),
        kind: "pspo",
        title: "Quay order",
        from: "2021-03-01T00:00:00Z",
        to: "2021-09-01T00:00:00Z",
        inForce: false,
      },
    ]);
    const spring = await ask("&from=2021-01-01&to=2021-07-01");
    expect(keyed("UPRN-20", spring)?.zones[0]?.inForce).toBe(true);
    expect(keyed("UPRN-7")?.zones).toEqual([]);
  });

  it("count in the window, the area and the categories asked for", async () => {
    expect(keyed("UPRN-7", await ask("&from=2021-01-01&to=2021-01-15"))).toBeUndefined();
    const heath = await ask("&area=E05000002");
    expect(keyed("UPRN-7", heath)?.n).toBe(63);
    expect(keyed("UPRN-20", heath)).toBeUndefined();
    expect(keyed("UPRN-7", await ask("&category=drug_asb,supply"))?.n).toBe(11);
  });

  it("keep every status with who, when and why, and write it to the audit", async () => {
    const id = keyed("UPRN-30")?.id ?? "";
    expect(keyed("UPRN-30")).toMatchObject({ status: "new", statusSet: null });
    expect((await put(id, { status: "under_review", reason: "Raised at tasking" })).statusCode).toBe(200);
    const answer = await put(id, { status: "action_agreed", reason: "Landlord written to" });
    expect(historyShape.Errors(answer.json())).toEqual([]);
    const kept = await history(id);
    expect(kept).toMatchObject({ status: "action_agreed", key: "UPRN-30", groupedBy: "location_key" });
    expect(kept.history.map(({ status, reason, by }) => [status, reason, by])).toEqual([
      ["action_agreed", "Landlord written to", "local"],
      ["under_review", "Raised at tasking", "local"],
    ]);
    expect(kept.history[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(keyed("UPRN-30", await ask())).toMatchObject({ status: "action_agreed", statusSet: { by: "local" } });
    const { rows } = await town.on.db.knex.raw("SELECT action FROM audit_event WHERE subject = ? ORDER BY id", [
      `repeat_location/${id}`,
    ]);
    expect(rows.map(({ action }: { action: string }) => action)).toEqual([
      "repeat_location.under_review",
      "repeat_location.action_agreed",
    ]);
  });

  it("go on listing a place that is being worked on when it no longer fits the rule", async () => {
    const id = keyed("UPRN-30")?.id ?? "";
    await put(id, { status: "monitoring", reason: "Quiet since" });
    const early = await ask("&from=2021-01-01&to=2021-01-10");
    expect(keyed("UPRN-30", early)).toMatchObject({ n: 2, meetsRule: false, status: "monitoring" });
    expect(early.found).toBe(early.locations.filter(({ meetsRule }) => meetsRule).length);
  });

  it("keep status and history when the file is imported again", async () => {
    const id = keyed("UPRN-20")?.id ?? "";
    await put(id, { status: "closed", reason: "Hostel has moved" });
    await importStreets(town.on, [
      ...streets(),
      ...places(),
      { day: 300, hour: 9, what: "drug_asb", via: "101", at: [51.5205, 0.0305], key: "UPRN-20" },
    ]);
    expect(keyed("UPRN-20", await ask())).toMatchObject({ id, n: 6, status: "closed" });
    expect((await history(id)).history).toHaveLength(1);
  });

  it.each([
    [{ status: "done", reason: "because" }, "status"],
    [{ status: "closed" }, "reason"],
    [{ status: "closed", reason: "   " }, "reason"],
    [{ status: "closed", reason: "because", by: "somebody" }, "by"],
    [{ status: "closed", reason: "because", dataset: "nowhere" }, "dataset"],
  ])("refuse %o and name the field, with nothing kept", async (payload, field) => {
    const id = keyed("UPRN-7")?.id ?? "";
    const answer = await put(id, payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.details.field).toBe(field);
    expect((await history(id)).history).toEqual([]);
  });

  it("answer 404 for a place that the dataset does not have", async () => {
    expect((await put("0123456789abcdef", { status: "closed", reason: "because" })).statusCode).toBe(404);
    expect((await town.get("/repeat-locations/0123456789abcdef/history?dataset=streets")).statusCode).toBe(404);
    expect((await town.get("/repeat-locations/nothing/history")).statusCode).toBe(400);
  });

  it("are none in open data of one kind of file: that is one source, however often it names a point", async () => {
    const open: RepeatLocationsBody = (await town.get("/repeat-locations?dataset=police-uk")).json();
    expect(shape.Errors(open)).toEqual([]);
    expect(open.locations).toEqual([]);
  });

  it("say nothing about a person", () => {
    const names = new Set(JSON.stringify(body).match(/"(\w+)":/g));
    for (const name of ["gender", "age", "ethnicity", "caller", "suspect", "victim"])
      expect(names).not.toContain(`"${name}":`);
    expect(body.method.exclusions.join(" ")).toMatch(/person/);
  });

  it("are alike on the other database", () => {
    answers.set(name, JSON.stringify({ ...body, method: { ...body.method, version: 0 } }));
    expect(new Set(answers.values()).size).toBe(1);
  });
});

async function addZone({ on }: Town): Promise<void> {
  await on.db.knex.raw(
    `INSERT INTO zone (dataset_id, kind, title, authority, effective_from, effective_to, geom)
     SELECT id, 'pspo', 'Quay order', 'Test council', '2021-03-01T00:00:00Z', '2021-09-01T00:00:00Z',
       ST_Multi(ST_MakeEnvelope(0.03, 51.52, 0.031, 51.521, 4326))
     FROM dataset WHERE code = 'streets'`,
  );
}
