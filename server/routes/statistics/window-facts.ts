import { CATEGORIES } from "../../api/vocabulary.ts";
import { addMonths, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { DatasetFacts } from "../../db/dataset-catalogue.ts";
import type { BiasFacts } from "../../statistics/method-words.ts";

type Asked = Pick<CountFilter, "categoryIds" | "from" | "to">;

/** What is known of the records in a window, from the facts of the dataset: by whole months that it touches. */
export function biasFacts(facts: DatasetFacts, asked: Asked, synthetic: boolean): BiasFacts {
  const inWindow = factsIn(facts, asked);
  const n = sum(inWindow.map((fact) => fact.n));
  const possession = sum(inWindow.filter((fact) => CATEGORIES[fact.category] === "possession").map((fact) => fact.n));
  const published =
    facts.months.length === 0 && facts.counts.some(({ category }) => category === 0 && asked.categoryIds.includes(0));
  return {
    synthetic,
    unsplit: published || inWindow.some((fact) => CATEGORIES[fact.category] === "drug_unsplit" && fact.n > 0),
    snapped: inWindow.some((fact) => fact.snapped > 0),
    monthOnly: facts.months.length === 0 || inWindow.some((fact) => fact.precision === "month"),
    possessionShare: n > 0 ? possession / n : null,
  };
}

/** Incidents of the filter without a location, in the months that the window touches. */
export function notMappedIn(facts: DatasetFacts, asked: Asked): number {
  return sum(factsIn(facts, asked).map((fact) => fact.n - fact.located));
}

/** The months of a list of which the dataset holds nothing at all: a gap in what was imported, not zero crime. */
export function missingMonths(facts: DatasetFacts, months: readonly string[]): string[] {
  const held = new Set(facts.months.map(({ month }) => month));
  return months.filter((month) => !held.has(month));
}

/** The months that end with a window: at most `count`, and none that only began. */
export function monthsEnding(to: string, count: number): string[] {
  const end = startOfMonth(to);
  return monthsBetween(addMonths(end, -count), end);
}

/** From the first day of the first month to the day after the last one. @param months first days, ascending */
export function spanOf(months: readonly string[]): { from: string; to: string } {
  const [from = ""] = months;
  return { from, to: from === "" ? "" : addMonths(months.at(-1) ?? from, 1) };
}

function factsIn(facts: DatasetFacts, { categoryIds, from, to }: Asked) {
  return facts.months.filter(
    ({ category, month }) => categoryIds.includes(category) && month < to && addMonths(month, 1) > from,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
