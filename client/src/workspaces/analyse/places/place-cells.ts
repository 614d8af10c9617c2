import { mode } from "../choices.ts";
import { markets } from "../modes/market-frame.ts";
import { clusters } from "./cluster-answers.ts";

/** Cells of a place by its id: a place of the ranked list, or in the market mode a market; empty while it is not known. */
export function cellsOfPlace(id: string | null): readonly string[] {
  if (id === null) return [];
  if (mode.value === "markets") {
    return markets.current.value.value?.found.markets.find((found) => found.id === id)?.cells ?? [];
  }
  return clusters.current.value.value?.answer.clusters.find((found) => found.id === id)?.cells ?? [];
}
