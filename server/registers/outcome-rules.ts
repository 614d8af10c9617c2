import { OUTCOME_KINDS, OUTCOME_UNITS, type OutcomeKind } from "../api/vocabulary.ts";

/** How judicial disposals are counted: said wherever they are shown. Source: the counting rule of Operation Crackdown's own chart. */
export const COUNTING_RULE =
  "A judicial disposal may stand for several persons: a raid on one multi-occupied premises with several people charged may count as one. " +
  "Disposals, persons charged, charges, premises and crimes are separate numbers, never derived from each other and never added up.";

/** The kind that a text names, in any case and with spaces or hyphens for underscores; null when there is none. */
export function readKind(text: string): OutcomeKind | null {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return OUTCOME_KINDS.find((kind) => kind === name) ?? null;
}

/**
 * The unit an outcome is counted in.
 * @param text null or blank = the kind's own
 * @returns null when the kind is never counted in it
 */
export function readUnit(kind: OutcomeKind, text: string | null): string | null {
  const units: readonly string[] = OUTCOME_UNITS[kind];
  const name = text?.trim().toLowerCase() ?? "";
  return name === "" ? (units[0] ?? null) : (units.find((unit) => unit === name) ?? null);
}

/** Things are counted whole; only what is weighed or priced has fractions. */
export function isCountable(unit: string, quantity: number): boolean {
  return unit === "grams" || unit === "pounds" || Number.isInteger(quantity);
}
