import { computed } from "@preact/signals";
import type { ClustersBody } from "../../../../../server/api/types.ts";
import { isSwiped, mode } from "../choices.ts";
import { change } from "../modes/change-frame.ts";
import { emerging } from "../modes/emerging-frame.ts";
import { joint } from "../modes/joint-frame.ts";
import { markets } from "../modes/market-frame.ts";
import { clusters } from "../places/cluster-answers.ts";

export type Method = ClustersBody["method"];

/** The method of what the map shows; of the outlined places where the cells are counts. null until it is known. */
export const currentMethod = computed<Method | null>(() => {
  if (mode.value === "emerging") return emerging.current.value.value?.answer.method ?? null;
  if (mode.value === "change" && !isSwiped.value) return change.current.value.value?.answer.method ?? null;
  if (mode.value === "joint") return joint.current.value.value?.answer.method ?? null;
  if (mode.value === "markets") return markets.current.value.value?.found.method ?? null;
  return clusters.current.value.value?.answer.method ?? null;
});
