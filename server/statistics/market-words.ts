import type { ClassReason } from "../analytics/market-class.ts";
import type { ClosedIndicators } from "../analytics/market-closed.ts";
import {
  type DaysSeen,
  type Indicator,
  NEAR_METRES,
  type OpenIndicators,
  type Pattern,
  type Persistent,
  type Refilled,
  type Reports,
} from "../analytics/market-open.ts";
import { TIGHT_METRES } from "../analytics/market-tightness.ts";
import type { RepeatedTimes } from "../analytics/market-times.ts";
import type { CLOSED_INDICATORS, OPEN_INDICATORS } from "../api/markets.ts";

/** An indicator as it is answered: what was found, what it is held against, and both in words. */
export type ToldIndicator<Code> = {
  code: Code;
  status: Indicator<unknown>["status"];
  value: number | null;
  comparison: number | null;
  says: string;
};

type ClosedEvidenceOf<Code extends keyof ClosedIndicators> = NonNullable<ClosedIndicators[Code]["evidence"]>;
type Told = { value: number; comparison: number | null; says: string };

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Why a core has its class. */
export const CLASS_WORDS: Readonly<Record<ClassReason, string>> = {
  too_few_available: "Fewer than three of the seven indicators can be judged on this data.",
  open_rule:
    "Public reports and persistence are met, so is the pattern in space and time where the data can show it, and four or more of the seven in all.",
  closed_rule:
    "Three or more indicators of a closed market are met, warrants or intelligence among them, and public reports are not.",
  both_rules:
    "Three or more indicators of a closed market are met, warrants or intelligence among them, and public reports too.",
  neither_rule: "The indicators that can be judged show neither an open nor a closed market.",
};

/** The seven indicators a … g in words. @param nearShare of the universe's cells, how many are as near to a named place */
export function tellOpen(
  open: OpenIndicators,
  nearShare: number | null,
): ToldIndicator<(typeof OPEN_INDICATORS)[number]>[] {
  return [
    told("public_reports", open.publicReports, tellReports, "Nobody says which reports the public made."),
    told("tight_and_repeated", open.tightAndRepeated, tellPattern, "The hours and weekdays of reports are not known."),
    told("public_supply", open.publicSupply, seen("supply offences in public"), "Supply is not told apart here."),
    told("finds_and_harm", open.findsAndHarm, seen("finds and overdoses"), "No finds or overdoses are recorded here."),
    told("persistent", open.persistent, tellMonths, "Nothing that would show it is known of all the last six months."),
    told("near_places", open.nearPlaces, nearness(nearShare), "No stations, centres or other places are named."),
    told("refills", open.refills, tellRefills, "No day of enforcement with eight weeks before and after it is in it."),
  ];
}

/** The indicators of a closed market in words. */
export function tellClosed(closed: ClosedIndicators): ToldIndicator<(typeof CLOSED_INDICATORS)[number]>[] {
  return [
    told("premises", closed.premises, tellPremises, "Addresses have no keys here."),
    told("warrants", closed.warrants, tellWarrants, "No warrant at a keyed address is recorded here."),
    told("few_callers", closed.fewCallers, tellCallers, "Nobody says which reports the public made."),
    told("no_fixed_hours", closed.noFixedHours, tellHours, "The hours of records are not known."),
    told("phone_line_intelligence", closed.phoneLineIntelligence, tellLines, "No drug intelligence is recorded here."),
  ];
}

function told<Code, Evidence>(
  code: Code,
  { status, evidence }: Indicator<Evidence>,
  tell: (evidence: Evidence) => Told,
  missing: string,
): ToldIndicator<Code> {
  if (evidence === null) return { code, status, value: null, comparison: null, says: `Not in this data. ${missing}` };
  return { code, status, ...tell(evidence) };
}

function tellMonths({ months, of }: Persistent): Told {
  return {
    ...{ value: months, comparison: 3 },
    says: `In ${months} of the last ${of} months there were two or more of reports, supply offences or finds; three are asked for.`,
  };
}

function nearness(nearShare: number | null): (evidence: { metres: number }) => Told {
  const usual = nearShare === null ? "" : `, as ${percent(nearShare)} of all cells are`;
  return ({ metres }) => ({
    ...{ value: metres, comparison: NEAR_METRES },
    says: `${metres} m from the nearest named place; ${NEAR_METRES} m is near${usual}.`,
  });
}

function tellPremises({ busiest, n }: ClosedEvidenceOf<"premises">): Told {
  return {
    ...{ value: busiest, comparison: Math.max(5, Math.ceil(n / 2)) },
    says: `${busiest} of ${n} drug records are at one address; half of them, and five, are asked for.`,
  };
}

function tellWarrants({ warrants }: ClosedEvidenceOf<"warrants">): Told {
  return {
    ...{ value: warrants, comparison: 1 },
    says: `${count(warrants, "warrant")} at an address that has other drug records; one is asked for.`,
  };
}

function tellCallers({ places, reports, records }: ClosedEvidenceOf<"fewCallers">): Told {
  return {
    ...{ value: reports, comparison: records },
    says: `${count(reports, "public report")} from ${count(places, "known place")}, among ${count(records, "drug record")}; two places or fewer, or less than one a month, is few.`,
  };
}

function tellLines({ n, expected, reports }: ClosedEvidenceOf<"phoneLineIntelligence">): Told {
  return {
    ...{ value: n, comparison: round(expected) },
    says: `${count(n, "record")} of intelligence, ${about(expected)} expected; ${count(reports, "public report")} beside them.`,
  };
}

function tellReports({ n, months, excess, spread }: Reports): Told {
  const by = excess.yardstick === "hectares" ? "hectare for hectare" : "from what else is reported here";
  const spreads =
    spread === null
      ? "how many places they are about is not known"
      : `about ${count(spread.places, "place")}, the busiest with ${percent(spread.busiestShare)}`;
  return {
    ...{ value: n, comparison: round(excess.expected) },
    says: `${count(n, "public report")} in ${Math.round(10 * months) / 10} months, each place and day once; ${about(excess.expected)} expected ${by}; ${spreads}.`,
  };
}

function tellPattern({ radius, hours, weekdays }: Pattern): Told {
  const best = clearest(hours, weekdays);
  const space =
    radius === null ? "no reports" : `half of the reports within ${Math.round(radius)} m (${TIGHT_METRES} m is tight)`;
  return {
    ...{ value: round(best?.share ?? 0), comparison: best === null ? null : round(best.elsewhere) },
    says: `${capital(space)}; ${tellTimes(hours, weekdays)}.`,
  };
}

function tellHours({ n, hours, weekdays }: ClosedEvidenceOf<"noFixedHours">): Told {
  const best = clearest(hours, weekdays);
  return {
    ...{ value: round(best?.share ?? 0), comparison: best === null ? null : round(best.elsewhere) },
    says: `${count(n, "drug record")}; ${tellTimes(hours, weekdays)}.`,
  };
}

function tellTimes(hours: RepeatedTimes | null, weekdays: RepeatedTimes | null): string {
  if (hours === null && weekdays === null) return "fewer than ten of known time";
  const parts: string[] = [];
  if (hours !== null) {
    const first = hours.block[0] ?? 0;
    parts.push(`${percent(hours.share)} between ${first} and ${(first + 6) % 24} o'clock ${elsewhere(hours)}`);
  }
  if (weekdays !== null) {
    const days = weekdays.block.map((day) => WEEKDAYS[day]).join(", ");
    parts.push(`${percent(weekdays.share)} on ${days} ${elsewhere(weekdays)}`);
  }
  return parts.join("; ");
}

function elsewhere({ elsewhere: share, repeated }: RepeatedTimes): string {
  return `(${percent(share)} in the rest of the city: ${repeated ? "repeated" : "not clearly more"})`;
}

function clearest(hours: RepeatedTimes | null, weekdays: RepeatedTimes | null): RepeatedTimes | null {
  if (hours === null || weekdays === null) return hours ?? weekdays;
  return weekdays.share - weekdays.elsewhere > hours.share - hours.elsewhere ? weekdays : hours;
}

function seen(what: string): (evidence: DaysSeen) => Told {
  return ({ n, days, excess }) => ({
    ...{ value: days, comparison: round(excess.expected) },
    says: `${n} ${what} on ${count(days, "day")}; ${about(excess.expected)} expected ${excess.yardstick === "hectares" ? "hectare for hectare" : "from what else is reported here"}; three days are asked for.`,
  });
}

function tellRefills({ judged, refilled }: Refilled): Told {
  const each = judged.map(
    ({ before, firstTwoWeeks, weeksFiveToEight }) =>
      `${before} reports in the eight weeks before, ${firstTwoWeeks} in the first two weeks after, ${weeksFiveToEight} in weeks five to eight`,
  );
  return {
    ...{ value: refilled, comparison: judged.length },
    says: `Back within eight weeks after ${refilled} of ${count(judged.length, "day")} of enforcement: ${each.join("; ")}.`,
  };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** As exact as an expectation is worth saying: 154, 3.6, 0.04. */
function about(value: number): string {
  if (value >= 9.95) return String(Math.round(value));
  return value >= 0.1 ? value.toFixed(1) : String(round(value));
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
