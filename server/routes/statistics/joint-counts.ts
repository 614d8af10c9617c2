import type { JOINT_PARTNERS } from "../../api/joint.ts";
import { CATEGORIES, type Category } from "../../api/vocabulary.ts";
import { countCells } from "../../db/cell-queries.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { alignCounts } from "../../statistics/universe.ts";
import { refuse } from "../filter/parse-filter.ts";
import { type Gate, gateOf } from "./gate.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";

export type Partner = (typeof JOINT_PARTNERS)[number];

/** What is recorded beside drugs: disorder and all other crime. Searches and calls about drugs are drugs' own. */
export const BESIDE_DRUGS: readonly Category[] = ["asb", "violence", "weapon", "robbery", "other"];

/** Without these in the data, what is beside drugs is not "all other crime". */
const NEEDED: readonly Category[] = ["asb", "violence", "other"];

export function idsOf(categories: readonly Category[]): number[] {
  return categories.map((category) => CATEGORIES.indexOf(category));
}

/** @throws DomainError invalid_query when what is set beside drugs is asked for as drugs */
export function refuseOverlap(categoryIds: readonly number[]): void {
  const shared = BESIDE_DRUGS.filter((category) => categoryIds.includes(CATEGORIES.indexOf(category)));
  if (shared.length === 0) return;
  throw refuse(
    "category",
    `category is the drug side here and cannot hold ${shared.join(", ")}: that is what drugs are set beside. Leave it out, or ask /hotspots.`,
  );
}

/** The same frame, counting something else. */
export function withCategories<Of extends Frame>(frame: Of, categoryIds: readonly number[]): Of {
  return { ...frame, filter: { ...frame.filter, categoryIds } };
}

export function partnerGate(dataset: KnownDataset, partner: Partner): Gate {
  return missingGate(dataset, [partner]);
}

export function excessGate(dataset: KnownDataset): Gate {
  return missingGate(dataset, NEEDED);
}

function missingGate({ code, facts }: KnownDataset, needed: readonly Category[]): Gate {
  const held = new Set(facts.months.filter(({ n }) => n > 0).map(({ category }) => CATEGORIES[category]));
  const missing = needed.filter((category) => !held.has(category));
  if (missing.length === 0) return null;
  return gateOf("not_in_this_data", `dataset "${code}" holds no record of category ${missing.join(", ")}.`);
}

export async function countOf(context: StatisticsContext, frame: Frame) {
  const counted = await countCells(context.db.knex, frame.filter, frame.universe.res);
  return { counted, ...alignCounts(frame.universe, counted) };
}
