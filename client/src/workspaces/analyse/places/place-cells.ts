import { mode } from "../choices.ts";
import { markets } from "../modes/market-frame.ts";
import { clusters } from "./cluster-answers.ts";

/** Cells of a place by its id: a place of the ranked list, or in the market mode a market; empty while it is not known. */
export function cellsOfPlace(id: string | null): readonly string[] {
  return id === null ? [] : (listed(id)?.cells ?? []);
}

/** Codes of the wards that a place lies in, or of its boroughs where there are no wards; null while it is not known. */
export function areasOfPlace(id: string): string[] | null {
  const found = listed(id);
  if (found === undefined) return null;
  return (found.wards.length > 0 ? found.wards : found.boroughs).map(({ code }) => code);
}

function listed(id: string) {
  const all =
    mode.value === "markets"
      ? markets.current.value.value?.found.markets
      : clusters.current.value.value?.answer.clusters;
  return all?.find((found) => found.id === id);
}
