import type { ZoneKind } from "../api/vocabulary.ts";
import type { ZoneRule } from "./zone-rules.ts";

export type ZoneConditions = {
  readonly kind: ZoneKind;
  readonly prohibitions: readonly string[];
  readonly requirements: readonly string[];
  readonly exemptions: readonly string[];
  readonly times: string | null;
};

/** What may be done in a zone, for the map (`short`) and for the panel (`summary`). */
export type ZonePowers = {
  readonly short: string;
  readonly summary: string[];
  readonly drugs: boolean;
  readonly note: "Summary, not authority to search; read the order.";
};

const SHORT: Readonly<Partial<Record<ZoneKind, string>>> = {
  dispersal: "direction to leave",
  closure_notice: "access prohibited as the notice says",
  closure_order: "access prohibited as the order says",
  section_60: "weapons searches only",
  cumulative_impact: "licensing only",
};
const DRUGS = /\bdrugs?\b|psychoactive|controlled substance|cannabis|nitrous/i;
const ALCOHOL = /alcohol|drink/i;
const SHORT_LENGTH = 90;

/** @param rules the rows that hold for it; their words on powers come first */
export function describePowers(zone: ZoneConditions, rules: readonly ZoneRule[]): ZonePowers {
  const drugs = namesDrugs(zone);
  const list = (head: string, items: readonly string[]) => (items.length === 0 ? [] : [`${head}: ${items.join("; ")}`]);
  return {
    short: shortOf(zone),
    summary: [
      ...new Set(rules.map((rule) => rule.powers)),
      ...list("Prohibited", zone.prohibitions),
      ...list("Required", zone.requirements),
      ...list("Exempt", zone.exemptions),
      ...(zone.times === null ? [] : [`Times: ${zone.times}`]),
      ...(zone.kind === "pspo" && !drugs ? ["The order names no drugs: nothing in it bears on them"] : []),
    ],
    drugs,
    note: "Summary, not authority to search; read the order.",
  };
}

/** Only an order's own words can bear on drugs; "alcohol and drugs" does, a section 60 does not. */
function namesDrugs({ prohibitions, requirements }: ZoneConditions): boolean {
  return [...prohibitions, ...requirements].some((words) => DRUGS.test(words));
}

function shortOf(zone: ZoneConditions): string {
  const own = [...zone.prohibitions, ...zone.requirements];
  const fixed = SHORT[zone.kind];
  if (fixed !== undefined) return fixed;
  if (zone.kind !== "pspo") return "no power comes with it";
  if (own.length === 0) return "prohibitions not recorded: read the order";
  if (own.every((words) => ALCOHOL.test(words)) && !namesDrugs(zone)) return "alcohol only";
  const text = own.map((words) => words.charAt(0).toLowerCase() + words.slice(1)).join("; ");
  return text.length <= SHORT_LENGTH ? `no ${text}` : `no ${text.slice(0, SHORT_LENGTH - 1)}…`;
}
