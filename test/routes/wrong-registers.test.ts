import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { strictDigest } from "../ingest/state-digest.ts";
import { operationOf, post, put, square, zoneOf } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";
import { POLYGONS, star } from "./wrong-shapes.ts";

type Wrong = readonly [what: string, path: string, body: unknown, field: string, message: RegExp];

const dispersal = (changes: Record<string, unknown>) =>
  zoneOf({
    kind: "dispersal",
    rank: "inspector",
    grounds: "Fights",
    effectiveFrom: "2027-06-01T18:00",
    effectiveTo: "2027-06-03T18:00",
    ...changes,
  });
const phase = (changes: Record<string, unknown>) =>
  operationOf({
    phases: [
      { name: "One", from: "2019-01-01", to: "2019-02-01", shape: { polygon: square(0.01, 51.51, 0.01) }, ...changes },
    ],
  });
const outcome = (changes: Record<string, unknown>) => ({
  outcomes: [{ kind: "warrant", quantity: 1, date: "2019-01-05", source: "custody", ...changes }],
});

const ZONES: readonly Wrong[] = [
  ["a kind that is none", "/zones", zoneOf({ kind: "curfew" }), "kind", /must be one of/],
  ["no authority", "/zones", zoneOf({ authority: undefined }), "authority", /authority is missing/],
  ["a blank authority", "/zones", zoneOf({ authority: "   " }), "authority", /authority is blank/],
  [
    "no rank where the law asks for one",
    "/zones",
    zoneOf({ rank: undefined }),
    "rank",
    /rank is missing.*local authority/,
  ],
  [
    "a rank that may not",
    "/zones",
    dispersal({ rank: "sergeant" }),
    "rank",
    /sergeant may not; it takes inspector or above.*ss\.34–42/,
  ],
  ["a council's dispersal", "/zones", dispersal({ rank: "local_authority" }), "rank", /local authority may not/],
  [
    "dates reversed",
    "/zones",
    zoneOf({ effectiveTo: "2026-01-01" }),
    "effectiveTo",
    /must be later than effectiveFrom/,
  ],
  ["no time between start and end", "/zones", zoneOf({ effectiveTo: "2027-01-04" }), "effectiveTo", /later/],
  ["a day that is none", "/zones", zoneOf({ effectiveFrom: "2027-02-30" }), "effectiveFrom", /no day or time there is/],
  ["a text for a day", "/zones", zoneOf({ effectiveFrom: "tomorrow" }), "effectiveFrom", /must be/],
  ["no end where the law sets one", "/zones", zoneOf({ effectiveTo: null }), "effectiveTo", /at most 3 years/],
  [
    "a PSPO of three years and a day",
    "/zones",
    zoneOf({ effectiveTo: "2030-01-05" }),
    "effectiveTo",
    /4 Jan 2030 at the latest.*at most 3 years/,
  ],
  [
    "a dispersal of 48 hours and a minute",
    "/zones",
    dispersal({ effectiveTo: "2027-06-03T18:01" }),
    "effectiveTo",
    /at most 48 hours/,
  ],
  ["a dispersal without grounds", "/zones", dispersal({ grounds: undefined }), "grounds", /grounds is missing/],
  [
    "an order before its Act",
    "/zones",
    zoneOf({ effectiveFrom: "2013-01-01", effectiveTo: "2015-01-01" }),
    "effectiveFrom",
    /no rule/,
  ],
  ["a name that is not known", "/zones", zoneOf({ colour: "red" }), "colour", /Unknown body name/],
  [
    "a shape that is a line",
    "/zones",
    zoneOf({ shape: { polygon: { type: "LineString", coordinates: [] } } }),
    "shape.polygon.type",
    /one of Polygon, MultiPolygon/,
  ],
  [
    "premises where no closure is",
    "/zones",
    zoneOf({ shape: { premises: { lngLat: [0.01, 51.51] } } }),
    "shape",
    /premises are what a closure notice or order is about/,
  ],
  [
    "premises in the Atlantic",
    "/zones",
    zoneOf({ shape: { premises: { lngLat: [-30, 51] } } }),
    "shape",
    /leaves the United Kingdom/,
  ],
  [
    "premises with latitude first",
    "/zones",
    zoneOf({ shape: { premises: { lngLat: [51.51, 0.01] } } }),
    "shape",
    /looks swapped/,
  ],
  [
    "premises as wide as a park",
    "/zones",
    zoneOf({ shape: { premises: { lngLat: [0.01, 51.51], radiusMetres: 500 } } }),
    "shape.premises.radiusMetres",
    /100/,
  ],
  ["a NUL deep inside", "/zones", zoneOf({ prohibitions: ["a\0b"] }), "prohibitions", /NUL/],
  ["an unknown dataset", "/zones", zoneOf({ dataset: "nope" }), "dataset", /Unknown dataset/],
];

const LEDGER: readonly Wrong[] = [
  [
    "a phase with dates reversed",
    "/operations",
    phase({ to: "2018-12-01" }),
    "phases[0].to",
    /must be later than from/,
  ],
  [
    "a phase at premises",
    "/operations",
    phase({ shape: { premises: { lngLat: [0.01, 51.51] } } }),
    "phases[0].shape",
    /shown to meetings, which see no premises/,
  ],
  ["a phase on a day that is none", "/operations", phase({ from: "2019-02-30" }), "phases[0].from", /not a day/],
  ["a blank name", "/operations", operationOf({ name: "  " }), "name", /blank/],
  ["a name inside that is not known", "/operations", phase({ colour: "red" }), "phases[0].colour", /Unknown body name/],
  ["a phase without an end", "/operations", phase({ to: undefined }), "phases[0].to", /phases\[0\]\.to is missing/],
  ["no phases", "/operations", operationOf({ phases: [] }), "phases", /a list of 1 to 40 entries/],
  ["a NIM level that is none", "/operations", operationOf({ nimLevel: 4 }), "nimLevel", /nimLevel/],
  [
    "a visibility that is none",
    "/operations",
    operationOf({ visibility: "secret" }),
    "visibility",
    /one of open, partner, covert/,
  ],
  [
    "an outcome of no kind",
    "OUTCOMES",
    outcome({ kind: "raid" }),
    "outcomes[0].kind",
    /outcomes\[0\]\.kind must be one of warrant/,
  ],
  [
    "an outcome in another kind's unit",
    "OUTCOMES",
    outcome({ unit: "grams" }),
    "outcomes[0].unit",
    /counted in warrants/,
  ],
  ["half a warrant", "OUTCOMES", outcome({ quantity: 0.5 }), "outcomes[0].quantity", /counted whole/],
  ["an outcome of the future", "OUTCOMES", outcome({ date: "2199-01-01" }), "outcomes[0].date", /yet to come/],
  ["an outcome of a day that is none", "OUTCOMES", outcome({ date: "2019-02-30" }), "outcomes[0].date", /not a day/],
  ["an outcome in no area", "OUTCOMES", outcome({ area: "E05999999" }), "outcomes[0].area", /no borough or ward/],
  [
    "a class the drug was not of",
    "OUTCOMES",
    outcome({ drug: "cannabis", drugClass: "A" }),
    "outcomes[0].drugClass",
    /class B/,
  ],
  [
    "an event with dates reversed",
    "/events",
    { kind: "media", name: "x", from: "2019-05-02", to: "2019-05-01" },
    "to",
    /later than from/,
  ],
  [
    "an event in no area",
    "/events",
    { kind: "media", name: "x", from: "2019-05-02", areas: ["X1"] },
    "areas",
    /no loaded area set/,
  ],
  ["a group of no area", "/area-groups", { id: "mine", name: "Mine", codes: ["X1"] }, "codes", /no loaded area set/],
];

describe.each(backends)("what the registers refuse on $name", ({ name }) => {
  let app: TestApp;
  let before: Record<string, string>;
  let zone: number;
  let ended: number;
  let ledger: string;
  beforeAll(async () => {
    app = await startApp(name);
    zone = (await post(app, "/zones", zoneOf())).json().id;
    ended = (await post(app, "/zones", zoneOf({ effectiveFrom: "2016-01-01", effectiveTo: "2018-01-01" }))).json().id;
    ledger = `/operations/${(await post(app, "/operations", operationOf())).json().id}/outcomes`;
    await post(app, ledger, outcome({ reference: "W1" }));
    before = await strictDigest(app.database.db);
  });
  afterAll(() => app.stop());

  const refused = async (send: () => ReturnType<typeof post>, field: string, message: RegExp, status = 400) => {
    const answer = await send();
    const { error } = answer.json();
    expect([answer.statusCode, error.details?.field]).toEqual([status, field]);
    expect(error.message).toMatch(message);
    expect(await strictDigest(app.database.db)).toEqual(before);
  };

  it.each(POLYGONS)("%s as a zone's shape, and nothing is stored", (_what, shape, message) =>
    refused(() => post(app, "/zones", zoneOf({ shape })), "shape", message),
  );

  it.each(POLYGONS)("%s as a phase's shape, and nothing is stored", (_what, shape, message) =>
    refused(() => post(app, "/operations", phase({ shape })), "phases[0].shape", message),
  );

  it.each([...ZONES, ...LEDGER])("%s, naming the field, and nothing is stored", (_what, path, body, field, message) =>
    refused(() => post(app, path === "OUTCOMES" ? ledger : path, body), field, message),
  );

  it("answers a hostile polygon within a second", async () => {
    const started = performance.now();
    await post(app, "/zones", zoneOf({ shape: star(499) }));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("a duplicate outcome, in the ledger and within one request", async () => {
    const again = outcome({ reference: "W1", quantity: 7 });
    await refused(() => post(app, ledger, again), "outcomes[0]", /duplicate.*reference/, 409);
    const [row] = outcome({ reference: "W2" }).outcomes;
    await refused(() => post(app, ledger, { outcomes: [row, row] }), "outcomes[1]", /duplicate/, 409);
  });

  it.each([
    ["an empty file", "", /text/],
    ["a header alone", "kind,quantity,date,source", /no rows/],
    ["a file without its columns", "kind,quantity\nwarrant,1", /missing columns: date, source/],
    [
      "a file with a column nobody knows",
      "kind,quantity,date,source,officer\nwarrant,1,2019-01-01,x,y",
      /unknown column "officer"/,
    ],
    ["a file with a ragged row", "kind,quantity,date,source\nwarrant,1,2019-01-01", /3 columns, the header has 4/],
    [
      "a file with a row that stands already",
      "kind,quantity,date,source,reference\nwarrant,1,2019-01-05,custody,W1",
      /duplicate/,
    ],
  ])("%s of outcomes", async (_what, text, message) => {
    await refused(() => post(app, `${ledger}/csv`, { text }), "text", message, text === "" ? 400 : 422);
  });

  it("an extension after the end, without end, too long, or by a rank that may not", async () => {
    const extend = (id: number, body: Record<string, unknown>) => () =>
      post(app, `/zones/${id}/extend`, { version: 1, reason: "x", ...body });
    await refused(
      extend(ended, { until: "2019-01-01" }),
      "decidedAt",
      /extended before its end; it ended on 1 Jan 2018/,
    );
    await refused(extend(zone, { until: "2029-01-01" }), "until", /later than its present end, 4 Jan 2030/);
    await refused(extend(zone, { until: "2033-01-05" }), "until", /4 Jan 2033 at the latest/);
    await refused(extend(zone, { until: "2032-01-01", rank: "inspector" }), "rank", /inspector may not/);
    await refused(extend(zone, { until: "2032-01-01", decidedAt: "2199-01-01" }), "decidedAt", /future/);
  });

  it("a discharge, a variation and a successor outside the zone's own time", async () => {
    const change = (verb: string, body: Record<string, unknown>) => () =>
      post(app, `/zones/${zone}/${verb}`, { version: 1, reason: "x", ...body });
    await refused(change("discharge", { at: "2031-01-01" }), "at", /within the zone's own time/);
    await refused(change("vary", { from: "2026-01-01" }), "from", /within the zone's own time/);
    await refused(
      change("supersede", { zone: zoneOf({ effectiveFrom: "2031-01-01", effectiveTo: "2032-01-01" }) }),
      "zone.effectiveFrom",
      /supersedes/,
    );
    await refused(
      change("supersede", { zone: zoneOf({ effectiveFrom: "2028-01-01", effectiveTo: "2032-01-01" }) }),
      "effectiveTo",
      /at most 3 years/,
    );
  });

  it("an edit that lengthens an order beyond the maximum", () =>
    refused(
      () => put(app, `/zones/${zone}`, { version: 1, reason: "x", effectiveTo: "2031-01-01" }),
      "effectiveTo",
      /at most 3 years/,
    ));

  it("a group whose name is taken, and changes to what is not there", async () => {
    await refused(
      () => post(app, "/area-groups", { id: "crackdown-2000", name: "x", codes: ["E05000001"] }),
      "id",
      /already/,
      409,
    );
    for (const path of ["/zones/999", "/operations/999"]) {
      expect((await put(app, path, { version: 1, reason: "x" })).statusCode).toBe(404);
      expect((await app.get(path)).statusCode).toBe(404);
      expect((await app.get(`${path}/history`)).statusCode).toBe(404);
    }
  });

  it.each([
    ["/zones?at=2027-02-30", "at"],
    ["/zones?at=now", "at"],
    ["/zones?kind=curfew", "kind"],
    ["/zones?dataset=nope", "dataset"],
    ["/zones?endingWithin=-1", "endingWithin"],
    ["/zones?when=2027-01-01", "when"],
    ["/operations?from=2019-06-01&to=2019-05-01", "to"],
    ["/operations?dataset=nope", "dataset"],
    ["/events?area=", "area"],
    ["/events?from=2019-02-30", "from"],
  ])("the query %s, naming %s", async (path, field) => {
    const answer = await app.get(path);
    expect([answer.statusCode, answer.json().error.details.field]).toEqual([400, field]);
  });
});
