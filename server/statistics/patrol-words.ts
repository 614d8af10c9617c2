import type { Category } from "../api/vocabulary.ts";
import { recordsOf } from "./evidence-words.ts";
import { NO_HOURS } from "./patrol-hours.ts";
import { RADIUS_METRES } from "./plan-patrol.ts";

/** How long and how often. Koper, C. S. (1995), Just enough police presence, Justice Quarterly 12(4), 649–672. */
export const VISIT = { minMinutes: 11, maxMinutes: 15, everyHours: 2, source: "Koper 1995" };

const MIDDLE_VISIT_MINUTES = 13;
const WALK_METRES_A_MINUTE = 80;
/** Two hours on the way and not at a stop: nobody walks that. */
const LONGEST_WALK_MINUTES = 120;

export type Round = { readonly minutes: number | null; readonly patrols: number | null };

/** How long one round takes, at least, and how many patrols keep every stop visited every two hours; null where nobody would walk it. */
export function roundOf(stops: number, metres: number): Round {
  const walk = metres / WALK_METRES_A_MINUTE;
  if (walk > LONGEST_WALK_MINUTES) return { minutes: null, patrols: null };
  const minutes = Math.round(stops * MIDDLE_VISIT_MINUTES + walk);
  return { minutes, patrols: Math.ceil(minutes / (VISIT.everyHours * 60)) };
}

type Here = {
  readonly n: number;
  readonly weeks: number;
  readonly category: readonly Category[];
  readonly from: string;
  readonly to: string;
};

/** Why just here, in the target. */
export function whyHere({ n, weeks, ...counted }: Here): string {
  return `${recordsOf(n, counted)} within ${RADIUS_METRES} m: about ${(n / weeks).toFixed(1)} a week.`;
}

export type PatrolFacts = {
  readonly synthetic: boolean;
  readonly unsplit: boolean;
  readonly snapped: boolean;
  readonly stops: readonly {
    readonly noHours: string | null;
    readonly target: { readonly status: string };
    readonly defaultPoints: readonly unknown[];
  }[];
  readonly round: Round;
  readonly metres: number;
};

/** What to know before acting on the sheet, the most important first. */
export function cautionsOf(facts: PatrolFacts): string[] {
  const { stops, round } = facts;
  const open = stops.filter(({ target }) => target.status === "proposed").length;
  const said = [
    facts.synthetic ? "Synthetic data: not real places’ crime." : null,
    open > 0 ? `${open} of ${stops.length} stops lie in targets that are proposed, not yet approved.` : null,
    stops.length > 0 && stops.every(({ noHours }) => noHours === NO_HOURS)
      ? "No hours in this data: times are known to the month only."
      : null,
    round.minutes === null && stops.length > 0
      ? `Too far apart to be walked (${(facts.metres / 1_000).toFixed(1)} km): make a sheet for each neighbourhood.`
      : null,
    stops.length > 0 ? "Metres are as the crow flies; streets are longer, and the river has few bridges." : null,
    facts.unsplit
      ? "Drug offences are not split: about nine in ten are possession, so a stop is largely where police searched."
      : null,
    facts.snapped ? "Points are approximate: the source moved them to shared places." : null,
    stops.some(({ defaultPoints }) => defaultPoints.length > 0)
      ? "Records put at a station or custody suite by default did not draw a stop unless there was nothing else."
      : null,
  ];
  return said.filter((words) => words !== null);
}
