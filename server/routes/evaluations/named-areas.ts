import type { Knex } from "knex";
import type { AreaNameRow, AreaSetRow } from "../../db/area-queries.ts";
import { DomainError } from "../../errors.ts";
import { expandAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { type DatasetSets, resolveAreas } from "../filter/resolve-areas.ts";

type Named = {
  readonly codes: readonly string[];
  readonly set: AreaSetRow;
  readonly sets: DatasetSets;
  readonly boroughs: readonly AreaNameRow[];
};

/** Positions of the boroughs that are named as control. @throws DomainError that names the code, mixed_vintages for several sets */
export async function namedBoroughs(knex: Knex, { codes, set, sets, boroughs }: Named): Promise<number[]> {
  if (codes.length === 0) return [];
  const named = await expandAreas(knex, codes.join(","));
  const { areaIds } = await controlAreas(() => resolveAreas(knex, named, [set], sets));
  return boroughs.flatMap(({ id }, at) => (areaIds.includes(id) ? [at] : []));
}

/** What is wrong with the codes is told of `control`. */
export async function controlAreas<Result>(look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof DomainError) || error.details?.["field"] !== "area") throw error;
    if (error.code === "invalid_query") throw refuse("control", `control.areas: ${error.message}`);
    throw new DomainError(error.code, `control.areas: ${error.message}`, { ...error.details, field: "control" });
  }
}
