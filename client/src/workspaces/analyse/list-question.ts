import { computed } from "@preact/signals";
import { mode } from "./choices.ts";
import { markets } from "./modes/market-frame.ts";
import { clusters } from "./places/cluster-answers.ts";

/** What the ranked list on screen was asked with, so that a file of it holds the same rows. null until there is one. */
export const listQuestion = computed(() => {
  if (mode.value === "markets") {
    const given = markets.current.value.value;
    if (given === null) return null;
    const { category: _, res: __, ...filter } = given.filter;
    return { path: "/markets", filter } as const;
  }
  const given = clusters.current.value.value;
  return given === null ? null : ({ path: "/clusters", filter: given.filter } as const);
});
