import { computed } from "@preact/signals";
import { part } from "../../state.ts";
import { wholeFilter } from "./choices.ts";
import { cellsOfPlace } from "./places/place-cells.ts";
import { isCell } from "./ranking.ts";

const selected = part("selected");
const place = part("place");

/** What the profile of a place asks with: all cells of a listed place, a cell within the chosen boroughs, or an area as a whole. */
export const placeFilter = computed(() => {
  const [wanted, id] = [wholeFilter.value, selected.value];
  if (wanted === null) return null;
  const { version, area, ...everywhere } = wanted;
  const cells = cellsOfPlace(place.value);
  if (cells.length > 0) return keyed(version, { ...everywhere, cell: cells.join(",") });
  if (id === null) return null;
  return keyed(version, isCell(id) ? { ...everywhere, area: area ?? [], cell: id } : { ...everywhere, area: [id] });
});

function keyed<F extends object>(version: number, filter: F): { key: string; filter: F } {
  return { key: `${version} ${JSON.stringify(filter)}`, filter };
}
