import type { Knex } from "knex";
import {
  type AreaCodeRow,
  type AreaSetRow,
  findAreaCodes,
  listAreaSets,
  listChosenSetIds,
} from "../../db/area-queries.ts";
import { type AreaFilter, LOCATED_COLUMNS } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { DomainError } from "../../errors.ts";
import type { NamedAreas } from "./expand-areas.ts";
import { refuse } from "./parse-filter.ts";

/** The area sets there are, and which of them the dataset is located in. */
export type DatasetSets = { readonly all: readonly AreaSetRow[]; readonly chosen: readonly AreaSetRow[] };

export async function readDatasetSets(knex: Knex, dataset: KnownDataset): Promise<DatasetSets> {
  const all = await listAreaSets(knex);
  const chosenIds = new Set((await listChosenSetIds(knex, dataset.id)).map((row) => row.id));
  return { all, chosen: all.filter((set) => chosenIds.has(set.id)) };
}

/** @throws DomainError invalid_query for an unknown set, or an illustrative one asked for real data */
export function findSet(sets: readonly AreaSetRow[], code: string, dataset: KnownDataset | null): AreaSetRow {
  const set = sets.find((candidate) => candidate.code === code);
  if (set === undefined) {
    const known = sets.map((candidate) => candidate.code).join(", ") || "none is loaded";
    throw refuse("set", `Unknown set "${code}"; known: ${known}.`);
  }
  if (set.synthetic && dataset !== null && !dataset.synthetic) {
    throw refuse("set", `set "${code}" has illustrative boundaries: it serves synthetic datasets only.`);
  }
  return set;
}

/** Where incidents of the dataset keep their area of this set; null when it has to be joined. */
export function locatedColumn(set: AreaSetRow, sets: DatasetSets): AreaFilter["column"] {
  return sets.chosen.some((chosen) => chosen.id === set.id) ? (LOCATED_COLUMNS[set.kind] ?? null) : null;
}

/**
 * The areas that are named, all of one set: the first of the candidates that has every code.
 * @throws DomainError invalid_query that names an unknown code, mixed_vintages when codes come from several sets
 */
export async function resolveAreas(
  knex: Knex,
  named: NamedAreas,
  candidates: readonly AreaSetRow[],
  sets: DatasetSets,
): Promise<AreaFilter> {
  const { codes } = named;
  const found = await findAreaCodes(knex, codes);
  const holds = (set: AreaSetRow, code: string) => found.some((row) => row.setId === set.id && row.code === code);
  const set = candidates.find((candidate) => codes.every((code) => holds(candidate, code)));
  if (set === undefined) throw explain(named, found, candidates, sets.all);
  const areaIds = found.filter((row) => row.setId === set.id).map((row) => row.id);
  return { setId: set.id, kind: set.kind, areaIds, column: locatedColumn(set, sets) };
}

function explain(
  { codes, groups }: NamedAreas,
  found: readonly AreaCodeRow[],
  candidates: readonly AreaSetRow[],
  all: readonly AreaSetRow[],
): DomainError {
  const setsOf = (code: string) => all.filter((set) => found.some((row) => row.setId === set.id && row.code === code));
  const called = (code: string) => {
    const group = groups.find((asked) => asked.codes.includes(code));
    return `"${code.slice(0, 40)}"${group === undefined ? "" : ` (of the group "${group.id}")`}`;
  };
  const unknown = codes.find((code) => setsOf(code).length === 0);
  if (unknown !== undefined) {
    const one = codes.length === 1 ? "" : ` (of ${codes.length} codes)`;
    return refuse("area", `Unknown area ${called(unknown)}${one}: no loaded area set has it.`);
  }
  const stray = codes.find((code) => !candidates.some((set) => setsOf(code).includes(set))) ?? codes[0] ?? "";
  const stands = setsOf(stray)
    .map((set) => set.code)
    .join(", ");
  if (codes.every((code) => setsOf(code).some((set) => setsOf(stray).includes(set)))) {
    const wanted = candidates.map((set) => set.code).join(", ") || "none";
    return refuse("area", `area ${called(stray)} is in ${stands}, not in ${wanted}; name its set with set=.`);
  }
  return new DomainError(
    "mixed_vintages",
    `area must name areas of one set: ${called(stray)} is in ${stands}, other codes are not. Counts in different sets are never mixed.`,
    { field: "area" },
  );
}
