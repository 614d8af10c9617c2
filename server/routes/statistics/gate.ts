import type { Static } from "typebox";
import type { GateReasonCode, GateSchema } from "../../api/method.ts";
import type { RecordingBreak } from "../../ingest/recording-breaks.ts";
import { breaksWithin, wordsOf } from "../filter/breaks-in-scope.ts";
import type { Frame } from "./resolve-frame.ts";
import { biasFacts } from "./window-facts.ts";

export type Gate = Static<typeof GateSchema>;

const MESSAGES: Readonly<Record<GateReasonCode, string>> = {
  too_few_incidents:
    "No class because fewer than 30 incidents lie in the universe and window: any pair of them would look hot.",
  no_variation: "No class because every cell has the same count: there is nothing to compare with.",
  disk_covers_universe:
    "No class because the disk round some cell is the whole universe. Ask for a smaller ring or a larger universe.",
  fewer_than_twelve_months: "No class because the test needs the 12 months that end with the window.",
  too_few_months: "No answer because the data does not reach back far enough.",
  resolution_finer_than_points:
    "No class because the source moved its points to shared places: cells of resolution 10 are finer than what is known of them. Ask for resolution 9 or coarser.",
  window_not_whole_months: "No class because the window is not whole months.",
  no_searches: "No ratio because a period has no search, or neither has a find.",
  not_in_this_data: "No answer because it is not in this data.",
  crosses_recording_break: "No class because the months that are compared lie on both sides of a change in recording.",
};

/** Why there is no class, in words. @param detail what exactly is missing */
export function gateOf(reason: GateReasonCode, detail?: string): NonNullable<Gate> {
  return { reason, message: detail === undefined ? MESSAGES[reason] : `${MESSAGES[reason]} ${detail}` };
}

/** Where points are known to shared places only, cells finer than resolution 9 would be classes of rounding. */
export function finenessGate({ dataset, filter, universe }: Frame): Gate {
  const tooFine = universe.res > 9 && biasFacts(dataset.facts, filter, dataset.synthetic).snapped;
  return tooFine ? gateOf("resolution_finer_than_points") : null;
}

/** Where months that the question implies, not the window that was asked for, lie on both sides of a recording break. */
export function breakGate(breaks: readonly RecordingBreak[], window: { from: string; to: string }): Gate {
  const [crossed] = breaksWithin(breaks, window);
  return crossed === undefined ? null : gateOf("crosses_recording_break", wordsOf(crossed));
}
