import type { RouteOptions } from "fastify";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AreaCounts, AreaFeatureCollection, AreaSetList } from "../../server/api/areas.ts";
import { CellCounts, CellIndex } from "../../server/api/cells.ts";
import { DatasetList } from "../../server/api/datasets.ts";
import { ImportJob, ImportList } from "../../server/api/imports.ts";
import { IncidentPage } from "../../server/api/incidents.ts";
import { PlaceList } from "../../server/api/places.ts";
import { Series } from "../../server/api/series.ts";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

/** Every route of the service, as it is registered. */
const EXPECTED = [
  "GET /",
  "GET /api/v1/area-counts",
  "GET /api/v1/area-sets",
  "GET /api/v1/areas",
  "GET /api/v1/cells",
  "GET /api/v1/cells/index",
  "GET /api/v1/datasets",
  "PUT /api/v1/datasets/:id/sets/:kind",
  "DELETE /api/v1/imports/:id",
  "GET /api/v1/imports",
  "GET /api/v1/imports/:id",
  "GET /api/v1/imports/:id/rejects.csv",
  "POST /api/v1/imports",
  "GET /api/v1/incidents",
  "GET /api/v1/openapi.json",
  "GET /api/v1/places",
  "GET /api/v1/series",
  "GET /api/v1/backtest",
  "GET /api/v1/clusters",
  "GET /api/v1/concentration",
  "GET /api/v1/effort",
  "GET /api/v1/emerging",
  "GET /api/v1/hot-places",
  "GET /api/v1/hotspots",
  "GET /api/v1/hotspots/index",
  "GET /api/v1/spikes",
  "GET /assets/*",
  "GET /live",
  "GET /ready",
];

const BODIES = [
  ["/datasets", Compile(DatasetList)],
  ["/area-sets", Compile(AreaSetList)],
  ["/areas", Compile(AreaFeatureCollection)],
  ["/areas?kind=borough&within=E09000001", Compile(AreaFeatureCollection)],
  ["/cells", Compile(CellCounts)],
  ["/cells?res=7&category=violence", Compile(CellCounts)],
  ["/cells/index?res=10", Compile(CellIndex)],
  ["/area-counts", Compile(AreaCounts)],
  ["/area-counts?dataset=mps", Compile(AreaCounts)],
  ["/series?unit=hour_of_week&dataset=demo", Compile(Series)],
  ["/incidents", Compile(IncidentPage)],
  ["/places", Compile(PlaceList)],
  ["/imports", Compile(ImportList)],
  ["/imports/1", Compile(ImportJob)],
] as const;

const started: { name: string; app: TestApp }[] = [];
beforeAll(async () => {
  for (const { name } of backends) started.push({ name, app: await startApp(name) });
});
afterAll(async () => {
  for (const { app } of started) await app.stop();
});
const anyApp = (): TestApp => {
  const [first] = started;
  if (first === undefined) throw new Error("no backend started");
  return first.app;
};

describe("the route table", () => {
  const routes = (): RouteOptions[] => anyApp().routes.filter((route) => route.method !== "HEAD");

  it("is what the contract names", () => {
    expect(
      routes()
        .map(({ method, url }) => `${String(method)} ${url}`)
        .sort(),
    ).toEqual([...EXPECTED].sort());
  });

  it("declares a tier on every route", () => {
    expect(routes().filter(({ config }) => config?.tier === undefined)).toEqual([]);
  });

  it("has a schema of the query and of every answer on every route", () => {
    const withoutAnswers = routes().filter(({ schema }) => Object.keys(schema?.response ?? {}).length < 3);
    const openQuery = routes().filter(({ url, schema }) => url !== "/" && !isClosed(schema?.querystring));
    const openPath = routes().filter(({ url, schema }) => /[:*]/.test(url) && !isClosed(schema?.params));
    const openBody = routes().filter(
      ({ method, schema }) => /POST|PUT/.test(String(method)) && !isClosed(schema?.body),
    );
    expect([withoutAnswers, openQuery, openPath, openBody]).toEqual([[], [], [], []]);
  });
});

describe("the answers", () => {
  it.each(BODIES)("to %s have the form the contract gives them, and no more", async (path, shape) => {
    for (const { app } of started) {
      const body: unknown = (await app.get(path)).json();
      expect(shape.Errors(body)).toEqual([]);
    }
  });

  it("are alike on both databases", async () => {
    const paths = [
      ...BODIES.map(([path]) => path),
      "/cells?set=test-wards-2014&area=E05000091",
      "/area-counts?set=test-wards-2014",
    ];
    for (const path of [...paths, "/imports/1/rejects.csv", "/cells?area=E05000091", "/incidents?limit=3"]) {
      const answers = await Promise.all(started.map(async ({ app }) => (await app.get(path)).body));
      expect([path, answers.filter((body) => body !== answers[0])]).toEqual([path, []]);
      expect(answers[0]?.length).toBeGreaterThan(10);
    }
  });
});

describe("the OpenAPI document", () => {
  it("is version 3.1 and names every address of the API with its answers", async () => {
    const document = (await anyApp().get("/openapi.json")).json();
    expect(document.openapi).toBe("3.1.0");
    const named = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
    );
    expect(named.sort()).toEqual(EXPECTED.filter((route) => route !== "GET /" && route !== "GET /assets/*").sort());
  });

  it("names the binary columns, CSV and the upload form", async () => {
    const { paths } = (await anyApp().get("/openapi.json")).json();
    expect(Object.keys(paths["/api/v1/cells"].get.responses["200"].content)).toEqual([
      "application/json",
      "text/csv",
      "application/vnd.hexbeat.cells",
    ]);
    expect(Object.keys(paths["/api/v1/cells/index"].get.responses["200"].content)).toContain(
      "application/vnd.hexbeat.cell-index",
    );
    const form = paths["/api/v1/imports"].post.requestBody.content["multipart/form-data"].schema;
    expect(Object.keys(form.properties)).toEqual([
      "dataset",
      "force",
      "set",
      "mapping",
      "encoding",
      "allowBadRows",
      "files",
    ]);
    const names = paths["/api/v1/cells"].get.parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["dataset", "category", "from", "to", "area", "set", "res", "version"]);
  });
});

function isClosed(schema: unknown): boolean {
  return (
    typeof schema === "object" &&
    schema !== null &&
    "additionalProperties" in schema &&
    schema.additionalProperties === false
  );
}
