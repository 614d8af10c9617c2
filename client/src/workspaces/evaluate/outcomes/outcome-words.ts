import { OUTCOME_KINDS, OUTCOME_UNITS, type OutcomeKind } from "../../../../../server/api/vocabulary.ts";

const KINDS: Readonly<Record<OutcomeKind, string>> = {
  warrant: "Warrants",
  arrest_possession: "Arrests for possession",
  arrest_supply: "Arrests for supply",
  person_charged: "Persons charged",
  charge: "Charges",
  judicial_disposal: "Judicial disposals",
  search: "Searches",
  seizure: "Seizures",
  weapon: "Weapons",
  referral: "Referrals",
  premises_secured: "Premises secured",
  letter_to_neighbours: "Letters to neighbours",
};

export const KIND_OPTIONS: readonly { readonly value: string; readonly label: string }[] = OUTCOME_KINDS.map(
  (value) => ({
    value,
    label: KINDS[value],
  }),
);

export function kindWords(kind: OutcomeKind): string {
  return KINDS[kind];
}

/** What a kind is counted in, its own unit first. */
export function unitsOf(kind: OutcomeKind): readonly string[] {
  return OUTCOME_UNITS[kind];
}

/** The kind that a text names; the first where it names none. */
export function kindNamed(text: string): OutcomeKind {
  return OUTCOME_KINDS.find((kind) => kind === text) ?? "warrant";
}
