import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CELL_INDEX_TYPE,
  CELL_VALUES_TYPE,
  decodeCellIndex,
  decodeCellValues,
  expandCell,
} from "../../server/api/cell-columns.ts";
import { backends } from "../db/backends.ts";
import { cellAt, EDGE_OF_BOROUGHS, EDGE_OF_WARDS, NOWHERE, WARD_1, WARD_2, WARD_3 } from "./seed.ts";
import { startApp, type TestApp } from "./start-app.ts";

type Cells = { dataset: string; version: number; res: number; total: number; cells: { cell: string; n: number }[] };

describe.each(backends)("cells on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const cells = async (query: string): Promise<Cells> => (await app.get(`/cells${query}`)).json();
  const counts = async (query: string) =>
    Object.fromEntries((await cells(query)).cells.map(({ cell, n }) => [cell, n]));

  it("counts drugs of the last twelve months of the newest real dataset at resolution 9", async () => {
    const body = await cells("");
    expect(body).toMatchObject({ dataset: "police-uk", version: 3, res: 9, total: 12 });
    expect(Object.fromEntries(body.cells.map(({ cell, n }) => [cell, n]))).toEqual({
      [cellAt(WARD_1, 9)]: 4,
      [cellAt(WARD_2, 9)]: 2,
      [cellAt(WARD_3, 9)]: 3,
      [cellAt(NOWHERE, 9)]: 1,
      [cellAt(EDGE_OF_WARDS, 9)]: 1,
      [cellAt(EDGE_OF_BOROUGHS, 9)]: 1,
    });
  });

  it.each([7, 8, 9, 10])("counts at resolution %i by each point's own cell", async (res) => {
    expect((await counts(`?res=${res}`))[cellAt(WARD_3, res)]).toBe(3);
  });

  it("reads exactly one dataset", async () => {
    expect(await counts("?dataset=demo")).toEqual({ [cellAt(WARD_1, 9)]: 1, [cellAt(WARD_3, 9)]: 2 });
  });

  it("counts the categories that are named, and groups of them", async () => {
    expect((await cells("?category=drug_search")).total).toBe(2);
    expect((await cells("?category=drug_search,drugs")).total).toBe(14);
    expect((await cells("?category=violence")).cells).toEqual([]);
  });

  it("takes from as inclusive and to as exclusive", async () => {
    expect((await cells("?from=2019-05-01&to=2019-06-01")).total).toBe(9);
    expect((await cells("?from=2019-06-01&to=2019-07-01")).total).toBe(1);
    expect((await cells("?from=2018-06-01&to=2020-01-01")).total).toBe(16);
  });

  it("answers alike from the rollup and from the incidents", async () => {
    const search = "category=drug_search&from=2019-05-01";
    expect(await counts(`?${search}&to=2019-06-30`)).toEqual(await counts(`?${search}&to=2019-07-01`));
  });

  it("counts a point on the edge of two boroughs once, in the lower code", async () => {
    expect((await counts("?area=E09000001"))[cellAt(EDGE_OF_BOROUGHS, 9)]).toBe(1);
    expect(await counts("?area=E09000002")).toEqual({ [cellAt(WARD_3, 9)]: 3 });
  });

  it("counts a point on the edge of two wards once, in the lower code", async () => {
    expect(await counts("?area=E05000001")).toEqual({ [cellAt(WARD_1, 9)]: 4, [cellAt(EDGE_OF_WARDS, 9)]: 1 });
    expect(await counts("?area=E05000002")).toEqual({ [cellAt(WARD_2, 9)]: 2, [cellAt(EDGE_OF_BOROUGHS, 9)]: 1 });
  });

  it("joins another set on the spot, and there too the lower code has the edge", async () => {
    expect((await counts("?set=test-wards-2014&area=E05000091"))[cellAt(EDGE_OF_BOROUGHS, 9)]).toBe(1);
    expect(await counts("?set=test-wards-2014&area=E05000092")).toEqual({ [cellAt(WARD_3, 9)]: 3 });
  });

  it("sends binary columns that say the same as the JSON", async () => {
    const index = decodeCellIndex((await app.get("/cells/index", { accept: CELL_INDEX_TYPE })).rawPayload);
    const values = decodeCellValues((await app.get("/cells?area=E09000001", { accept: CELL_VALUES_TYPE })).rawPayload);
    expect(values).toMatchObject({ res: 9, total: 8 });
    const rows = Array.from(index.compact, (cell, row) => [expandCell(cell, 9), values.values[row]]);
    expect(Object.fromEntries(rows.filter(([, n]) => n !== 0))).toEqual(await counts("?area=E09000001"));
    const listed: { cells: string[] } = (await app.get("/cells/index")).json();
    expect(rows.map(([cell]) => cell)).toEqual(listed.cells);
    expect(listed.cells).toEqual([...listed.cells].sort());
  });

  it("sends CSV with one header row", async () => {
    const answer = await app.get("/cells?area=E09000002", { accept: "text/csv" });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.body).toBe(`cell,n\r\n${cellAt(WARD_3, 9)},3\r\n`);
  });

  it.each([
    ["text/csv;q=0.5, application/json;q=0.4", "text/csv; charset=utf-8"],
    ["text/csv;q=0, */*;q=0.1", "application/json; charset=utf-8"],
    ["text/*", "text/csv; charset=utf-8"],
    ["application/*;q=0.2, text/csv;q=0.1", "application/json; charset=utf-8"],
    [CELL_VALUES_TYPE, CELL_VALUES_TYPE],
  ])("answers Accept: %s with %s", async (accept, type) => {
    expect((await app.get("/cells", { accept })).headers["content-type"]).toBe(type);
  });

  it("answers an Accept it cannot meet with 406 and what there is", async () => {
    const answer = await app.get("/cells", { accept: "image/png, application/json;q=0" });
    expect(answer.statusCode).toBe(406);
    expect(answer.json().error.message).toContain(CELL_VALUES_TYPE);
  });

  it("lets a URL with the version be kept for ever, and any other be asked about", async () => {
    const pinned = await app.get("/cells?dataset=police-uk&version=3");
    expect(pinned.headers["cache-control"]).toBe("private, immutable, max-age=31536000");
    expect((await app.get("/cells")).headers["cache-control"]).toBe("private, no-cache");
    expect((await app.get("/cells?dataset=police-uk&version=3&set=test-wards-2014")).headers["cache-control"]).toBe(
      "private, no-cache",
    );
  });

  it("tells the version now when an old one is asked for", async () => {
    const answer = await app.get("/cells?dataset=police-uk&version=2");
    expect(answer.statusCode).toBe(409);
    expect(answer.json().error).toMatchObject({ code: "conflict", details: { version: 3 } });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("refuses a version without the dataset it belongs to", async () => {
    expect((await app.get("/cells?version=3")).json().error).toMatchObject({
      code: "invalid_query",
      details: { field: "version" },
    });
  });

  it.each(["/cells", "/cells/index"])("answers %s with 304 when nothing changed, and only then", async (path) => {
    const { etag } = (await app.get(path)).headers;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await app.get(path, { "if-none-match": String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    expect((await app.get(`${path}?res=8`, { "if-none-match": String(etag) })).statusCode).toBe(200);
    expect((await app.get(path, { "if-none-match": '"other", W/"weak"' })).statusCode).toBe(200);
    const binary = path === "/cells" ? CELL_VALUES_TYPE : CELL_INDEX_TYPE;
    expect((await app.get(path, { "if-none-match": String(etag), accept: binary })).statusCode).toBe(200);
  });

  it("compresses columns as it compresses JSON", async () => {
    const many = "?res=10&category=drugs";
    const plain = await app.get(`/cells${many}`, { accept: "application/json" });
    expect(plain.body.length).toBeLessThan(1_024);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    const openapi = await app.get("/openapi.json", { "accept-encoding": "br" });
    expect(openapi.headers["content-encoding"]).toBe("br");
  });
});
