import type { VerdictCode } from "../analytics/verdict-rules.ts";

/** What the sentences are filled with. Shares as they are; counts of the windows. */
export type VerdictFacts = {
  readonly what: string;
  readonly target: {
    readonly before: number;
    readonly after: number;
    readonly change: number | null;
    readonly expectedChange: number | null;
    readonly expectedNet: number | null;
    readonly p: number | null;
    readonly m: number;
  };
  readonly zone: {
    readonly before: number;
    readonly after: number;
    readonly change: number | null;
    readonly expected: number | null;
    readonly p: number | null;
    readonly m: number;
  };
  readonly marked: readonly string[];
  readonly mde80: number | null;
};

type Sentence = (facts: VerdictFacts) => string;

/** One sentence for each rule. None of them may say that nothing happened, or that crime moved without both tests. */
const SENTENCES: Readonly<Record<VerdictCode, Sentence>> = {
  too_few_placebos: ({ target, what }) =>
    `No verdict on the target: only ${target.m} comparable places and dates without an operation are in this data, and 19 are needed. ${what} went from ${count(target.before)} to ${count(target.after)}${share(target.change)}.`,
  fell: ({ target, what }) =>
    `${what} in the target fell from ${count(target.before)} to ${count(target.after)} (${percent(target.change)}); ${expected(target)} Of ${places(target.m)} without an operation, ${asExtreme(target)} fell as far beyond what was to be expected of them (p = ${pValue(target.p)}).`,
  fall_not_shown: ({ target, what }) =>
    `${what} in the target went from ${count(target.before)} to ${count(target.after)} (${percent(target.change)}); ${expected(target)} Of ${places(target.m)} without an operation, ${asExtreme(target)} fell as far beyond what was to be expected of them (p = ${pValue(target.p)}), so this is not shown to be more than chance.`,
  did_not_fall: ({ target, what }) =>
    `${what} in the target did not fall: ${count(target.before)} before, ${count(target.after)} after${share(target.change)}.`,
  launched_on_a_peak: ({ target }) =>
    `It was launched on a peak: a fall of about ${plain(target.expectedNet)} was to be expected anyway${againstRise(target)}.`,
  zone_too_few_placebos: ({ zone }) =>
    `No verdict on the surroundings: only ${zone.m} comparable ones are in this data, and 19 are needed.`,
  zone_rose: ({ zone }) =>
    `The displacement zone (rings, border strips and receiving places) rose from ${count(zone.before)} to ${count(zone.after)} (${percent(zone.change)}), further beyond what was to be expected than ${moreThan(zone)} around ${places(zone.m)} without an operation (p = ${pValue(zone.p)}).`,
  zone_rise_not_shown: ({ zone }) =>
    `A rise of the displacement zone beyond what places without an operation show was not seen: ${count(zone.before)} before, ${count(zone.after)} after${share(zone.change)} (p = ${pValue(zone.p)}); small or scattered displacement would not be.`,
  zone_fell_too: () => "The surroundings fell too, also against the control: that direction is printed and not tested.",
  rows_marked: ({ marked }) => `It stands out at: ${marked.join("; ")}.`,
  rows_marked_alone: ({ marked }) =>
    `Though the zone as a whole is not shown to have risen, single parts of it stand out: ${marked.join("; ")}.`,
  nowhere_in_particular: () => "No single ring, strip or receiving place stands out.",
  fell_and_rose_nearby: () =>
    "Both tests together are what displacement would look like; they do not show that the same people or deals moved.",
  would_have_been_seen: ({ mde80 }) =>
    `A fall of ${plain(mde80)} or more would probably (4 in 5) have been seen; smaller ones would usually be missed.`,
  any_fall_may_be_missed: () =>
    "With so few incidents, or placebos so unsteady, even a fall of 95 % would usually be missed.",
};

/** The sentence of a rule. */
export function sayRule(code: VerdictCode, facts: VerdictFacts): string {
  return SENTENCES[code](facts);
}

/** "31 %", without a sign. */
export function plain(value: number | null): string {
  return value === null ? "an unknown share" : `${Math.round(Math.abs(value) * 100)} %`;
}

/** "−31 %", "+4 %". */
export function percent(value: number | null): string {
  if (value === null) return "no share";
  const rounded = Math.round(value * 100);
  return `${rounded < 0 ? "−" : rounded > 0 ? "+" : "±"}${Math.abs(rounded)} %`;
}

function share(value: number | null): string {
  return value === null ? "" : ` (${percent(value)})`;
}

function count(n: number): string {
  return n.toLocaleString("en-GB");
}

function pValue(p: number | null): string {
  return p === null ? "not known" : p < 0.001 ? "under 0.001" : p.toFixed(p < 0.1 ? 3 : 2);
}

function places(m: number): string {
  return `${m.toLocaleString("en-GB")} comparable places and dates`;
}

function expected({ expectedChange }: VerdictFacts["target"]): string {
  return expectedChange === null ? "" : `${percent(expectedChange)} was to be expected anyway.`;
}

/** The target's own expected change holds what the control did: where that outweighs the peak, the two numbers seem at odds. */
function againstRise({ expectedChange }: VerdictFacts["target"]): string {
  return expectedChange !== null && expectedChange >= 0 ? ", beside a control that rose" : "";
}

/** p = (1 + k)/(1 + m). */
function asExtreme({ p, m }: { p: number | null; m: number }): string {
  const k = p === null ? 0 : Math.round(p * (m + 1)) - 1;
  return count(k);
}

function moreThan(zone: { p: number | null; m: number }): string {
  const k = zone.p === null ? 0 : Math.round(zone.p * (zone.m + 1)) - 1;
  return k === 0 ? "every one" : `all but ${count(k)}`;
}
