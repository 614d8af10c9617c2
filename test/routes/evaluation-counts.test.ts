import { Compile } from "typebox/compile";
import { beforeAll, describe, expect, it } from "vitest";
import { EvaluationCounts } from "../../server/api/evaluation-counts.ts";
import type { CellCountsBody, EvaluationBody, EvaluationCountsBody } from "../../server/api/types.ts";
import { backends } from "../db/backends.ts";
import { evaluationCity } from "./evaluation-app.ts";
import { importPublishedCounts, TARGET } from "./evaluation-city.ts";

const shape = Compile(EvaluationCounts);
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const ofBoroughs = ({ boroughs }: EvaluationBody, window: "before" | "after") =>
  sum(boroughs!.map((borough) => borough[window]));

describe.each(backends)("the records that an evaluation tested, on $name", ({ name }) => {
  const city = evaluationCity(name);
  let points: EvaluationBody;
  let counts: EvaluationCountsBody;
  const read = async ({ id }: EvaluationBody): Promise<EvaluationCountsBody> =>
    (await city.ask("GET", `/operations/${city.operation}/evaluations/${id}/counts`)).json();
  beforeAll(async () => {
    points = (await city.evaluate()).evaluation;
    counts = await read(points);
  });

  it("are public reports alone where those were tested, in the evaluation's own windows", () => {
    expect(shape.Errors(counts)).toEqual([]);
    const { windows } = points.design!;
    expect(counts).toMatchObject({
      ...{ evaluation: points.id, dataset: "calls", indicator: "public_reports", generation: "public_reported" },
      ...{ kind: "cell", res: 9, names: null, windows: { before: windows.before, after: windows.after } },
    });
    expect([sum(counts.before), sum(counts.after)]).toEqual([
      ofBoroughs(points, "before"),
      ofBoroughs(points, "after"),
    ]);
  });

  it("are fewer than all records of these kinds: what a patrol made itself is not among them", async () => {
    const { from, to } = counts.windows.before;
    const category = "supply,production,drug_asb,drug_intelligence,drug_find,drug_harm";
    const all = await city.ask("GET", `/cells?dataset=calls&res=9&category=${category}&from=${from}&to=${to}`);
    const { rows } = await city.on.db.bulk.raw(
      "SELECT count(*)::int AS n FROM incident WHERE generation <> 'public_reported' AND occurred_on >= ? AND occurred_on < ?",
      [from, to],
    );
    expect(rows[0].n).toBeGreaterThan(10);
    expect(all.json<CellCountsBody>().total - sum(counts.before)).toBe(rows[0].n);
  });

  it("stand in ascending order, each place once, with the target's street among them", () => {
    expect(counts.ids).toEqual([...new Set(counts.ids)].sort());
    const at = counts.ids.indexOf(TARGET.street);
    expect(counts.after[at]).toBeLessThan((counts.before[at] ?? 0) / 2);
  });

  it("are wards by name where counts were published for wards", async () => {
    await importPublishedCounts(city.on);
    const { evaluation } = await city.evaluate({ dataset: "mps" });
    const wards = await read(evaluation);
    expect(shape.Errors(wards)).toEqual([]);
    expect(wards).toMatchObject({ kind: "ward", res: null, generation: null, indicator: "recorded_offences" });
    const at = wards.ids.indexOf(TARGET.code);
    expect([wards.names?.[at], wards.before[at], wards.after[at]]).toEqual([
      `Ward ${TARGET.code.slice(-2)}`,
      evaluation.target?.before,
      evaluation.target?.after,
    ]);
    expect(sum(wards.after)).toBe(ofBoroughs(evaluation, "after"));
  });

  it("are not there for an evaluation that is not, or has no result", async () => {
    const of = (path: string) => city.ask("GET", path).then(({ status }) => status);
    expect(await of(`/operations/${city.operation}/evaluations/9999/counts`)).toBe(404);
    expect(await of(`/zones/1/evaluations/${points.id}/counts`)).toBe(404);
    const job = (await city.post()).json<EvaluationBody>();
    expect(await of(`/operations/${city.operation}/evaluations/${job.id}/counts`)).toBe(409);
    await city.ended(`/operations/${city.operation}/evaluations/${job.id}`);
  });
});
