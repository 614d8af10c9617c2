import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("datasets on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const choose = (path: string, set: string | null) =>
    app.app.inject({ method: "PUT", url: `/api/v1/datasets/${path}`, payload: { set } });

  it("lists what is published, the newest first, and which is read by default", async () => {
    const body = (await app.get("/datasets")).json();
    expect(body.default).toBe("police-uk");
    expect(body.datasets.map(({ id }: { id: string }) => id)).toEqual(["demo", "police-uk", "mps"]);
    expect(body.datasets[1]).toEqual({
      id: "police-uk",
      title: "police.uk",
      synthetic: false,
      version: 3,
      from: "2018-06-01",
      to: "2020-01-01",
      precision: "month",
      points: 18,
      notMapped: 1,
      publishedCounts: false,
      snapped: true,
      unsplit: true,
      forces: [{ code: "metropolitan", name: "Metropolitan Police Service" }],
      categories: [
        { category: "drug_unsplit", n: 17 },
        { category: "drug_search", n: 2 },
      ],
      sets: [
        { kind: "borough", set: "test-boroughs-2018", pinned: false },
        { kind: "ward", set: "test-wards-2018", pinned: true },
      ],
    });
  });

  it("describes published counts without counting an offence twice", async () => {
    const { datasets } = (await app.get("/datasets")).json();
    expect(datasets[2]).toMatchObject({
      id: "mps",
      points: 0,
      publishedCounts: true,
      precision: null,
      from: "2018-04-01",
      to: "2019-06-01",
      categories: [
        { category: "supply", n: 2 },
        { category: "possession", n: 118 },
      ],
    });
  });

  it("reads the synthetic city when nothing real has points, and says so when there is nothing", async () => {
    const bare = await startApp(name, { seed: false });
    expect((await bare.get("/datasets")).json()).toEqual({ datasets: [], default: null });
    expect([(await bare.get("/cells")).statusCode, (await bare.get("/cells")).json().error.code]).toEqual([
      404,
      "not_found",
    ]);
    await bare.stop();
    const { db } = app.database;
    await db.bulk.raw("UPDATE dataset SET version = 0 WHERE code = 'police-uk'");
    expect((await app.get("/datasets")).json().default).toBe("demo");
    expect((await app.get("/cells")).json().dataset).toBe("demo");
    await db.bulk.raw("UPDATE dataset SET version = 3 WHERE code = 'police-uk'");
  });

  it("locates a dataset in another set when told to", async () => {
    const answer = await choose("police-uk/sets/ward", "test-wards-2014");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      version: expect.toSatisfy((version: number) => version > 3),
      sets: [{}, { kind: "ward", set: "test-wards-2014", pinned: true }],
    });
    expect((await app.get("/area-counts")).json()).toMatchObject({ set: "test-wards-2014", total: 12 });
    expect((await app.get("/cells?area=E05000091")).json().total).toBe(8);
  });

  it.each([
    ["nope/sets/ward", "test-wards-2014", 404],
    ["police-uk/sets/parish", "test-wards-2014", 400],
    ["police-uk/sets/ward", "nope", 404],
    ["police-uk/sets/ward", "demo-wards", 400],
  ])("refuses PUT %s of %s with %i", async (path, set, status) => {
    expect((await choose(path, set)).statusCode).toBe(status);
  });

  it("refuses a body of another form by name", async () => {
    const send = (payload: object) =>
      app.app.inject({ method: "PUT", url: "/api/v1/datasets/police-uk/sets/ward", payload });
    expect((await send({ sets: "x" })).json().error).toMatchObject({
      code: "invalid_query",
      details: { field: "sets" },
    });
    expect((await send({})).json().error.message).toBe("set is missing.");
    expect((await send({ set: 3 })).json().error.details).toEqual({ field: "set" });
  });
});
