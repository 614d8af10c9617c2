import { computed } from "@preact/signals";
import { fetchCellValues } from "../../../api.ts";
import { liveResource } from "../../../resource.ts";
import { cellsRequest, geometry } from "../answers.ts";
import { isSwiped } from "../choices.ts";
import { comparedPeriod } from "./compared-period.ts";

const request = computed(() => {
  const [now, before] = [cellsRequest.value, comparedPeriod.value];
  if (now === null || before === null || !isSwiped.value) return null;
  const filter = { ...now.filter, ...before };
  return { key: `${now.sourceKey} ${JSON.stringify(filter)}`, source: now.source, sourceKey: now.sourceKey, filter };
});
export const beforeValues = liveResource(request, async ({ source, sourceKey, filter }, abort) => ({
  ...(await fetchCellValues(source, filter, abort)),
  sourceKey,
  filter,
}));

/** Counts of the compared months, aligned to the drawn cells; null until both are there. */
export const before = computed(() => {
  const given = beforeValues.current.value.value;
  return given !== null && given.sourceKey === geometry.current.value.key ? given : null;
});
