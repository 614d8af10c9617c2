import { HATCHES } from "../../../layers/hatch.ts";
import type { MapClass } from "./classed.ts";

/** The eight hot patterns, what calls for action first, and none. Neighbours in hue differ in pattern, too. */
export const EMERGING_CLASSES: readonly (MapClass & { readonly meaning: string })[] = [
  { label: "new", colour: "#ffb000", hatch: HATCHES.plain, meaning: "hot in the last month, never before" },
  {
    label: "consecutive",
    colour: "#e8782f",
    hatch: HATCHES.plain,
    meaning: "hot without a break up to now, not before",
  },
  { label: "intensifying", colour: "#4b1d4a", hatch: HATCHES.plain, meaning: "hot nearly always, and rising" },
  { label: "persistent", colour: "#a3215c", hatch: HATCHES.plain, meaning: "hot nearly always, no trend" },
  { label: "diminishing", colour: "#a3215c", hatch: HATCHES.bars, meaning: "hot nearly always, and falling" },
  { label: "sporadic", colour: "#f6b48e", hatch: HATCHES.plain, meaning: "on and off, hot in the last month" },
  { label: "oscillating", colour: "#f6b48e", hatch: HATCHES.bars, meaning: "hot now, cold at times before" },
  { label: "historical", colour: "#8a979e", hatch: HATCHES.plain, meaning: "hot nearly always, but not now" },
  { label: "no pattern", colour: "#e0ddd4", hatch: HATCHES.lines, meaning: "no hot pattern detected" },
];
/** Position + 1 of the last class: nothing hot was found. */
export const NONE = EMERGING_CLASSES.length;

/** Position + 1 of the service's word for a pattern; cold patterns and none share the last. */
export function emergingPosition(word: string): number {
  const found = EMERGING_CLASSES.findIndex(({ label }) => word === `${label} hot spot`);
  return found === -1 ? NONE : found + 1;
}
