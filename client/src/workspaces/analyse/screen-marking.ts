import { computed } from "@preact/signals";
import type { Marking } from "../../marking.ts";
import { part } from "../../state.ts";
import { markingOf } from "../../vocabulary.ts";
import { category } from "./choices.ts";
import { showsPoints } from "./points.tsx";
import { showsSensitiveZones } from "./zone-overlay.tsx";

const place = part("place");

/** Marking of what is on screen: single records and the repeat locations of a place's profile are sensitive, sums are not. */
export const screenMarking = computed<Marking>(() =>
  showsPoints.value || showsSensitiveZones.value || place.value !== null
    ? "OFFICIAL-SENSITIVE"
    : markingOf(category.value),
);
