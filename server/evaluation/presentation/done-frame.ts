import type { OutcomeKind } from "../../api/vocabulary.ts";
import type { Frame, Notes, PresentationFacts } from "./facts.ts";
import { countWords, numberWord, spanWords } from "./words.ts";

/**
 * Kinds that may stand on the wall, the first eight that are there. Premises secured and letters to neighbours never do:
 * few of them say which house it was. Charges and disposals count the same people again, and stay in the notes.
 */
const ON_THE_WALL = [
  ["warrant", "warrants"],
  ["arrest_supply", "arrests for supply"],
  ["arrest_possession", "arrests for possession"],
  ["person_charged", "people charged"],
  ["search", "searches"],
  ["seizure", "seizures"],
  ["weapon", "weapons"],
  ["referral", "referrals to treatment"],
] as const satisfies readonly (readonly [OutcomeKind, string])[];

const IN_THE_NOTES = ["charge", "judicial_disposal"] as const satisfies readonly OutcomeKind[];

/**
 * Frame 2: when, in how many phases, and what was recorded as done; kinds and units never added to each other. Phases by number
 * and dates: a name such as "test purchases" tells how the police work.
 */
export function doneFrame({ operation: { phases }, totals }: PresentationFacts): Frame {
  const tallies = ON_THE_WALL.flatMap(([kind, label]) =>
    totals
      .filter((total) => total.kind === kind)
      .map(({ unit, quantity }) => ({ label: measured(kind, unit) ? `${label}, ${unit}` : label, n: quantity })),
  );
  const from = phases.map((phase) => phase.from).sort()[0] ?? "";
  const to =
    phases
      .map((phase) => phase.to)
      .sort()
      .at(-1) ?? "";
  return {
    key: "done",
    title: "What was done",
    headline: phases.length === 1 ? "One phase" : `${numberWord(phases.length)} phases`,
    lines: [
      `${spanWords(from, to)}.`,
      tallies.length === 0 ? "No activity is recorded." : "Each figure stands for itself: they are not added up.",
    ],
    accent: null,
    picture: {
      kind: "ledger",
      phases: phases.map(({ from, to }, at) => ({ name: `Phase ${at + 1}`, from, to })),
      tallies: tallies.slice(0, ON_THE_WALL.length),
    },
  };
}

export function doneNotes({ totals }: PresentationFacts, countingRule: string): Notes {
  const again = totals
    .filter(({ kind }) => IN_THE_NOTES.some((known) => known === kind))
    .map(({ unit, quantity }) => `${countWords(quantity)} ${unit}`);
  return [
    "Phases stand on the wall by number and dates alone: what they are called can give a tactic away.",
    ...(again.length === 0 ? [] : [`Not on the wall, because it counts the same people again: ${again.join(", ")}.`]),
    "Premises secured and letters to neighbours stay off the wall.",
    countingRule,
  ];
}

/** Seizures are counted, or weighed. */
function measured(kind: OutcomeKind, unit: string): boolean {
  return kind === "seizure" && unit !== "seizures";
}
