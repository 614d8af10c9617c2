import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Spikes } from "../../../server/api/spikes.ts";
import type { SpikesBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, importEach } from "../../ingest/importing.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(Spikes);
const COLUMNS = Array.from(
  { length: 18 },
  (_, k) => `${2018 + Math.floor(k / 12)}${String((k % 12) + 1).padStart(2, "0")}`,
);

/** Published counts of the town's wards: 3 a month, but 15 in Park in June 2019 and 6 after it. */
function publishedCounts(): string {
  const row = (code: string, name: string) =>
    [
      ...[name, code, "DRUG OFFENCES", "POSSESSION OF DRUGS", "Anywhere"],
      ...COLUMNS.map((month) =>
        code !== "E05000004" || month < "201904" ? 3 + (Number(month) % 2) : month === "201904" ? 15 : 6,
      ),
    ].join(",");
  const wards = ["Mill", "Heath", "Quay", "Park", "Isle"].map((name, at) => row(`E0500000${at + 1}`, name));
  return [`WardName,WardCode,MajorText,MinorText,LookUp_BoroughName,${COLUMNS.join(",")}`, ...wards, ""].join("\n");
}

describe.each(backends)("spikes on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    await importEach(town.on, [await fileWith("counts.csv", publishedCounts())]);
  });
  afterAll(() => town.stop());

  const POINTS = "dataset=police-uk";
  const ask = async (query: string): Promise<SpikesBody> => (await town.get(`/spikes?${query}`)).json();
  const error = async (query: string) => {
    const answer = await town.get(`/spikes?${query}`);
    return [answer.statusCode, answer.json().error.code, answer.json().error.details?.field];
  };

  it("flags the burst of one month, and shows the year before and the months after", async () => {
    const body = await ask(`${POINTS}&area=E09000001&month=2019-06`);
    expect(shape.Errors(body)).toEqual([]);
    expect(body).toMatchObject({
      dataset: "police-uk",
      month: "2019-06",
      source: "points",
      gate: null,
      family: { size: 2, force: 5 },
    });
    expect(body.spikes.map(({ code }) => code)).toEqual(["E05000002", "E05000001"]);
    const [heath, mill] = body.spikes;
    expect([heath?.flagged, mill?.flagged]).toEqual([true, false]);
    const wards: { areas: { code: string; n: number }[] } = (
      await town.get(`/area-counts?${POINTS}&from=2019-06-01&to=2019-07-01`)
    ).json();
    expect(heath?.n).toBe(wards.areas.find(({ code }) => code === "E05000002")?.n);
    const year: { areas: { code: string; n: number }[] } = (
      await town.get(`/area-counts?${POINTS}&from=2018-06-01&to=2019-06-01`)
    ).json();
    expect(heath?.mean).toBeCloseTo((year.areas.find(({ code }) => code === "E05000002")?.n ?? 0) / 12, 12);
    expect(heath?.after).toHaveLength(5);
    expect(Math.max(...(heath?.after ?? []))).toBeLessThan(heath?.n ?? 0);
    expect(heath?.yearBefore).toBeLessThan(heath?.n ?? 0);
  });

  it("tests within the wards of the area, with q over the whole force beside", async () => {
    const borough = await ask(`${POINTS}&area=E09000001&month=2019-06`);
    const ward = await ask(`${POINTS}&area=E05000002&month=2019-06`);
    const [heath] = ward.spikes;
    expect(ward.family).toEqual({ size: 1, force: 5 });
    expect(heath?.q).toBe(heath?.p);
    expect(borough.spikes[0]?.q).toBeCloseTo(2 * (heath?.p ?? 0), 12);
    expect(borough.spikes[0]?.qForce).toBe(heath?.qForce);
  });

  it("counts as the source published where there are no points, in wards of one vintage", async () => {
    const body = await ask("dataset=mps&area=E09000002&month=2019-04");
    expect(body).toMatchObject({ source: "published", family: { size: 3, force: 5 } });
    expect(body.set).toMatch(/ward/);
    expect(body.spikes[0]).toMatchObject({ code: "E05000004", n: 15, flagged: true, yearBefore: 3, after: [6, 6] });
    expect(body.spikes[0]?.mean).toBe(3.5);
    expect(body.method.knownBiases.join(" ")).toContain("known to the month only");
  });

  it("gives no answer, and the months that are missing, where the history is shorter", async () => {
    const body = await ask(`${POINTS}&area=E09000001&month=2018-06`);
    expect(body.gate?.reason).toBe("fewer_than_twelve_months");
    expect(body.gate?.message).toContain("2017-06");
    expect(body.spikes).toEqual([]);
  });

  it.each([
    ["area=E09000001", "invalid_query", "month"],
    ["month=2019-06", "invalid_query", "area"],
    ["area=E09000001&month=2019-13", "invalid_query", "month"],
    ["area=E09000001&month=2030-01", "invalid_query", "month"],
    ["area=E09999999&month=2019-06", "invalid_query", "area"],
    ["area=E09000001,E05000001&month=2019-06", "mixed_vintages", "area"],
    ["area=E09000001&month=2019-06&set=london-boroughs-2018", "invalid_query", "set"],
    ["area=E09000001&month=2019-06&from=2019-01-01", "invalid_query", "from"],
  ])("refuses %s with %s naming %s", async (query, code, field) => {
    expect(await error(`${POINTS}&${query}`)).toEqual([400, code, field]);
  });
});
