import { computed } from "@preact/signals";
import { liveResource } from "../../../resource.ts";
import { cellsRequestIn, geometry, loadCells } from "../answers.ts";
import { isSwiped } from "../choices.ts";
import { comparedPeriod } from "./compared-period.ts";

const request = computed(() => {
  const before = comparedPeriod.value;
  return before !== null && isSwiped.value ? cellsRequestIn(before) : null;
});
export const beforeValues = liveResource(request, loadCells);

/** Counts of the compared months, aligned to the drawn cells; null until both are there. */
export const before = computed(() => {
  const given = beforeValues.current.value.value;
  return given !== null && given.sourceKey === geometry.current.value.key ? given : null;
});
