import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { cellAt, WARD_1, WARD_3 } from "./seed.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("series on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const rows = async (query: string): Promise<[string, number][]> => {
    const body: { rows: { t: string; n: number }[] } = (await app.get(`/series${query}`)).json();
    return body.rows.map(({ t, n }) => [t, n]);
  };
  const busy = async (query: string) => (await rows(query)).filter(([, n]) => n > 0);

  it("has a row for each month of the window, zeros included", async () => {
    expect(await rows("?from=2019-04-01&to=2019-07-01")).toEqual([
      ["2019-04", 0],
      ["2019-05", 9],
      ["2019-06", 1],
    ]);
    expect((await app.get("/series")).json()).toMatchObject({
      dataset: "police-uk",
      version: 3,
      unit: "month",
      total: 12,
    });
  });

  it("adds up to what the cells add up to", async () => {
    for (const query of [
      "?area=E05000001",
      "?area=E09000001",
      "?dataset=demo",
      "?set=test-wards-2014&area=E05000091",
    ]) {
      const { total } = (await app.get(`/series${query}`)).json();
      expect(total).toBe((await app.get(`/cells${query}`)).json().total);
    }
  });

  it("narrows to cells of one resolution, from the rollup and from the incidents", async () => {
    expect(await busy(`?cell=${cellAt(WARD_1, 9)}`)).toEqual([
      ["2019-05", 3],
      ["2019-06", 1],
    ]);
    expect(await busy(`?cell=${cellAt(WARD_1, 8)},${cellAt(WARD_3, 8)}`)).toEqual([
      ["2019-05", 4],
      ["2019-06", 1],
      ["2019-12", 2],
    ]);
    expect(await busy(`?cell=${cellAt(WARD_3, 10)}&area=E05000003`)).toEqual([
      ["2019-05", 1],
      ["2019-12", 2],
    ]);
  });

  it("takes days and hours as London's clocks showed them", async () => {
    const search = "category=drug_search&area=E05000001";
    expect(await rows(`?unit=day&${search}&from=2019-05-30&to=2019-06-03`)).toEqual([
      ["2019-05-30", 0],
      ["2019-05-31", 0],
      ["2019-06-01", 1],
      ["2019-06-02", 0],
    ]);
    expect(await busy(`?unit=hour&${search}`)).toEqual([["0", 1]]);
    expect(await rows(`?unit=hour&${search}`)).toHaveLength(24);
  });

  it("numbers weekdays from Monday, and the hours of the week from Monday's first", async () => {
    // 9 January 2023 was a Monday, 11 February a Saturday.
    expect(await rows("?unit=weekday&dataset=demo")).toEqual([
      ["1", 1],
      ["2", 0],
      ["3", 0],
      ["4", 0],
      ["5", 0],
      ["6", 2],
      ["7", 0],
    ]);
    expect(await busy("?unit=hour_of_week&dataset=demo")).toEqual([
      ["21", 1],
      ["120", 2],
    ]);
    expect(await rows("?unit=hour_of_week&dataset=demo")).toHaveLength(168);
  });
});
