import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

/** Query, the field it names, and the code where it is not invalid_query. */
const WRONG: [path: string, field: string, code?: string][] = [
  ["/cells?categry=drugs", "categry"],
  ["/cells?category=drugz", "category"],
  ["/cells?category=", "category"],
  ["/cells?category=drugs,,asb", "category"],
  ["/cells?category=drugs&category=asb", "category"],
  ["/cells?category=constructor", "category"],
  ["/cells?res=11", "res"],
  ["/cells?res=9.5", "res"],
  ["/cells?res=", "res"],
  ["/cells?res=0x9", "res"],
  ["/cells?res=9&res=9", "res"],
  ["/cells?from=2019-02-30", "from"],
  ["/cells?from=2019-2-3", "from"],
  ["/cells?from=2019-01-01T00:00:00Z", "from"],
  ["/cells?from=0001-01-01", "from"],
  ["/cells?to=2019-13-01", "to"],
  ["/cells?from=2019-06-01&to=2019-06-01", "to"],
  ["/cells?from=2019-06-01&to=2019-05-01", "to"],
  ["/cells?from=2030-01-01", "from"],
  ["/cells?dataset=nope", "dataset"],
  ["/cells?dataset=empty", "dataset"],
  ["/cells?dataset=Police UK", "dataset"],
  ["/cells?dataset=mps", "dataset", "points_required"],
  ["/cells?area=E05999999", "area"],
  ["/cells?area=", "area"],
  ["/cells?area=E05000001,", "area"],
  ["/cells?area=E05000091", "area"],
  ["/cells?area=E05000001,E05000091", "area", "mixed_vintages"],
  ["/cells?set=test-wards-2014&area=E05000001", "area"],
  ["/cells?set=nope", "set"],
  ["/cells?set=demo-wards&dataset=police-uk", "set"],
  ["/cells?version=x", "version"],
  ["/cells?version=3", "version"],
  ["/cells?from=2019-05-02&to=2019-06-01", "from", "window_finer_than_precision"],
  ["/cells?from=2019-05-01&to=2019-05-31", "to", "window_finer_than_precision"],
  ["/cells/index?category=drugs", "category"],
  ["/cells/index?res=6", "res"],
  ["/areas?kind=parish", "kind"],
  ["/areas?kind=lsoa", "kind"],
  ["/areas?kind=borough&set=test-wards-2018", "kind"],
  ["/areas?set=nope", "set"],
  ["/areas?within=E09999999", "within"],
  ["/areas?bbox=1,2,3,4", "bbox"],
  ["/area-sets?kind=ward", "kind"],
  ["/area-counts?kind=lsoa&dataset=police-uk", "kind"],
  ["/area-counts?kind=ward&set=test-boroughs-2018", "kind"],
  ["/area-counts?dataset=mps&set=test-wards-2014", "set", "mixed_vintages"],
  ["/area-counts?dataset=mps&area=E05000099", "area"],
  ["/area-counts?dataset=mps&from=2019-05-15&to=2019-06-01", "from", "window_finer_than_precision"],
  ["/area-counts?dataset=mps&from=2019-05-01&to=2019-05-15", "to", "window_finer_than_precision"],
  ["/series?unit=year", "unit"],
  ["/series?unit=day", "unit", "window_finer_than_precision"],
  ["/series?unit=hour&category=drugs,drug_search", "unit", "window_finer_than_precision"],
  ["/series?cell=89194ac000bffff,88194ac001fffff", "cell"],
  ["/series?cell=8b194ac00000fff", "cell"],
  ["/series?cell=zzz", "cell"],
  ["/series?cell=8fffffffffffffff", "cell"],
  ["/series?unit=day&dataset=demo&from=1900-01-01&to=2199-01-01", "from"],
  ["/incidents?bbox=0,51,1", "bbox"],
  ["/incidents?bbox=1,51,0,52", "bbox"],
  ["/incidents?bbox=0,51,1,NaN", "bbox"],
  ["/incidents?bbox=0,51,1e9,52", "bbox"],
  ["/incidents?limit=0", "limit"],
  ["/incidents?limit=5001", "limit"],
  ["/incidents?limit=ten", "limit"],
  ["/incidents?after=1", "after"],
  ["/incidents?after=2019-02-31_1", "after"],
  ["/incidents?after=2019-02-01_9999999999999999999", "after"],
  ["/places?kinds=station", "kinds"],
  ["/datasets?x=1", "x"],
  ["/imports?x=1", "x"],
  ["/imports/0", "id"],
  ["/imports/one", "id"],
  ["/openapi.json?x=1", "x"],
];

describe.each(backends)("wrong queries on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  it.each(WRONG)("answers %s with a 400 that names %s", async (path, field, code = "invalid_query") => {
    const answer = await app.get(path);
    const { error } = answer.json();
    expect([answer.statusCode, error.code, error.details.field]).toEqual([400, code, field]);
    expect(error.message).toContain(field);
  });

  it("lists what is allowed where a value is one of a few", async () => {
    expect((await app.get("/cells?res=12")).json().error.message).toBe('res must be one of 7, 8, 9, 10; got "12".');
    expect((await app.get("/cells?category=drugz")).json().error.message).toContain("drug_unsplit, supply, production");
    expect((await app.get("/series?unit=year")).json().error.message).toBe(
      'unit must be one of month, day, hour, weekday, hour_of_week; got "year".',
    );
  });

  it("answers an address that is not there in the same form", async () => {
    expect((await app.get("/nothing")).json()).toEqual({
      error: { code: "not_found", message: "Nothing is at GET /api/v1/nothing." },
    });
  });

  it.each([
    "/cells?area=';DROP TABLE incident;--",
    "/cells?category=%00",
    "/places?kind=%00",
    "/areas?within=%00",
    "/cells?area=%00",
    "/places?kind='",
  ])("shows neither SQL nor a stack on %s", async (path) => {
    const { body, statusCode } = await app.get(path);
    expect(statusCode).toBeLessThan(500);
    expect(body).not.toMatch(/SELECT|FROM incident|node_modules|at .*\.ts/);
  });
});
