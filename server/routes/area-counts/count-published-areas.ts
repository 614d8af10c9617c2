import type { Knex } from "knex";
import type { AreaCountsBody } from "../../api/types.ts";
import type { AreaKind } from "../../api/vocabulary.ts";
import { countPublished, type PublishedRow } from "../../db/area-count-queries.ts";
import { type AreaNameRow, type AreaSetRow, listAreas } from "../../db/area-queries.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { DomainError } from "../../errors.ts";
import { checkWholeMonths } from "../filter/check-precision.ts";
import { echoGroups, expandAreas } from "../filter/expand-areas.ts";
import { parseCategories, parseWindow, refuse } from "../filter/parse-filter.ts";
import type { DatasetSets } from "../filter/resolve-areas.ts";
import type { FilterQuery } from "../filter/resolve-filter.ts";

/** Share of the published codes that a set must hold to be the one they were published for. */
const MATCH = 0.95;

type Subject = { dataset: KnownDataset; sets: DatasetSets; named: AreaSetRow | null; kind: AreaKind };
type MatchedSet = { readonly set: AreaSetRow; readonly areas: readonly AreaNameRow[]; readonly share: number };

/**
 * Counts as the source published them, with the areas of the set they were published for, zeros included; without such a
 * set the published areas alone.
 * @throws DomainError window_finer_than_precision, mixed_vintages when the named set is another, invalid_query for an unknown area
 */
export async function countPublishedAreas(knex: Knex, query: FilterQuery, subject: Subject): Promise<AreaCountsBody> {
  const { dataset, kind } = subject;
  const window = parseWindow(query, dataset.facts.span ?? { from: "1900-01-01", to: "1900-02-01" });
  checkWholeMonths(window, "published counts are");
  const filter = {
    datasetId: dataset.id,
    forceIds: dataset.facts.forces.map((force) => force.id),
    categoryIds: parseCategories(query.category),
    ...window,
    area: null,
    cells: null,
  };
  const published = await countPublished(knex, filter, kind);
  const matched = await matchSet(knex, published, subject);
  const known = matched?.areas ?? published.map(({ code, name }) => ({ code, name, borough: null }));
  const counts = new Map(published.map(({ code, n }) => [code, n]));
  const named = query.area === undefined ? null : await expandAreas(knex, query.area);
  const areas = narrow(known, named?.codes ?? null).map(({ code, name }) => ({ code, name, n: counts.get(code) ?? 0 }));
  const inside = areas.reduce((sum, { n }) => sum + n, 0);
  const codes = new Set(known.map(({ code }) => code));
  const strays = published.filter(({ code }) => !codes.has(code)).reduce((sum, { n }) => sum + n, 0);
  const outside = query.area === undefined ? strays : 0;
  const { code, version } = dataset;
  return {
    dataset: code,
    version,
    set: matched?.set.code ?? null,
    kind,
    source: "published",
    total: inside + outside,
    outside,
    areas,
    ...echoGroups(named?.groups ?? []),
  };
}

/** The set whose codes the counts carry: the named one, else the best match, the later vintage on a tie. */
async function matchSet(knex: Knex, published: readonly PublishedRow[], subject: Subject): Promise<MatchedSet | null> {
  const { dataset, sets, named, kind } = subject;
  const candidates = named
    ? [named]
    : sets.all.filter((set) => set.kind === kind && set.synthetic === dataset.synthetic);
  let best: MatchedSet | null = null;
  for (const set of candidates) {
    const areas = await listAreas(knex, set.id);
    const codes = new Set(areas.map(({ code }) => code));
    const share = published.filter(({ code }) => codes.has(code)).length / published.length;
    if (share >= MATCH && share > (best?.share ?? 0)) best = { set, areas, share };
  }
  if (best !== null || named === null) return best;
  throw new DomainError(
    "mixed_vintages",
    `set=${named.code} is not the set that the counts of dataset "${dataset.code}" were published for.`,
    { field: "set" },
  );
}

/** The areas of a list of codes: their own, or those of boroughs they lie in; null = all. */
function narrow(areas: readonly AreaNameRow[] | readonly Omit<AreaNameRow, "id">[], codes: readonly string[] | null) {
  if (codes === null) return areas;
  const unknown = codes.find((code) => !areas.some((area) => area.code === code || area.borough === code));
  if (unknown !== undefined) {
    throw refuse("area", `Unknown area "${unknown.slice(0, 40)}": it is not among the published areas.`);
  }
  return areas.filter((area) => codes.includes(area.code) || (area.borough !== null && codes.includes(area.borough)));
}
