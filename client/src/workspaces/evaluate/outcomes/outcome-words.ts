import type { OutcomeListBody, OutcomeUnits } from "../../../../../server/api/types.ts";

export type OutcomeKind = OutcomeListBody["outcomes"][number]["kind"];

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

/** What each kind is counted in, its own unit first; held to the contract's own list by its type. */
const UNITS: OutcomeUnits = {
  warrant: ["warrants"],
  arrest_possession: ["arrests"],
  arrest_supply: ["arrests"],
  person_charged: ["persons"],
  charge: ["charges"],
  judicial_disposal: ["disposals"],
  search: ["searches"],
  seizure: ["seizures", "grams", "wraps", "tablets", "plants", "pounds"],
  weapon: ["weapons"],
  referral: ["persons"],
  premises_secured: ["premises"],
  letter_to_neighbours: ["letters"],
};

export const KIND_OPTIONS: readonly { readonly value: string; readonly label: string }[] = Object.entries(KINDS).map(
  ([value, label]) => ({ value, label }),
);

export function kindWords(kind: OutcomeKind): string {
  return KINDS[kind];
}

export function unitsOf(kind: OutcomeKind): readonly string[] {
  return UNITS[kind];
}

/** The kind that a text names; the first where it names none. */
export function kindNamed(text: string): OutcomeKind {
  return isKind(text) ? text : "warrant";
}

function isKind(text: string): text is OutcomeKind {
  return Object.hasOwn(KINDS, text);
}
