import type { EvaluationResultBody } from "../../../server/api/types.ts";

type Verdict = Pick<EvaluationResultBody["verdict"], "rules">;

/** A verdict as a page or a wall shows it: what leads, what was tested, what would have been seen, what only describes. */
export type VerdictParts = {
  /** One sentence on the target, one on its surroundings. */
  readonly headline: readonly [string, string];
  readonly tested: readonly string[];
  readonly seen: string | null;
  readonly described: readonly string[];
};

/** Rules of which the first that holds says what the target did; none of them claims success. */
const TARGET: readonly (readonly [code: string, words: string])[] = [
  ["too_few_placebos", "No verdict on the target."],
  ["fell", "The target fell beyond what was to be expected."],
  ["fall_not_shown", "A fall of the target beyond what was to be expected is not shown."],
  ["did_not_fall", "The target did not fall."],
];
const ON_A_PEAK = "Launched on a peak: part of any fall was to be expected anyway.";
const SURROUNDINGS: readonly (readonly [code: string, words: string])[] = [
  ["zone_too_few_placebos", "No verdict on its surroundings."],
  ["zone_rose", "Its surroundings rose beyond what placebos do."],
  ["rows_marked_alone", "Single places nearby stand out."],
  ["zone_rise_not_shown", "A rise nearby beyond what placebos do is not shown."],
];
const SEEN = ["would_have_been_seen", "any_fall_may_be_missed"];
const DESCRIBED = [
  ...["over_time", "hours_shifted", "in_step_with_searching", "not_accounted_for_by_searching_alone", "agreement"],
];

export function verdictParts({ rules }: Verdict): VerdictParts {
  const codes = new Set(rules.map(({ code }) => code));
  const first = (words: typeof TARGET) => words.find(([code]) => codes.has(code))?.[1] ?? "No verdict.";
  // A peak is said before anything else: it is what must not be celebrated.
  const target =
    codes.has("launched_on_a_peak") && !codes.has("fell") ? `${ON_A_PEAK} ${first(TARGET)}` : first(TARGET);
  const texts = (chosen: (code: string) => boolean) => rules.filter(({ code }) => chosen(code)).map(({ text }) => text);
  return {
    headline: [
      codes.has("launched_on_a_peak") && codes.has("fell") ? `${target} ${ON_A_PEAK}` : target,
      first(SURROUNDINGS),
    ],
    tested: texts((code) => !SEEN.includes(code) && !DESCRIBED.includes(code)),
    seen: texts((code) => SEEN.includes(code)).join(" ") || null,
    described: texts((code) => DESCRIBED.includes(code)),
  };
}
