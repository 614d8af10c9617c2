import type { Knex } from "knex";
import { CATEGORIES, type Category } from "../api/vocabulary.ts";
import { addMonths, nextDay, startOfMonth } from "./calendar.ts";
import {
  type CountFact,
  type DatasetRow,
  type ForceRow,
  listCountFacts,
  listDatasets,
  listForces,
  listMonthFacts,
  listWardSpans,
  type MonthFact,
  type WardSpan,
} from "./dataset-queries.ts";

/** What a dataset of one version holds: enough to choose a dataset, a default window, and to refuse what it cannot answer. */
export type DatasetFacts = {
  readonly forces: readonly ForceRow[];
  readonly months: readonly MonthFact[];
  readonly counts: readonly CountFact[];
  /** Wards of the published counts: a change of wards shows in the codes. */
  readonly wardSpans: readonly WardSpan[];
  /** Incidents with and without a location. */
  readonly located: number;
  readonly notMapped: number;
  /** First day of the data and the first after it; null when there is none. */
  readonly span: { readonly from: string; readonly to: string } | null;
};

export type KnownDataset = DatasetRow & { readonly facts: DatasetFacts };

export type DatasetCatalogue = {
  /** Published datasets with their facts, the newest first. */
  list(): Promise<KnownDataset[]>;
};

/** Facts are read once for each version of a dataset, since they cost a pass over its rows. */
export function createCatalogue(knex: Knex): DatasetCatalogue {
  const kept = new Map<number, { version: string; facts: Promise<DatasetFacts> }>();
  const factsOf = (dataset: DatasetRow): Promise<DatasetFacts> => {
    const version = `${dataset.version}@${dataset.updatedAt}`;
    const entry = kept.get(dataset.id);
    if (entry?.version === version) return entry.facts;
    const facts = readFacts(knex, dataset.id);
    kept.set(dataset.id, { version, facts });
    facts.catch(() => kept.delete(dataset.id));
    return facts;
  };
  return {
    list: async () => {
      const datasets = await listDatasets(knex);
      return Promise.all(datasets.map(async (dataset) => ({ ...dataset, facts: await factsOf(dataset) })));
    },
  };
}

/** Incidents, located or not, and published counts per category, in the order of the vocabulary. */
export function countByCategory(facts: DatasetFacts): { category: Category; n: number }[] {
  const source = facts.months.length > 0 ? facts.months : countsOfWidestKind(facts.counts);
  return CATEGORIES.map((category, id) => ({
    category,
    n: source.filter((fact) => fact.category === id).reduce((sum, fact) => sum + fact.n, 0),
  })).filter(({ n }) => n > 0);
}

/** The same offence stands in the ward, the borough and the LSOA file: one kind of area is enough to add up. */
function countsOfWidestKind(counts: readonly CountFact[]): readonly CountFact[] {
  const kind = ["borough", "ward", "lsoa"].find((candidate) => counts.some((fact) => fact.kind === candidate));
  return counts.filter((fact) => fact.kind === kind);
}

async function readFacts(knex: Knex, datasetId: number): Promise<DatasetFacts> {
  const forces = await listForces(knex, datasetId);
  const months = await listMonthFacts(knex, datasetId);
  const counts = await listCountFacts(knex, datasetId);
  const wardSpans = counts.length === 0 ? [] : await listWardSpans(knex, datasetId);
  const total = months.reduce((sum, fact) => sum + fact.n, 0);
  const located = months.reduce((sum, fact) => sum + fact.located, 0);
  return { forces, months, counts, wardSpans, located, notMapped: total - located, span: spanOf(months, counts) };
}

function spanOf(months: readonly MonthFact[], counts: readonly CountFact[]): DatasetFacts["span"] {
  const firsts = [...months.map((fact) => fact.first), ...counts.map((fact) => fact.first)].sort();
  const ends = [
    ...months.map((fact) => (fact.precision === "month" ? addMonths(startOfMonth(fact.last), 1) : nextDay(fact.last))),
    ...counts.map((fact) => addMonths(fact.last, 1)),
  ].sort();
  const from = firsts[0];
  const to = ends.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
