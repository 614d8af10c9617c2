import { computed } from "@preact/signals";
import type { DatasetInfo, EvaluationResultBody } from "../../../../../server/api/types.ts";
import { type CellSource, type Filter, fetchAreaCounts, fetchCellIndex, fetchCellValues } from "../../../api.ts";
import { buildGeometry } from "../../../cells/build-geometry.ts";
import type { CellGeometry } from "../../../cells/geometry.ts";
import { classBreaks, classColours, classLabel } from "../../../classes.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import type { CellFrame } from "../../../map/map-types.ts";
import { liveResource } from "../../../resource.ts";
import { changeBounds, changeClasses, changePosition } from "../../analyse/modes/change-classes.ts";
import type { MapClass } from "../../analyse/modes/classed.ts";
import { dataset, result } from "../answers.ts";

/** What the three maps of an evaluation show: the same places before, after, and the one against the other. */
export type Comparison = {
  /** The hexagons, or null where counts are published per ward. */
  readonly geometry: CellGeometry | null;
  /** Ids of the rows: cells or wards. */
  readonly ids: readonly string[];
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** After, brought to the length of the window before, minus before. */
  readonly difference: Int32Array;
  readonly counts: CellFrame;
  readonly afterCounts: CellFrame;
  readonly change: CellFrame;
  readonly countClasses: readonly MapClass[];
  readonly changeClasses: readonly MapClass[];
  /** Everything that the maps draw, not the target alone. */
  readonly totals: { readonly before: number; readonly after: number };
};

const RES = 9;

const request = computed(() => {
  const [shown, data] = [result.value, dataset.value];
  if (shown === null || data === null) return null;
  // The data may have moved on since: the picture is of today's records, and says so.
  const category = shown.method.filters.category.join(",");
  const { before, after } = shown.design.windows;
  const key = JSON.stringify([
    data.id,
    data.version,
    category,
    before,
    after,
    shown.design.source,
    shown.design.units.set,
  ]);
  return { key, shown, data, category };
});

export const comparison = liveResource(request, ({ shown, data, category }, abort) =>
  shown.design.source === "points"
    ? compareCells({ shown, data, category }, abort)
    : compareWards({ shown, data, category }, abort),
);

/** null until the answer belongs to what is on screen. */
export const currentComparison = computed<Comparison | null>(() => {
  const { value, key } = comparison.current.value;
  return request.value !== null && key === request.value.key ? value : null;
});

/** Whether the data was published anew after the evaluation was made. */
export const hasMovedOn = computed(() => {
  const [shown, data] = [result.value, dataset.value];
  return shown !== null && data !== null && shown.design.version !== data.version;
});

type Asked = { readonly shown: EvaluationResultBody; readonly data: DatasetInfo; readonly category: string };

async function compareCells({ shown, data, category }: Asked, abort: AbortSignal): Promise<Comparison> {
  const source: CellSource = { dataset: data.id, version: data.version, res: RES };
  const filter = (window: { from: string; to: string }): Filter => ({ dataset: data.id, category, ...window });
  const { before, after } = shown.design.windows;
  const [geometry, then, now] = await Promise.all([
    buildGeometry(RES, fetchCellIndex(source, abort)),
    fetchCellValues(source, filter(before), abort),
    fetchCellValues(source, filter(after), abort),
  ]);
  return compare({ geometry, ids: geometry.cells, before: then.values, after: now.values }, shown);
}

async function compareWards({ shown, data, category }: Asked, abort: AbortSignal): Promise<Comparison> {
  const asked = (window: { from: string; to: string }) =>
    fetchAreaCounts({ dataset: data.id, category, ...window }, "ward", abort);
  const { before, after } = shown.design.windows;
  const [then, now] = await Promise.all([asked(before), asked(after)]);
  const counts = new Map(now.areas.map(({ code, n }) => [code, n]));
  const ids = [...new Set([...then.areas, ...now.areas].map(({ code }) => code))];
  const earlier = new Map(then.areas.map(({ code, n }) => [code, n]));
  return compare(
    {
      ...{ geometry: null, ids },
      before: Uint32Array.from(ids, (code) => earlier.get(code) ?? 0),
      after: Uint32Array.from(ids, (code) => counts.get(code) ?? 0),
    },
    shown,
  );
}

type Counted = Pick<Comparison, "geometry" | "ids" | "before" | "after">;

function compare(counted: Counted, { design }: EvaluationResultBody): Comparison {
  const { before, after } = counted;
  const { weights } = design.windows;
  const scaled = Uint32Array.from(after, (n) => Math.round((n * weights.before) / weights.after));
  const difference = Int32Array.from(scaled, (n, row) => n - (before[row] ?? 0));
  const bounds = changeBounds(difference, { now: scaled, earlier: before });
  const classes = changeClasses(bounds);
  const position = (change: number, row: number) =>
    changePosition(change, { now: scaled[row] ?? 0, earlier: before[row] ?? 0, bounds });
  // One scale for both: a colour means the same number on either map.
  const breaks = classBreaks([...before, ...scaled]);
  const colours = classColours(breaks.length);
  const counts = (values: Uint32Array): CellFrame => ({ values, breaks, colours });
  return {
    ...counted,
    difference,
    counts: counts(before),
    afterCounts: counts(scaled),
    change: {
      values: Uint32Array.from(difference, position),
      breaks: classes.map((_, i) => i + 1),
      colours: classes.map(({ colour }) => colour),
      hatches: classes.map(({ hatch }) => hatch),
    },
    countClasses: breaks.map((_, i) => ({
      label: classLabel(i, breaks),
      colour: colours[i] ?? "",
      hatch: HATCHES.plain,
    })),
    changeClasses: classes.map((one) => ({ ...one, label: shortLabel(one.label) })),
    totals: { before: sum(before), after: sum(after) },
  };
}

function sum(values: Uint32Array): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Seven classes stand in one line under the maps. */
function shortLabel(label: string): string {
  return label
    .replace(/^(−\d+) or more$/, "≤ $1")
    .replace(/^(\+\d+) or more$/, "≥ $1")
    .replace(/^less than −/, "> −")
    .replace(/^less than \+/, "< +")
    .replace("within chance", "chance");
}
