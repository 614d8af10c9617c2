import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Effort } from "../../../server/api/effort.ts";
import type { EffortBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, importEach } from "../../ingest/importing.ts";
import { extractMapping } from "../extract-mapping.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(Effort);
const MAPPING = extractMapping({
  name: "town-records",
  values: { possession: "possession", supply: "supply", search: "drug_search", dealing: "drug_asb" },
  generation: { column: "Who", values: { public: "public_reported" }, otherwise: "police_generated" },
});

/** Records of four months; searching doubles in Westham in the last two, and so do the finds. */
function records(): string {
  const lines = ["Ref,When,What,Who,Lng,Lat"];
  const add = (what: string, who: string, { month, lng, times }: { month: string; lng: string; times: number }) => {
    for (let k = 0; k < times; k++)
      lines.push(`R${lines.length},15/${month}/2020 12:${10 + (k % 50)},${what},${who},${lng},51.52`);
  };
  for (const [at, month] of ["01", "02", "03", "04"].entries()) {
    const west = { month, lng: "0.02" };
    const east = { month, lng: "0.06" };
    const more = at < 2 ? 1 : 2;
    add("possession", "police", { ...west, times: 20 * more });
    add("search", "police", { ...west, times: 100 * more });
    add("supply", "police", { ...west, times: 2 });
    add("dealing", "public", { ...west, times: 5 });
    add("possession", "police", { ...east, times: 10 * more ** 3 });
    add("search", "police", { ...east, times: 50 });
  }
  return `${lines.join("\n")}\n`;
}

describe.each(backends)("police effort on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    const choices = { mapping: MAPPING, force: "metropolitan", dataset: "records" };
    await importEach(town.on, [await fileWith("records.csv", records())], choices);
  });
  afterAll(() => town.stop());

  const ask = async (query: string): Promise<EffortBody> => (await town.get(`/effort?dataset=records&${query}`)).json();
  const WINDOW = "from=2020-03-01&to=2020-05-01";

  it("finds possession in step with searching where both doubled", async () => {
    const body = await ask(`${WINDOW}&area=E09000001`);
    expect(shape.Errors(body)).toEqual([]);
    expect([body.before, body.after]).toEqual([
      { from: "2020-01-01", to: "2020-03-01" },
      { from: "2020-03-01", to: "2020-05-01" },
    ]);
    expect(body.possession).toMatchObject({ ratio: 1, halfAdded: false, verdict: "in_step_with_searching" });
    expect(body.possession?.says).not.toMatch(/explained/i);
    expect([body.gate, body.banner]).toEqual([null, null]);
  });

  it("says where finds rose and searches did not", async () => {
    const body = await ask(`${WINDOW}&area=E09000002`);
    expect(body.possession).toMatchObject({ ratio: 8, verdict: "not_accounted_for_by_searching_alone" });
    expect(body.possession?.interval.low).toBeGreaterThan(1);
  });

  it("draws public reports by default, supply marked, possession apart and beside searches", async () => {
    const { surfaces } = await ask(`${WINDOW}&area=E09000001`);
    expect(surfaces.map(({ surface, default: first, before, after }) => [surface, first, before, after])).toEqual([
      ["public_reports", true, 10, 10],
      ["supply", false, 4, 4],
      ["possession", false, 40, 80],
      ["searches", false, 200, 400],
    ]);
    expect(surfaces.find(({ surface }) => surface === "supply")?.marking).toBe("police generated");
    expect(surfaces[0]?.months.map(({ n }) => n)).toEqual([5, 5, 5, 5]);
  });

  it("tells the share of possession with its n, beside borough and everywhere", async () => {
    const { shares } = await ask(`${WINDOW}&area=E05000001`);
    expect(shares).toEqual([
      { scope: "area", name: "E05000001", n: 80, of: 84, share: 80 / 84 },
      { scope: "borough", name: "Westham", n: 80, of: 84, share: 80 / 84 },
      { scope: "everywhere", name: "All of the dataset", n: 240, of: 244, share: 240 / 244 },
    ]);
  });

  it("says under a banner that unsplit data cannot tell", async () => {
    const body: EffortBody = (await town.get("/effort?dataset=police-uk&from=2019-01-01&to=2020-01-01")).json();
    expect(shape.Errors(body)).toEqual([]);
    expect(body.banner).toContain("nine in ten");
    expect([body.gate?.reason, body.possession, body.shares]).toEqual(["not_in_this_data", null, []]);
    expect(body.surfaces.map(({ surface }) => surface)).toContain("unsplit");
  });

  it("needs the months before", async () => {
    expect((await ask("from=2020-01-01&to=2020-03-01")).gate?.reason).toBe("too_few_months");
  });

  it.each([
    ["from=2020-03-15&to=2020-05-01", "window_finer_than_precision", "from"],
    [`${WINDOW}&category=drugs`, "invalid_query", "category"],
    [`${WINDOW}&area=E09999999`, "invalid_query", "area"],
  ])("refuses %s with %s naming %s", async (query, code, field) => {
    const answer = await town.get(`/effort?dataset=records&${query}`);
    expect([answer.statusCode, answer.json().error.code, answer.json().error.details.field]).toEqual([
      400,
      code,
      field,
    ]);
  });
});
