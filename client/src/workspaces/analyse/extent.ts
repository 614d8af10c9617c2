import { computed, signal } from "@preact/signals";
import { cellToBoundary } from "h3-js";
import { boundsOf, joinBoxes } from "../../cells/outline.ts";
import { datasets, flyTarget } from "../../datasets.ts";
import type { Bounds } from "../../map/map-types.ts";
import { placeOf } from "./asked-places.ts";
import { dataset } from "./choices.ts";
import { type Frame, frame } from "./frame.ts";
import { findArea } from "./ranking.ts";

/** Areas and groups of them that the map shall move to, once they are known; null = stay. */
export const areaTarget = signal<readonly string[] | null>(null);

export function arrived(): void {
  flyTarget.value = null;
  areaTarget.value = null;
}

/** Where to fly now: the box of the wanted areas, or of the wanted dataset's cells or counted areas; null while there is nothing to wait for, or not yet. */
export const destination = computed<Bounds | null>(() => {
  if (areaTarget.value !== null) return boxOfPlaces(areaTarget.value);
  const [shown, data] = [frame.value, dataset.value];
  if (flyTarget.value === null || shown === null || datasets.current.value.state !== "ready") return null;
  if (data?.id !== flyTarget.value || shown.dataset !== data.id || shown.version !== data.version) return null;
  return joinBoxes(boxesOf(shown));
});

function boxOfPlaces(asked: readonly string[]): Bounds | null {
  return joinBoxes(asked.flatMap((code) => placeOf(code).areas).map(({ geometry }) => boundsOf(geometry)));
}

function boxesOf(shown: Frame): Bounds[] {
  if (shown.kind !== "areas") return shown.geometry.cells.map(cellBox);
  const counted = shown.rows.filter((row) => row.n > 0).map((row) => findArea(row.code));
  return counted.filter((area) => area !== null).map(({ geometry }) => boundsOf(geometry));
}

export function cellBox(cell: string): Bounds {
  const corners = cellToBoundary(cell);
  const [lats, lngs] = [corners.map(([lat]) => lat), corners.map(([, lng]) => lng)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
