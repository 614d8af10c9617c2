import { computed } from "@preact/signals";
import type { BreakBody } from "../../../../server/api/types.ts";
import { part } from "../../state.ts";
import { histogram } from "./answers.ts";
import { dataset, filter, testedRes } from "./choices.ts";

const ring = part("ring");

/** The change of recording that the shown months cross: no test spans one. */
export const crossedBreak = computed<BreakBody | null>(() => {
  const { from = "", to = "" } = filter.value ?? {};
  const known = histogram.current.value.value?.breaks ?? [];
  return known.find(({ date }) => date > from && date < to) ?? null;
});

/** The months' counts tell of the breaks; where they cannot be had, the service will say no by itself. */
const knowsBreaks = computed(
  () => histogram.current.value.value !== null || histogram.current.value.state === "failed",
);

/** What is tested on a universe of cells: the map's own filter with resolution and ring; null where no test can be made. */
export const testFilter = computed(() =>
  filter.value === null || dataset.value?.points === 0 || !knowsBreaks.value || crossedBreak.value !== null
    ? null
    : { ...filter.value, res: testedRes.value, ring: ring.value },
);
