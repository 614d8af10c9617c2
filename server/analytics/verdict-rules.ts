/*
 * What may be said, and when: every sentence of a verdict has a rule, and every rule is one condition on numbers.
 *
 * The two primary tests decide what fell and what rose; rows say where, and only marked ones. Everything else
 * qualifies. The direction that is not tested is printed and never a verdict. Nothing here can say that nothing
 * happened: a test that finds nothing is followed by what it would have found.
 *
 *     too_few_placebos        m < 19: no p can reach 5 %, so there is no verdict on the target
 *     fell                    it fell, and the target's placebo p ≤ 5 %
 *     fall_not_shown          it fell, p > 5 %
 *     did_not_fall            it did not fall
 *     launched_on_a_peak      the expected change, net of the control, is below −10 %
 *     zone_too_few_placebos   the same for the displacement zone
 *     zone_rose               the zone's placebo p ≤ 5 %
 *     zone_rise_not_shown     p > 5 %
 *     zone_fell_too           the zone's count fell, by itself and against the control: printed, not tested
 *     rows_marked             rows with adjusted p ≤ 5 %, while the zone rose
 *     rows_marked_alone       such rows, while the zone's rise was not shown
 *     nowhere_in_particular   the zone rose and no row is marked
 *     fell_and_rose_nearby    both primary tests: the only one that may speak of displacement
 *     would_have_been_seen    always where there are placebos enough: the smallest fall that would probably have been seen
 *     any_fall_may_be_missed      even a fall of 95 % would usually be missed
 *
 * Example: p 0.03, expected −4 %, zone p 0.002, two rows marked: leading code fell_and_rose_nearby.
 */

export type VerdictNumbers = {
  readonly target: {
    readonly change: number | null;
    /** Net of the control. */
    readonly expectedNet: number | null;
    /** null: too few placebos. */
    readonly p: number | null;
  };
  readonly zone: {
    readonly before: number;
    readonly after: number;
    readonly byControl: number | null;
    readonly p: number | null;
  };
  readonly markedRows: number;
  readonly mde80: number | null;
};

export const VERDICT_CODES = [
  "too_few_placebos",
  "fell",
  "fall_not_shown",
  "did_not_fall",
  "launched_on_a_peak",
  "zone_too_few_placebos",
  "zone_rose",
  "zone_rise_not_shown",
  "zone_fell_too",
  "rows_marked",
  "rows_marked_alone",
  "nowhere_in_particular",
  "fell_and_rose_nearby",
  "would_have_been_seen",
  "any_fall_may_be_missed",
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

const LEVEL = 0.05;
const PEAK = -0.1;

/** Every rule that holds, in the order in which they are said. */
export function verdictRules(numbers: VerdictNumbers): VerdictCode[] {
  const { target, zone, markedRows, mde80 } = numbers;
  const down = (target.change ?? 0) < 0;
  const fell = down && target.p !== null && target.p <= LEVEL;
  const rose = zone.p !== null && zone.p <= LEVEL;
  const went = down ? "fall_not_shown" : "did_not_fall";
  const codes: VerdictCode[] = [target.p === null ? "too_few_placebos" : fell ? "fell" : went];
  if (target.p !== null && target.expectedNet !== null && target.expectedNet < PEAK) codes.push("launched_on_a_peak");
  codes.push(zone.p === null ? "zone_too_few_placebos" : rose ? "zone_rose" : "zone_rise_not_shown");
  if (!rose && zone.after < zone.before && zone.byControl !== null && zone.after < zone.byControl)
    codes.push("zone_fell_too");
  if (markedRows > 0) codes.push(rose ? "rows_marked" : "rows_marked_alone");
  else if (rose) codes.push("nowhere_in_particular");
  if (fell && rose) codes.push("fell_and_rose_nearby");
  if (target.p !== null) codes.push(mde80 === null ? "any_fall_may_be_missed" : "would_have_been_seen");
  return codes;
}

/** The rule that a verdict is named after. */
export function leadingCode(codes: readonly VerdictCode[]): VerdictCode {
  const order: readonly VerdictCode[] = ["too_few_placebos", "fell_and_rose_nearby", "fell", "launched_on_a_peak"];
  return order.find((code) => codes.includes(code)) ?? codes[0] ?? "too_few_placebos";
}
