import { computed } from "@preact/signals";
import { part } from "../../state.ts";
import { wholeFilter } from "./choices.ts";
import { isCell } from "./ranking.ts";

const selected = part("selected");

/** What the profile of a place asks with: a cell within the chosen boroughs, or an area as a whole. */
export const placeFilter = computed(() => {
  const [wanted, id] = [wholeFilter.value, selected.value];
  if (wanted === null || id === null) return null;
  const { version, ...rest } = wanted;
  const filter = isCell(id) ? { ...rest, cell: id } : { ...rest, area: [id] };
  return { key: `${version} ${JSON.stringify(filter)}`, filter };
});
