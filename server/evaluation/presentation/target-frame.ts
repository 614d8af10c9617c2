import { describeIndicator } from "../indicators.ts";
import { percent, plain } from "../verdict-words.ts";
import { type Frame, holds, type Notes, type PresentationFacts, saying } from "./facts.ts";
import { lengthWords } from "./where-frame.ts";
import { countWords, ofPlaces } from "./words.ts";

/** Frame 3: what happened in the target, against what was to be expected anyway. */
export function targetFrame(facts: PresentationFacts): Frame {
  const { design, target, placebo } = facts.result;
  const { before, after, expected } = target;
  return {
    key: "target",
    title: "The target",
    headline: headlineOf(facts),
    lines: [
      `${describeIndicator(design.indicator).label}, ${lengthWords(facts)} before and after.`,
      `${countWords(before)} to ${countWords(after)}${target.change === null ? "" : `: ${percent(target.change)}`}.`,
      ...(target.expectedChange === null ? [] : [`To be expected anyway: ${percent(target.expectedChange)}.`]),
    ],
    accent: target.pPlacebo === null ? null : `${ofPlaces(target.pPlacebo, placebo.m)} comparable places fell as far.`,
    picture: {
      kind: "bars",
      bars: [
        { label: "Before", n: before, tone: "before" },
        ...(expected === null ? [] : [{ label: "Expected", n: expected, tone: "expected" as const }]),
        { label: "After", n: after, tone: "after" },
      ],
    },
  };
}

function headlineOf({ result }: PresentationFacts): string {
  const peak = holds(result, "launched_on_a_peak");
  if (holds(result, "too_few_placebos")) return "No verdict: too little to compare with";
  if (holds(result, "fell"))
    return peak
      ? `It fell, by more than the ${plain(result.target.expectedNet)} that the peak explains`
      : "It fell, beyond what was to be expected";
  if (peak) return `Launched on a peak: a fall of ${plain(result.target.expectedNet)} was coming anyway`;
  return holds(result, "fall_not_shown") ? "A fall, not shown to be more than chance" : "It did not fall";
}

export function targetNotes({ result }: PresentationFacts): Notes {
  return saying(result, [
    ...["too_few_placebos", "fell", "fall_not_shown", "did_not_fall", "launched_on_a_peak", "over_time"],
    ...["in_step_with_searching", "not_accounted_for_by_searching_alone"],
  ]);
}
