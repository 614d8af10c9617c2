import type { OutcomeListBody } from "../../../../../server/api/types.ts";

const KINDS: Readonly<Record<OutcomeListBody["outcomes"][number]["kind"], string>> = {
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

export function kindWords(kind: keyof typeof KINDS): string {
  return KINDS[kind];
}
