import { computed, signal } from "@preact/signals";
import { latLngToCell } from "h3-js";
import { areaFinder } from "../../cells/place-names.ts";
import { classLabel, classOf } from "../../classes.ts";
import { formatCount } from "../../format.ts";
import type { LngLat } from "../../map/map-types.ts";
import { boroughs, wards } from "./answers.ts";
import { frame } from "./frame.ts";
import { describe } from "./ranking.ts";

/** Where the pointer is over the map: degrees and pixels. */
export const pointer = signal<{ lngLat: LngLat; x: number; y: number } | null>(null);
/** The cell or area under the pointer, where it holds something. */
export const pointed = computed<string | null>(() => (pointer.value === null ? null : pickAt(pointer.value.lngLat)));

const wardAt = computed(() => areaFinder(wards.current.value.value));
const boroughAt = computed(() => areaFinder(boroughs.current.value.value));

/** The cell or area at a point; a cell without counts is nothing. */
export function pickAt([lng, lat]: LngLat): string | null {
  const shown = frame.value;
  if (shown === null) return null;
  if (shown.kind === "areas") {
    const finder = shown.layer === "wards" ? wardAt.value : boroughAt.value;
    return finder([lng, lat])?.properties.code ?? null;
  }
  const cell = latLngToCell(lat, lng, shown.geometry.res);
  return isDrawn(cell) ? cell : null;
}

function isDrawn(cell: string): boolean {
  const shown = frame.value;
  if (shown?.kind !== "classed") return countOf(cell) > 0;
  const row = shown.geometry.rowOf.get(cell);
  return row !== undefined && (shown.classOf[row] ?? 0) > 0;
}

/** What the shown frame counts in a cell or area. */
function countOf(id: string): number {
  const shown = frame.value;
  if (shown === null) return 0;
  if (shown.kind === "areas") return shown.counts.get(id) ?? 0;
  const row = shown.geometry.rowOf.get(id);
  return row === undefined ? 0 : (shown.values[row] ?? 0);
}

/** Count and class of what the pointer is on. */
export function Tooltip() {
  const [at, id, shown] = [pointer.value, pointed.value, frame.value];
  if (at === null || id === null || shown === null) return null;
  const n = countOf(id);
  const words = describe(id);
  return (
    <div class="tooltip" style={{ transform: `translate(${Math.round(at.x) + 14}px, ${Math.round(at.y) + 14}px)` }}>
      <strong>{formatCount(n)}</strong>
      {words.title}
      {` · ${classWords(id, n)}`}
    </div>
  );
}

/** The class of what the pointer is on, and what else the mode knows of it. */
function classWords(id: string, n: number): string {
  const shown = frame.value;
  if (shown === null) return "";
  if (shown.kind !== "classed") return n > 0 ? `class ${classLabel(classOf(n, shown.breaks), shown.breaks)}` : "none";
  const row = shown.geometry.rowOf.get(id) ?? -1;
  const told = shown.columns.filter((column) => !column.fileOnly && column.key !== "class");
  const label = shown.classes[(shown.classOf[row] ?? 0) - 1]?.label ?? "";
  const more = told.map((column) => `${column.label} ${column.words?.(row) ?? column.of(row) ?? "–"}`);
  return [label, ...more].join(" · ");
}

const keyboard = signal(false);

/** Marks the middle of the map while the keyboard is on it: Enter opens what is there. */
export function Crosshair() {
  return (
    <svg
      class="crosshair"
      viewBox="0 0 36 36"
      aria-hidden="true"
      style={{ display: keyboard.value ? "block" : "none" }}
    >
      <path class="casing" d="M18 2v11M18 23v11M2 18h11M23 18h11" />
      <path d="M18 2v11M18 23v11M2 18h11M23 18h11" />
    </svg>
  );
}

/** Follow whether the map has the keyboard; the map's canvas is not one of our elements. */
export function watchMapFocus(container: HTMLElement): void {
  container.addEventListener("focusin", () => {
    keyboard.value = container.querySelector("canvas:focus-visible") !== null;
  });
  container.addEventListener("focusout", () => {
    keyboard.value = false;
  });
}
