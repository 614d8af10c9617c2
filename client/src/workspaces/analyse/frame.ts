import { computed, type ReadonlySignal } from "@preact/signals";
import type { CellGeometry } from "../../cells/geometry.ts";
import { classBreaks, classColours } from "../../classes.ts";
import type { AreaLayer } from "../../map/map-types.ts";
import type { Mode } from "../../query.ts";
import { part } from "../../state.ts";
import { areaCounts, cellValues, geometry } from "./answers.ts";
import { isSwiped, mode, type Period, show } from "./choices.ts";
import { changeFrame } from "./modes/change-frame.ts";
import type { ClassedFrame } from "./modes/classed.ts";
import { emergingFrame } from "./modes/emerging-frame.ts";
import { hotFrame } from "./modes/hot-frame.ts";
import { jointFrame } from "./modes/joint-frame.ts";
import { marketFrame } from "./modes/market-frame.ts";
import { before } from "./modes/swiped-period.ts";

type Answer = {
  readonly breaks: readonly number[];
  readonly colours: readonly string[];
  readonly dataset: string;
  readonly version: number;
  readonly category: string;
  /** Areas, and groups of them, that it is narrowed to; everywhere where left out. */
  readonly area?: readonly string[];
};
export type CellsFrame = Answer & {
  readonly kind: "cells";
  readonly geometry: CellGeometry;
  readonly values: Uint32Array;
  readonly total: number;
  readonly period: Period;
  /** Of a swipe: the months that are drawn left of the line. */
  readonly before: { readonly values: Uint32Array; readonly total: number; readonly period: Period } | null;
};
export type AreasFrame = Answer & {
  readonly kind: "areas";
  readonly layer: AreaLayer;
  readonly rows: readonly { code: string; name: string; n: number }[];
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Counted in the period, but in none of the areas. */
  readonly outside: number;
  readonly source: "points" | "published";
  readonly period: Period;
};
export type Frame = CellsFrame | AreasFrame | ClassedFrame;

const keptBreaks = part("breaks");

/** What the map, the legend and the table all show: one answer of the server with its classes. null until there is one. */
export const frame = computed<Frame | null>(() => {
  if (show.value !== "hexagons") return areasFrame.value;
  return isSwiped.value ? cellsFrame.value : framesOf[mode.value].value;
});

const cellsFrame = computed<CellsFrame | null>(() => {
  const [cells, counted] = [geometry.current.value, cellValues.current.value.value];
  // Counts are aligned to one index: while the other one is on its way, nothing matches.
  if (cells.value === null || counted === null || counted.sourceKey !== cells.key) return null;
  const then = isSwiped.value ? before.value : null;
  if (isSwiped.value && then === null) return null;
  const breaks = keptBreaks.value ?? classBreaks(counted.values);
  return {
    kind: "cells",
    before: then === null ? null : { values: then.values, total: then.total, period: periodOf(then.filter) },
    geometry: cells.value,
    values: counted.values,
    total: counted.total,
    period: periodOf(counted.filter),
    dataset: counted.filter.dataset,
    version: counted.filter.version,
    category: counted.filter.category,
    area: counted.filter.area ?? [],
    breaks,
    colours: classColours(breaks.length),
  };
});

const areasFrame = computed<AreasFrame | null>(() => {
  const counted = areaCounts.current.value.value;
  if (counted === null) return null;
  const layer: AreaLayer = counted.kind === "ward" ? "wards" : "boroughs";
  if (layer !== show.value) return null;
  const breaks = keptBreaks.value ?? classBreaks(counted.areas.map((area) => area.n));
  return {
    kind: "areas",
    layer,
    rows: counted.areas,
    counts: new Map(counted.areas.map((area) => [area.code, area.n])),
    total: counted.total,
    outside: counted.outside,
    source: counted.source,
    period: periodOf(counted.filter),
    dataset: counted.filter.dataset,
    version: counted.filter.version,
    category: counted.filter.category,
    area: counted.filter.area ?? [],
    breaks,
    colours: classColours(breaks.length),
  };
});

const framesOf: Readonly<Record<Mode, ReadonlySignal<Frame | null>>> = {
  count: cellsFrame,
  hot: hotFrame,
  emerging: emergingFrame,
  markets: marketFrame,
  joint: jointFrame,
  change: changeFrame,
};

function periodOf({ from = "", to = "" }: { from?: string; to?: string }): Period {
  return { from, to };
}
