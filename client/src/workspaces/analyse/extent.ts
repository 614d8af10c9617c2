import { computed, signal } from "@preact/signals";
import { cellToBoundary } from "h3-js";
import { boxOf } from "../../cells/place-names.ts";
import type { Bounds } from "../../map/map-types.ts";
import { dataset, datasets } from "./choices.ts";
import { type Frame, frame } from "./frame.ts";
import { findArea } from "./ranking.ts";

/** The dataset that the map shall fly to once its newest version is shown; null = stay. */
const wanted = signal<string | null>(null);

/** Have the map fly to where a dataset has its rows, as soon as they are there. */
export function flyTo(id: string): void {
  wanted.value = id;
}

export function arrived(): void {
  wanted.value = null;
}

/** Where to fly now: the box of the wanted dataset's cells or counted areas; null while there is nothing to wait for, or not yet. */
export const destination = computed<Bounds | null>(() => {
  const [shown, data] = [frame.value, dataset.value];
  if (wanted.value === null || shown === null || datasets.current.value.state !== "ready") return null;
  if (data?.id !== wanted.value || shown.dataset !== data.id || shown.version !== data.version) return null;
  return joinBoxes(boxesOf(shown));
});

/** The box round all boxes, or null of none. */
export function joinBoxes(boxes: readonly Bounds[]): Bounds | null {
  return boxes.reduce<Bounds | null>(
    (all, box) =>
      all === null
        ? box
        : [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])],
    null,
  );
}

function boxesOf(shown: Frame): Bounds[] {
  if (shown.kind === "cells") return shown.geometry.cells.map(cellBox);
  const counted = shown.rows.filter((row) => row.n > 0).map((row) => findArea(row.code));
  return counted.filter((area) => area !== null).map(boxOf);
}

function cellBox(cell: string): Bounds {
  const corners = cellToBoundary(cell);
  const [lats, lngs] = [corners.map(([lat]) => lat), corners.map(([, lng]) => lng)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
