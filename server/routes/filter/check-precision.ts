import { CATEGORIES, PRECISIONS, type Precision } from "../../api/vocabulary.ts";
import { addMonths, startOfMonth } from "../../db/calendar.ts";
import type { DatasetFacts } from "../../db/dataset-catalogue.ts";
import type { MonthFact } from "../../db/dataset-queries.ts";
import { DomainError } from "../../errors.ts";
import type { Window } from "./parse-filter.ts";

/**
 * A window that cuts a month of data known to the month only would count all of it or nothing of it.
 * @throws DomainError window_finer_than_precision that names the category and the month
 */
export function checkWindow(facts: DatasetFacts, categoryIds: readonly number[], window: Window): void {
  for (const field of ["from", "to"] as const) {
    const month = startOfMonth(window[field]);
    if (month === window[field]) continue;
    const coarse = facts.months.find(
      (fact) => fact.precision === "month" && fact.month === month && categoryIds.includes(fact.category),
    );
    if (coarse !== undefined) throw cutting(field, window[field], `${nameOf(coarse)} is`);
  }
}

/** @throws DomainError window_finer_than_precision unless the window is whole months */
export function checkWholeMonths(window: Window, subject: string): void {
  if (window.months !== null) return;
  const field = window.from === startOfMonth(window.from) ? "to" : "from";
  throw cutting(field, window[field], subject);
}

/**
 * @param needed the coarsest precision that still answers the question
 * @throws DomainError window_finer_than_precision that names the category that is coarser
 */
export function checkFineness(
  facts: DatasetFacts,
  filter: { readonly categoryIds: readonly number[]; readonly window: Window },
  asked: { readonly unit: string; readonly needed: Precision },
): void {
  const { window, categoryIds } = filter;
  const finest = PRECISIONS.indexOf(asked.needed);
  const coarse = facts.months.find(
    (fact) =>
      PRECISIONS.indexOf(fact.precision) > finest &&
      categoryIds.includes(fact.category) &&
      fact.month < window.to &&
      addMonths(fact.month, 1) > window.from,
  );
  if (coarse === undefined) return;
  throw finer(
    `unit=${asked.unit} needs times known to the ${asked.needed}; ${nameOf(coarse)} in ${coarse.month.slice(0, 7)} is known to the ${coarse.precision} only.`,
    "unit",
  );
}

function cutting(field: "from" | "to", day: string, subject: string): DomainError {
  return finer(
    `${field}=${day} cuts ${day.slice(0, 7)}, and ${subject} known to the month only. Use whole months.`,
    field,
  );
}

function nameOf(fact: MonthFact): string {
  return `category ${CATEGORIES[fact.category]}`;
}

function finer(message: string, field: string): DomainError {
  return new DomainError("window_finer_than_precision", message, { field });
}
