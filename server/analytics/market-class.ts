import type { ClosedIndicators } from "./market-closed.ts";
import type { OpenIndicators, Status } from "./market-open.ts";

/*
 * From indicators to a class, by rules that can be read out in a meeting.
 *
 *   not enough evidence  fewer than three of the seven open indicators can be judged on this data,
 *                        or they can be, and show neither an open nor a closed market
 *   open                 public reports (a) and persistence (e) are met, the pattern in space and time (b) is met
 *                        where the data can show it, and four or more of the seven are met in all
 *   closed               three or more closed indicators, among them warrants or intelligence, and (a) is not met
 *   mixed                the same, and (a) is met
 *
 * (a) and (e) are asked for because a market that nobody sees or that comes and goes is not one to send a patrol to;
 * (b) because it is what tells a market from a street that is merely busy with users. Warrants or intelligence are asked
 * for because one neighbour who rings every week about one flat meets all the others.
 *
 * The order is by open indicators met, then by strength, then as given.
 *
 * Example: a, b, e and f met, one closed indicator: open.
 */

const FEWEST_AVAILABLE = 3;
const FEWEST_MET = 4;
const FEWEST_CLOSED = 3;

export type MarketClass = "open" | "closed" | "mixed" | "not_enough_evidence";

/** Which rule it follows from. */
export type ClassReason = "too_few_available" | "open_rule" | "closed_rule" | "both_rules" | "neither_rule";

export type Classified = {
  readonly class: MarketClass;
  readonly reason: ClassReason;
  readonly met: number;
  readonly available: number;
  readonly closedMet: number;
  readonly closedAvailable: number;
};

/** The class of one core. */
export function classifyMarket(open: OpenIndicators, closed: ClosedIndicators): Classified {
  const statuses = statusesOf(open);
  const closedStatuses = statusesOf(closed);
  const counted = {
    met: count(statuses, "met"),
    available: statuses.length - count(statuses, "not_in_this_data"),
    closedMet: count(closedStatuses, "met"),
    closedAvailable: closedStatuses.length - count(closedStatuses, "not_in_this_data"),
  };
  if (counted.available < FEWEST_AVAILABLE)
    return { class: "not_enough_evidence", reason: "too_few_available", ...counted };
  const reported = open.publicReports.status === "met";
  const dealingKnown = closed.warrants.status === "met" || closed.phoneLineIntelligence.status === "met";
  if (counted.closedMet >= FEWEST_CLOSED && dealingKnown) {
    return reported
      ? { class: "mixed", reason: "both_rules", ...counted }
      : { class: "closed", reason: "closed_rule", ...counted };
  }
  const patterned = open.tightAndRepeated.status !== "not_met";
  const stays = open.persistent.status === "met";
  if (reported && patterned && stays && counted.met >= FEWEST_MET)
    return { class: "open", reason: "open_rule", ...counted };
  return { class: "not_enough_evidence", reason: "neither_rule", ...counted };
}

/** Indices in the order of open indicators met, then of strength. @param ranked one entry per core */
export function orderMarkets(ranked: readonly { readonly met: number; readonly strength: number }[]): number[] {
  return [...ranked.keys()].sort((i, j) => {
    const [a, b] = [ranked[i]!, ranked[j]!];
    return b.met - a.met || b.strength - a.strength || i - j;
  });
}

function statusesOf(indicators: OpenIndicators | ClosedIndicators): Status[] {
  return Object.values(indicators).map(({ status }) => status);
}

function count(statuses: readonly Status[], wanted: Status): number {
  return statuses.filter((status) => status === wanted).length;
}
