import { cellToLatLng } from "h3-js";
import { formatChange, formatCount } from "../../../format.ts";
import type { Bounds } from "../../../map/map-types.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { result } from "../answers.ts";
import { type Comparison, currentComparison } from "./comparison.ts";
import { boxOfParts } from "./parts.ts";

const MOST = 60;

/** The twin of the maps: the hexagons about the target, the largest change first. */
export function CellTable() {
  const [shown, comparison] = [result.value, currentComparison.value];
  const box = shown === null ? null : boxOfParts(shown.design.geometry);
  if (comparison === null || box === null) return <p class="hint">Loading the counts…</p>;
  const rows = nearby(comparison, box);
  return (
    <table class="plain-table">
      <caption class="hint">
        The {rows.length} largest changes among{" "}
        {comparison.names === null ? "the hexagons that the maps show about the target" : "all wards"}
      </caption>
      <TableHead
        columns={[
          comparison.names !== null ? "Ward" : "Hexagon, latitude and longitude",
          { number: "Before" },
          { number: "After" },
          { number: "Difference" },
          "Class",
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={comparison.ids[row]}>
            <td>{comparison.names?.get(comparison.ids[row] ?? "") ?? placeWords(comparison.ids[row] ?? "")}</td>
            <td class="number">{formatCount(comparison.before[row] ?? 0)}</td>
            <td class="number">{formatCount(comparison.after[row] ?? 0)}</td>
            <td class="number">{formatChange(comparison.difference[row] ?? 0)}</td>
            <td>{comparison.changeClasses[(comparison.change.values[row] ?? 0) - 1]?.label ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nearby({ geometry, ids, before, after, difference }: Comparison, box: Bounds): number[] {
  const [west, south, east, north] = box;
  const rows: number[] = [];
  for (const [row, id] of ids.entries()) {
    if ((before[row] ?? 0) + (after[row] ?? 0) === 0) continue;
    if (geometry !== null) {
      const [lat, lng] = cellToLatLng(id);
      if (lng < west || lng > east || lat < south || lat > north) continue;
    }
    rows.push(row);
  }
  const size = (row: number) => Math.abs(difference[row] ?? 0);
  return rows.sort((a, b) => size(b) - size(a) || a - b).slice(0, MOST);
}

function placeWords(cell: string): string {
  const [lat, lng] = cellToLatLng(cell);
  return `${lat.toFixed(4)}, ${lng.toFixed(4)}`;
}
