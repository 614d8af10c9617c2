import { CATEGORIES, type Category, GENERATIONS } from "../api/vocabulary.ts";

/** What a record says about a market, from its own columns. */
export type RecordKind = {
  /** The public reports dealing or drug nuisance. */
  readonly report: boolean;
  /** Supply, or possession with intent to supply, in a public place: neither at an address nor from a warrant. */
  readonly supply: boolean;
  /** Needles, wraps, an overdose. */
  readonly harm: boolean;
  readonly intelligence: boolean;
  /** The public reports anything that has nothing to do with drugs. */
  readonly other: boolean;
  /** Made by police's own work: says when police were there, never what was dealt. */
  readonly police: boolean;
  /** One of `DEALING`: possession and searches are left out. */
  readonly dealing: boolean;
  /** Cuts the core. */
  readonly drug: boolean;
};

const REPORTS: readonly Category[] = ["drug_asb", "supply"];
const HARM: readonly Category[] = ["drug_find", "drug_harm"];
const OTHER: readonly Category[] = ["violence", "weapon", "robbery", "asb", "other"];
/** About drugs, and not made by searching. */
export const DEALING: readonly Category[] = [
  "supply",
  "production",
  "drug_asb",
  "drug_intelligence",
  "drug_find",
  "drug_harm",
];
const DRUG: readonly Category[] = [...DEALING, "drug_unsplit", "possession"];

/** @param record positions in `CATEGORIES` and `GENERATIONS`; whether it comes from a warrant, and has an address's key */
export function recordKind(record: {
  category: number;
  generation: number;
  warrant: boolean;
  keyed: boolean;
}): RecordKind {
  const category = CATEGORIES[record.category] ?? "other";
  const generation = GENERATIONS[record.generation];
  const isPublic = generation === "public_reported";
  return {
    report: isPublic && REPORTS.includes(category),
    supply: !isPublic && category === "supply" && !record.warrant && !record.keyed,
    harm: HARM.includes(category),
    intelligence: category === "drug_intelligence",
    other: isPublic && OTHER.includes(category),
    police: generation === "police_generated",
    dealing: DEALING.includes(category),
    drug: DRUG.includes(category),
  };
}
