import type { Knex } from "knex";
import { expandCell } from "../../api/cell-columns.ts";
import type { EvaluationCountsBody, EvaluationResultBody } from "../../api/types.ts";
import type { DatasetCatalogue, KnownDataset } from "../../db/dataset-catalogue.ts";
import { countTestedCells, type TestedFilter } from "../../db/tested-count-queries.ts";
import { countPublishedMonths } from "../../db/ward-month-queries.ts";
import { DomainError } from "../../errors.ts";
import { describeIndicator } from "../../evaluation/indicators.ts";
import { categoriesOf } from "./source.ts";

/** Fine enough for a street corner, coarse enough for points that were snapped. */
const MAP_RES = 9;

type Design = EvaluationResultBody["design"];
type Columns = Pick<EvaluationCountsBody, "kind" | "res" | "ids" | "names" | "before" | "after">;

/** The records that an evaluation tested, by place: its own windows, categories and generation, in the data of today. */
export async function countTested(
  { knex, catalogue }: { readonly knex: Knex; readonly catalogue: DatasetCatalogue },
  design: Design,
): Promise<{ dataset: KnownDataset; counts: Omit<EvaluationCountsBody, "evaluation"> }> {
  const { indicator, source, windows } = design;
  const dataset = await requireDataset(catalogue, design.dataset);
  const { publicOnly } = describeIndicator(indicator);
  const wanted = {
    ...{ datasetId: dataset.id, forceIds: dataset.facts.forces.map(({ id }) => id) },
    ...{ categoryIds: categoriesOf(indicator), publicOnly, windows },
  };
  const counts = {
    ...{ dataset: dataset.code, version: dataset.version, indicator },
    generation: publicOnly ? ("public_reported" as const) : null,
    windows: { before: windows.before, after: windows.after },
    ...(source === "points" ? await countCells(knex, wanted) : await countWards(knex, wanted)),
  };
  return { dataset, counts };
}

async function requireDataset(catalogue: DatasetCatalogue, code: string): Promise<KnownDataset> {
  const dataset = (await catalogue.list()).find((known) => known.code === code);
  if (dataset === undefined) throw new DomainError("conflict", `The dataset "${code}" that was evaluated is gone.`);
  return dataset;
}

async function countCells(knex: Knex, wanted: TestedFilter): Promise<Columns> {
  const { compact, before, after } = await countTestedCells(knex, wanted, MAP_RES);
  const ids = Array.from(compact, (cell) => expandCell(cell, MAP_RES));
  return { kind: "cell", res: MAP_RES, ids, names: null, before: [...before], after: [...after] };
}

/** Published counts know no generation: what is tested there is recorded offences. */
async function countWards(knex: Knex, { windows, ...wanted }: TestedFilter): Promise<Columns> {
  const [before, after] = await Promise.all(
    [windows.before, windows.after].map((window) =>
      countPublishedMonths(knex, { ...wanted, ...window, months: null, area: null, cells: null }, "ward"),
    ),
  );
  const names = new Map([...(before ?? []), ...(after ?? [])].map(({ code, name }) => [code, name]));
  const [then, now] = [sumByCode(before ?? []), sumByCode(after ?? [])];
  const ids = [...names.keys()].filter((code) => (then.get(code) ?? 0) + (now.get(code) ?? 0) > 0).sort();
  return {
    ...{ kind: "ward", res: null, ids, names: ids.map((code) => names.get(code) ?? code) },
    ...{ before: ids.map((code) => then.get(code) ?? 0), after: ids.map((code) => now.get(code) ?? 0) },
  };
}

function sumByCode(rows: readonly { readonly code: string; readonly n: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { code, n } of rows) sums.set(code, (sums.get(code) ?? 0) + n);
  return sums;
}
