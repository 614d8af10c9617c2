import type { ZoneKind, ZoneRank } from "../api/vocabulary.ts";
import { londonDay } from "../ingest/london-time.ts";
import { addDuration, type Duration, sayDuration, sayMoment } from "./moment.ts";
import { admits, sayRank, sayRanks } from "./zone-ranks.ts";

/** One dated row of what the law allows for a kind of zone. Lists are empty and limits null where there is no limit. */
export type ZoneRule = {
  readonly kind: ZoneKind;
  /** The least rank, or the bodies, that may make it; empty = anybody: no power comes with it. */
  readonly who: readonly ZoneRank[];
  readonly maximum: Duration | null;
  /** Longest single extension; null = it cannot be extended. */
  readonly extension: Duration | null;
  readonly extensionWho: readonly ZoneRank[];
  /** How often it may be extended; null = as often as is needed. */
  readonly extensions: number | null;
  /** From its start to its end, extensions included. */
  readonly total: Duration | null;
  /** Where it may be varied; null = it cannot be. */
  readonly variation: string | null;
  /** Fields it cannot be made without, and those it should record. */
  readonly needs: readonly PaperField[];
  readonly records: readonly PaperField[];
  readonly reference: string;
  readonly authority: string;
  readonly powers: string;
  readonly source: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly checkedOn: string | null;
};

export const PAPER_FIELDS = ["grounds", "consultation", "publication"] as const;
export type PaperField = (typeof PAPER_FIELDS)[number];

/** What is wrong and in which field, naming the rule. */
export type Fault = { readonly field: string; readonly message: string };

const KIND_NAMES: Readonly<Record<ZoneKind, string>> = {
  pspo: "Public spaces protection order",
  dispersal: "Dispersal authorisation",
  closure_notice: "Closure notice",
  closure_order: "Closure order",
  section_60: "Section 60 authorisation",
  cumulative_impact: "Cumulative impact area",
  school_vicinity: "School vicinity",
  event_footprint: "Event footprint",
  patrol_hot_spot: "Patrol hot spot",
  clear_hold_build: "Clear, hold, build area",
  target_area: "Target area",
};

/** The rows for a kind that hold on the day of an instant, in London. */
export function rulesOn(rules: readonly ZoneRule[], kind: ZoneKind, instant: number): ZoneRule[] {
  const day = londonDay(instant);
  return rules.filter(
    (rule) =>
      rule.kind === kind &&
      (rule.validFrom === null || day >= rule.validFrom) &&
      (rule.validTo === null || day < rule.validTo),
  );
}

/** The rule in words: "Dispersal authorisation: at most 48 hours; by inspector or above …". */
export function sayRule(rule: ZoneRule): string {
  const parts = [
    rule.maximum === null ? "no maximum" : `at most ${sayDuration(rule.maximum)}`,
    rule.authority,
    rule.extension === null
      ? rule.who.length === 0
        ? null
        : "cannot be extended"
      : `extended by at most ${sayDuration(rule.extension)} before its end`,
    rule.total === null || rule.extension === null ? null : `${sayDuration(rule.total)} in all`,
  ];
  return `${KIND_NAMES[rule.kind]}: ${parts.filter((part) => part !== null).join("; ")} (${rule.reference})`;
}

export type MadeZone = {
  readonly kind: ZoneKind;
  readonly rank: ZoneRank | null;
  /** Where the order it belongs to began, from which the maximum counts. */
  readonly from: number;
  readonly to: number | null;
} & { readonly [field in PaperField]: string | null };

/**
 * What stands against a zone as it is made: rank, length, papers. Of several rows one that allows it is enough.
 * @returns null when nothing does
 */
export function faultOfMade(rules: readonly ZoneRule[], zone: MadeZone): Fault | null {
  const rows = rulesOn(rules, zone.kind, zone.from);
  if (rows.length === 0) {
    const message = `effectiveFrom: no rule for a ${KIND_NAMES[zone.kind]} is known on ${sayMoment(zone.from)}.`;
    return { field: "effectiveFrom", message };
  }
  return firstAllowing(
    rows,
    (rule) => rankFault(rule, rule.who, zone.rank) ?? termFault(rule, zone) ?? paperFault(rule, zone),
  );
}

/** What a real order should make its reader look twice at: kept all the same. */
export function warningsOf(rules: readonly ZoneRule[], zone: MadeZone): string[] {
  const fault = faultOfMade(rules, zone);
  const [rule] = rulesOn(rules, zone.kind, zone.from);
  const unrecorded = (rule?.records ?? []).filter((field) => zone[field] === null);
  return [
    ...(fault === null ? [] : [fault.message]),
    ...unrecorded.map((field) => `The ${field} of this order is not recorded.`),
  ];
}

export type ZoneTerm = MadeZone & {
  readonly ended: "discharged" | "superseded" | null;
  readonly extensionsSoFar: number;
};
export type Extension = { readonly until: number; readonly decidedAt: number; readonly rank: ZoneRank | null };

/** What stands against an extension: its time, its author, its length. @returns null when nothing does */
export function faultOfExtension(rules: readonly ZoneRule[], zone: ZoneTerm, extension: Extension): Fault | null {
  const name = KIND_NAMES[zone.kind];
  const end = zone.to;
  if (end === null) return { field: "until", message: "until: the zone has no end that could be extended." };
  if (zone.ended !== null)
    return { field: "until", message: `until: the zone was ${zone.ended} on ${sayMoment(end)}.` };
  if (extension.until <= end) {
    return { field: "until", message: `until must be later than its present end, ${sayMoment(end)}.` };
  }
  if (extension.decidedAt >= end) {
    const message = `decidedAt: a ${name} is extended before its end; it ended on ${sayMoment(end)}. Make a new one.`;
    return { field: "decidedAt", message };
  }
  const rows = rulesOn(rules, zone.kind, zone.from);
  return firstAllowing(rows, (rule) => extensionFault(rule, zone, extension, end));
}

/** Whether the kind may be varied while it runs. */
export function faultOfVariation(rules: readonly ZoneRule[], zone: ZoneTerm, from: number): Fault | null {
  const within = from > zone.from && (zone.to === null || from < zone.to);
  if (zone.ended !== null || !within) {
    const message = `from must lie within the zone's own time, after ${sayMoment(zone.from)}${zone.to === null ? "" : ` and before ${sayMoment(zone.to)}`}.`;
    return { field: "from", message };
  }
  const rows = rulesOn(rules, zone.kind, zone.from);
  if (rows.length === 0 || rows.some((rule) => rule.variation !== null)) return null;
  const message = `kind: a ${KIND_NAMES[zone.kind]} cannot be varied (${rows[0]?.reference}); supersede it by a new one.`;
  return { field: "kind", message };
}

function extensionFault(rule: ZoneRule, zone: ZoneTerm, { until, rank }: Extension, end: number): Fault | null {
  if (rule.who.length === 0) return null;
  if (rule.extension === null) return { field: "until", message: `until: ${sayRule(rule)}.` };
  const rankWrong = rankFault(rule, rule.extensionWho, rank);
  if (rankWrong !== null) return rankWrong;
  if (rule.extensions !== null && zone.extensionsSoFar >= rule.extensions) {
    return {
      field: "until",
      message: `until: it has been extended ${zone.extensionsSoFar} times already; ${sayRule(rule)}.`,
    };
  }
  const latest = Math.min(
    addDuration(end, rule.extension),
    rule.total === null ? Number.POSITIVE_INFINITY : addDuration(zone.from, rule.total),
  );
  if (until <= latest) return null;
  return { field: "until", message: `until may be ${sayMoment(latest)} at the latest: ${sayRule(rule)}.` };
}

function rankFault(rule: ZoneRule, who: readonly ZoneRank[], rank: ZoneRank | null): Fault | null {
  if (who.length === 0) return null;
  if (rank === null)
    return { field: "rank", message: `rank is missing: say who authorised it, ${sayRanks(who)}. ${sayRule(rule)}.` };
  if (admits(who, rank)) return null;
  return { field: "rank", message: `rank: ${sayRank(rank)} may not; it takes ${sayRanks(who)}. ${sayRule(rule)}.` };
}

function termFault(rule: ZoneRule, { from, to }: MadeZone): Fault | null {
  if (rule.maximum === null) return null;
  const latest = addDuration(from, rule.maximum);
  if (to === null) {
    return {
      field: "effectiveTo",
      message: `effectiveTo is missing: it may be ${sayMoment(latest)} at the latest. ${sayRule(rule)}.`,
    };
  }
  if (to <= latest) return null;
  return { field: "effectiveTo", message: `effectiveTo may be ${sayMoment(latest)} at the latest: ${sayRule(rule)}.` };
}

function paperFault(rule: ZoneRule, zone: MadeZone): Fault | null {
  const missing = rule.needs.find((field) => zone[field] === null);
  return missing === undefined ? null : { field: missing, message: `${missing} is missing: ${sayRule(rule)}.` };
}

/** The fault of the row that comes nearest to allowing it, which is the last: rows go from the lowest rank to the highest. */
function firstAllowing(rows: readonly ZoneRule[], faultOf: (rule: ZoneRule) => Fault | null): Fault | null {
  let last: Fault | null = null;
  for (const rule of rows) {
    const fault = faultOf(rule);
    if (fault === null) return null;
    // A row that is closed to the rank says less than one that is open to it.
    if (last === null || last.field === "rank") last = fault;
  }
  return last;
}
