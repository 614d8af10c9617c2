import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Disposals, OutcomeList } from "../../server/api/operation-outcomes.ts";
import { Operation, OperationHistory, OperationList } from "../../server/api/operations.ts";
import { backends } from "../db/backends.ts";
import { operationOf, post, put, square } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("operations on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const make = async (changes: Record<string, unknown> = {}) =>
    (await post(app, "/operations", operationOf(changes))).json();

  it("are answered with the polygons of their phases and what these came from", async () => {
    const phases = [
      { name: "Wards", from: "2019-01-01", to: "2019-02-01", shape: { areas: ["E05000001"], set: "test-wards-2018" } },
      { name: "Drawn", from: "2019-02-01", to: "2019-03-01", shape: { polygon: square(0.01, 51.51, 0.01) } },
    ];
    const made = await make({ name: "Two phases", phases, nimLevel: 2, fourP: ["pursue"], costPounds: 800_000 });
    expect((await app.get(`/operations/${made.id}`)).json()).toMatchObject({
      name: "Two phases",
      nimLevel: 2,
      fourP: ["pursue"],
      costPounds: 800_000,
      visibility: "open",
      from: "2019-01-01",
      to: "2019-03-01",
      synthetic: false,
      phases: [
        { position: 0, shape: { from: "areas", set: "test-wards-2018", codes: ["E05000001"] }, centre: [0.025, 51.55] },
        { position: 1, shape: { from: "polygon" }, geometry: { type: "MultiPolygon" } },
      ],
    });
  });

  it("have the form the contract gives them, and no more", async () => {
    const { id } = await make();
    const row = { kind: "judicial_disposal", quantity: 1, date: "2019-01-05", source: "court", drug: "heroin" };
    await post(app, `/operations/${id}/outcomes`, { outcomes: [row] });
    const answers = [
      [Compile(OperationList), "/operations"],
      [Compile(Operation), `/operations/${id}`],
      [Compile(OperationHistory), `/operations/${id}/history`],
      [Compile(OutcomeList), `/operations/${id}/outcomes`],
      [Compile(Disposals), `/operations/${id}/outcomes/disposals`],
    ] as const;
    for (const [shape, path] of answers) expect(shape.Errors((await app.get(path)).json())).toEqual([]);
  });

  it("are listed by their first day, without geometry", async () => {
    const late = await make({ name: "Late", phases: [{ ...phase, from: "2031-05-01", to: "2031-06-01" }] });
    const early = await make({ name: "Early", phases: [{ ...phase, from: "2030-05-01", to: "2030-06-01" }] });
    const { operations } = (await app.get("/operations?from=2030-01-01&to=2032-01-01")).json();
    expect(operations.map(({ id }: { id: number }) => id)).toEqual([early.id, late.id]);
    expect(operations[0].phases[0]).not.toHaveProperty("geometry");
    expect((await app.get("/operations?from=2030-06-01&to=2031-05-01")).json().operations).toEqual([]);
  });

  it("are covert until somebody says otherwise", async () => {
    const { visibility } = await make({ visibility: undefined });
    expect(visibility).toBe("covert");
  });

  it("keep every state when they are changed, and the polygons of phases that are kept", async () => {
    const made = await make({ name: "Before", phases: [phase] });
    const changed = await put(app, `/operations/${made.id}`, {
      version: 1,
      reason: "a second phase",
      phases: [
        { name: "First", from: phase.from, to: phase.to, keep: 0 },
        { ...phase, name: "Second" },
      ],
    });
    expect(changed.json()).toMatchObject({
      name: "Before",
      version: 2,
      phases: [{ name: "First" }, { name: "Second" }],
    });
    expect(changed.json().phases[0].geometry).toEqual(made.phases[0].geometry);
    const { versions } = (await app.get(`/operations/${made.id}/history`)).json();
    expect(versions).toMatchObject([
      {
        version: 2,
        action: "edited",
        reason: "a second phase",
        state: { phases: [{ name: "First" }, { name: "Second" }] },
      },
      { version: 1, action: "made", reason: null, state: { phases: [{ name: "Only phase" }] } },
    ]);
    const late = await put(app, `/operations/${made.id}`, { version: 1, reason: "late", name: "Too late" });
    expect(late.statusCode).toBe(409);
  });

  it("leave an audit event of each change that was stored: who and what, never the content", async () => {
    const { id } = await make();
    await put(app, `/operations/${id}`, { version: 1, reason: "misspelt", name: "Another name" });
    await put(app, `/operations/${id}`, { version: 1, reason: "late", name: "Too late" });
    const events = "SELECT principal, action, details FROM audit_event WHERE subject = ? ORDER BY id";
    expect((await app.database.db.knex.raw(events, [`operation/${id}`])).rows).toEqual([
      { principal: "local", action: "operation.made", details: { version: 1 } },
      { principal: "local", action: "operation.edited", details: { version: 2 } },
    ]);
  });
});

const phase = {
  name: "Only phase",
  from: "2019-01-01",
  to: "2019-02-01",
  shape: { polygon: square(0.01, 51.51, 0.01) },
};

describe.each(backends)("the ledger of an operation on $name", ({ name }) => {
  let app: TestApp;
  let path: string;
  beforeAll(async () => {
    app = await startApp(name);
    path = `/operations/${(await post(app, "/operations", operationOf())).json().id}/outcomes`;
  });
  afterAll(() => app.stop());

  it("adds up within a kind and unit, and never across", async () => {
    const source = "custody records";
    const rows = [
      { kind: "warrant", quantity: 2, date: "2019-01-03", source },
      { kind: "warrant", quantity: 1, date: "2019-01-04", source },
      { kind: "seizure", unit: "grams", quantity: 12.5, date: "2019-01-03", source, drug: "crack", area: "E05000001" },
      { kind: "seizure", unit: "wraps", quantity: 40, date: "2019-01-03", source, drug: "crack", area: "E05000001" },
    ];
    const answer = await post(app, path, { outcomes: rows });
    expect(answer.statusCode).toBe(201);
    expect(answer.json().totals).toEqual([
      { kind: "seizure", unit: "grams", rows: 1, quantity: 12.5 },
      { kind: "seizure", unit: "wraps", rows: 1, quantity: 40 },
      { kind: "warrant", unit: "warrants", rows: 2, quantity: 3 },
    ]);
    expect(answer.json().outcomes[1]).toMatchObject({
      drug: "cocaine",
      drugClass: "A",
      area: "E05000001",
      areaName: "Ward 1",
      borough: "E09000001",
      boroughName: "Westside",
    });
    expect((await app.get(`${path}?kind=warrant&from=2019-01-04`)).json().totals).toMatchObject([{ quantity: 1 }]);
  });

  it("charts judicial disposals by month, Class A drug and borough, and says how they are counted", async () => {
    const row = { kind: "judicial_disposal", source: "court", quantity: 2, area: "E05000001" };
    await post(app, path, {
      outcomes: [
        { ...row, date: "2019-01-10", drug: "heroin" },
        { ...row, date: "2019-01-28", drug: "heroin" },
        { ...row, date: "2019-03-02", drug: "cocaine", area: "E09000002" },
        { ...row, date: "2019-03-02", drug: "cannabis", quantity: 5 },
        { ...row, date: "2019-03-03" },
      ],
    });
    const chart = (await app.get(`${path}/disposals`)).json();
    expect(chart).toMatchObject({
      months: ["2019-01-01", "2019-02-01", "2019-03-01"],
      drugs: ["cocaine", "heroin"],
      boroughs: [
        { code: "E09000002", name: "Eastside" },
        { code: "E09000001", name: "Westside" },
      ],
      rows: [
        { month: "2019-01-01", drug: "heroin", borough: "E09000001", disposals: 4 },
        { month: "2019-03-01", drug: "cocaine", borough: "E09000002", disposals: 2 },
      ],
      left: { otherClass: 5, noClass: 2 },
    });
    expect(chart.caption).toContain(
      "a raid on one multi-occupied premises with several people charged may count as one",
    );
  });

  it("reads a CSV file, and keeps the good rows of a bad one only when told to", async () => {
    const text = [
      "kind,quantity,date,source,drug,reference",
      "Arrest supply,1,2019-02-01,custody,heroin,A1",
      "arrest supply,1,01/02/2019,custody,heroin,A2",
      "arrest supply,1,2019-02-01,custody,heroin,A1",
      "arrest supply,none,2019-02-01,custody,heroin,A3",
    ].join("\r\n");
    const refused = await post(app, `${path}/csv`, { text });
    expect([refused.statusCode, refused.json().error.code]).toEqual([422, "import_refused"]);
    expect(refused.json().error.details.refused).toMatchObject([
      { line: 4, reason: "duplicate" },
      { line: 5, reason: "quantity" },
    ]);
    expect((await app.get(`${path}?kind=arrest_supply`)).json().outcomes).toEqual([]);
    const kept = await post(app, `${path}/csv`, { text, skipBadRows: true });
    expect(kept.json()).toMatchObject({ read: 4, accepted: 2, refused: [{ line: 4 }, { line: 5 }] });
    const again = await post(app, `${path}/csv`, { text, skipBadRows: true });
    expect(again.json()).toMatchObject({ read: 4, accepted: 0 });
  });

  it("counts a withdrawn row no more, and takes its like again", async () => {
    const row = { kind: "referral", quantity: 3, date: "2019-01-09", source: "treatment service" };
    const [made] = (await post(app, path, { outcomes: [row] }))
      .json()
      .outcomes.filter(({ kind }: { kind: string }) => kind === "referral");
    const after = await post(app, `${path}/${made.id}/withdraw`, { reason: "another team's" });
    expect(after.json().totals.map(({ kind }: { kind: string }) => kind)).not.toContain("referral");
    expect((await post(app, `${path}/${made.id}/withdraw`, { reason: "again" })).statusCode).toBe(404);
    expect((await post(app, path, { outcomes: [row] })).statusCode).toBe(201);
  });
});

describe.each(backends)("dated events and groups of areas on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  it("mark the series of their scope: their areas, wards and boroughs of these, or everywhere", async () => {
    const event = { kind: "campaign", from: "2019-05-01", to: "2019-05-15" };
    await post(app, "/events", { ...event, name: "In ward 1", areas: ["E05000001"] });
    await post(app, "/events", { ...event, name: "In Eastside", areas: ["E09000002"] });
    await post(app, "/events", { ...event, name: "Everywhere", from: "2019-06-01", to: undefined });
    const names = async (query: string) =>
      (await app.get(`/events?${query}`)).json().events.map((found: { name: string }) => found.name);
    expect(await names("area=E05000001")).toEqual(["In ward 1", "Everywhere"]);
    expect(await names("area=E09000001")).toEqual(["In ward 1", "Everywhere"]);
    expect(await names("area=E05000003")).toEqual(["In Eastside", "Everywhere"]);
    expect(await names("from=2019-05-14&to=2019-06-01")).toEqual(["In ward 1", "In Eastside"]);
    expect(await names("from=2019-05-15&to=2019-06-02")).toEqual(["Everywhere"]);
    expect(await names("from=2019-06-02")).toEqual([]);
    expect(await names("dataset=demo")).toEqual([]);
  });

  it("ship Crackdown's ten boroughs and a BCU, and keep more", async () => {
    const saved = await post(app, "/area-groups", {
      id: "two-wards",
      name: "Two wards",
      codes: ["E05000001", "E05000002"],
    });
    expect(saved.statusCode).toBe(201);
    const { groups } = (await app.get("/area-groups")).json();
    expect(groups).toMatchObject([
      { id: "crackdown-2000", kind: "operation", shipped: true },
      { id: "mps-east-area", kind: "bcu", codes: ["E09000002", "E09000016", "E09000026"] },
      { id: "two-wards", kind: "saved", codes: ["E05000001", "E05000002"], shipped: false },
    ]);
    expect(groups[0].codes).toHaveLength(10);
  });
});
