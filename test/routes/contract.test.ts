import type { RouteOptions } from "fastify";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AreaGroupList } from "../../server/api/area-groups.ts";
import { AreaCounts, AreaFeatureCollection, AreaSetList } from "../../server/api/areas.ts";
import { CellCounts, CellIndex } from "../../server/api/cells.ts";
import { DatasetList } from "../../server/api/datasets.ts";
import { EventList } from "../../server/api/events.ts";
import { ImportJob, ImportList } from "../../server/api/imports.ts";
import { IncidentPage } from "../../server/api/incidents.ts";
import { OperationList } from "../../server/api/operations.ts";
import { Patrol, VisitList } from "../../server/api/patrol.ts";
import { PlaceList } from "../../server/api/places.ts";
import { RecordingBreaks } from "../../server/api/recording-breaks.ts";
import { Series } from "../../server/api/series.ts";
import { TargetAreas } from "../../server/api/target-areas.ts";
import { ZoneList } from "../../server/api/zones.ts";
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
  "GET /api/v1/patrol",
  "GET /api/v1/patrol/visits",
  "GET /api/v1/markets",
  "GET /api/v1/places",
  "GET /api/v1/repeat-locations",
  "GET /api/v1/repeat-locations/:id/history",
  "PUT /api/v1/repeat-locations/:id/status",
  "POST /api/v1/patrol/visits",
  "POST /api/v1/patrol/visits/:id/departure",
  "GET /api/v1/target-areas",
  "GET /api/v1/target-areas/:id",
  "POST /api/v1/target-areas",
  "POST /api/v1/target-areas/:id/status",
  "GET /api/v1/recording-breaks",
  "GET /api/v1/series",
  "GET /api/v1/backtest",
  "GET /api/v1/change",
  "GET /api/v1/clusters",
  "GET /api/v1/concentration",
  "GET /api/v1/effort",
  "GET /api/v1/emerging",
  "GET /api/v1/hot-places",
  "GET /api/v1/hotspots",
  "GET /api/v1/hotspots/index",
  "GET /api/v1/joint",
  "GET /api/v1/spikes",
  "GET /api/v1/area-groups",
  "POST /api/v1/area-groups",
  "GET /api/v1/events",
  "POST /api/v1/events",
  "PUT /api/v1/events/:id",
  "GET /api/v1/events/:id/history",
  "POST /api/v1/events/:id/withdraw",
  "GET /api/v1/operations",
  "POST /api/v1/operations",
  "GET /api/v1/operations/:id",
  "PUT /api/v1/operations/:id",
  "GET /api/v1/operations/:id/history",
  "GET /api/v1/operations/:id/evaluations/:evaluation/presentation",
  "GET /api/v1/operations/:id/evaluations/:evaluation/presentation/notes",
  "GET /api/v1/operations/:id/outcomes",
  "POST /api/v1/operations/:id/outcomes",
  "POST /api/v1/operations/:id/outcomes/:outcome/withdraw",
  "POST /api/v1/operations/:id/outcomes/csv",
  "GET /api/v1/operations/:id/outcomes/disposals",
  "GET /api/v1/zones",
  "POST /api/v1/zones",
  "GET /api/v1/zones/:id",
  "PUT /api/v1/zones/:id",
  "POST /api/v1/zones/:id/discharge",
  "POST /api/v1/zones/:id/extend",
  "GET /api/v1/zones/:id/history",
  "POST /api/v1/zones/:id/supersede",
  "POST /api/v1/zones/:id/vary",
  "POST /api/v1/zones/preview",
  "GET /api/v1/operations/:id/evaluation-design",
  "GET /api/v1/operations/:id/evaluations",
  "POST /api/v1/operations/:id/evaluations",
  "GET /api/v1/operations/:id/evaluations/:evaluation",
  "DELETE /api/v1/operations/:id/evaluations/:evaluation",
  "GET /api/v1/operations/:id/evaluations/:evaluation/counts",
  "GET /api/v1/zones/:id/evaluation-design",
  "GET /api/v1/zones/:id/evaluations",
  "POST /api/v1/zones/:id/evaluations",
  "GET /api/v1/zones/:id/evaluations/:evaluation",
  "DELETE /api/v1/zones/:id/evaluations/:evaluation",
  "GET /api/v1/zones/:id/evaluations/:evaluation/counts",
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
  ["/target-areas", Compile(TargetAreas)],
  ["/patrol?dataset=demo&date=2023-03-01", Compile(Patrol)],
  ["/patrol/visits", Compile(VisitList)],
  ["/recording-breaks", Compile(RecordingBreaks)],
  ["/recording-breaks?dataset=demo&category=possession", Compile(RecordingBreaks)],
  ["/zones?at=2027-01-01", Compile(ZoneList)],
  ["/operations", Compile(OperationList)],
  ["/events", Compile(EventList)],
  ["/area-groups", Compile(AreaGroupList)],
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
      "operation",
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
