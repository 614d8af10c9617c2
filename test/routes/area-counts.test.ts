import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("counts per area on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const ask = async (query: string) => (await app.get(`/area-counts${query}`)).json();
  const counts = async (query: string) => {
    const body: { areas: { code: string; n: number }[] } = await ask(query);
    return Object.fromEntries(body.areas.map(({ code, n }) => [code, n]));
  };

  it("counts points in the wards the dataset is located in, and says what lies in none", async () => {
    expect(await ask("")).toEqual({
      dataset: "police-uk",
      version: 3,
      set: "test-wards-2018",
      kind: "ward",
      source: "points",
      total: 12,
      outside: 1,
      areas: [
        { code: "E05000001", name: "Ward 1", n: 5 },
        { code: "E05000002", name: "Ward 2", n: 3 },
        { code: "E05000003", name: "Ward 3", n: 3 },
      ],
    });
  });

  it("counts boroughs alike from the rollup and from the incidents", async () => {
    expect(await counts("?kind=borough")).toEqual({ E09000001: 8, E09000002: 3 });
    const search = "?kind=borough&category=drug_search&from=2019-05-01";
    expect(await counts(`${search}&to=2019-07-01`)).toEqual({ E09000001: 1, E09000002: 1 });
    expect(await counts(`${search}&to=2019-06-30`)).toEqual({ E09000001: 1, E09000002: 1 });
  });

  it("joins a set of another year on the spot, the edge to the lower code", async () => {
    expect(await ask("?set=test-wards-2014")).toMatchObject({
      set: "test-wards-2014",
      source: "points",
      total: 12,
      outside: 1,
    });
    expect(await counts("?set=test-wards-2014")).toEqual({ E05000091: 8, E05000092: 3 });
  });

  it("counts within boroughs in wards of any year", async () => {
    expect(await counts("?area=E09000002")).toEqual({ E05000001: 0, E05000002: 0, E05000003: 3 });
    expect(await counts("?set=test-wards-2014&area=E09000001")).toEqual({ E05000091: 8, E05000092: 0 });
  });

  it("lists the asked wards alone when wards are asked for", async () => {
    expect(await ask("?area=E05000001,E05000003")).toMatchObject({ total: 8, outside: 0 });
    expect(await counts("?area=E05000001,E05000003")).toEqual({ E05000001: 5, E05000003: 3 });
  });

  it("reads published counts where there are no points, finds their set by its codes, and fills absent rows with zero", async () => {
    expect(await ask("?dataset=mps")).toEqual({
      dataset: "mps",
      version: 2,
      set: "test-wards-2018",
      kind: "ward",
      source: "published",
      total: 20,
      outside: 0,
      areas: [
        { code: "E05000001", name: "Ward 1", n: 15 },
        { code: "E05000002", name: "Ward 2", n: 5 },
        { code: "E05000003", name: "Ward 3", n: 0 },
      ],
    });
  });

  it("narrows published counts by category, months and borough", async () => {
    expect(await counts("?dataset=mps&category=supply")).toEqual({ E05000001: 2, E05000002: 0, E05000003: 0 });
    expect(await counts("?dataset=mps&from=2018-04-01&to=2018-05-01")).toEqual({
      E05000001: 0,
      E05000002: 100,
      E05000003: 0,
    });
    expect(await ask("?dataset=mps&area=E09000002")).toMatchObject({ total: 0, areas: [{ code: "E05000003", n: 0 }] });
  });

  it("names no set for published counts whose codes are in none", async () => {
    expect(await ask("?dataset=mps&kind=lsoa")).toMatchObject({
      set: null,
      total: 4,
      areas: [{ code: "E01000001", n: 4 }],
    });
  });

  it("falls to the next dataset when the newest has no such areas", async () => {
    expect(await ask("?kind=lsoa")).toMatchObject({ dataset: "mps", source: "published" });
    expect(await ask("?set=demo-wards")).toMatchObject({ dataset: "demo", set: "demo-wards", total: 3 });
  });
});
