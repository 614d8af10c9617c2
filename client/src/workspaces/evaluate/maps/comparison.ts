import { computed } from "@preact/signals";
import { compactCell } from "../../../../../server/api/cell-columns.ts";
import type { EvaluationCountsBody, EvaluationResultBody } from "../../../../../server/api/types.ts";
import { fetchEvaluationCounts } from "../../../api-registers.ts";
import { buildGeometry } from "../../../cells/build-geometry.ts";
import type { CellGeometry } from "../../../cells/geometry.ts";
import { classBreaks, classColours, classLabel } from "../../../classes.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import type { CellFrame } from "../../../map/map-types.ts";
import { liveResource } from "../../../resource.ts";
import { changeBounds, changeClasses, changePosition } from "../../analyse/modes/change-classes.ts";
import type { MapClass } from "../../analyse/modes/classed.ts";
import { currentEvaluation, dataset, result } from "../answers.ts";

/** What the three maps of an evaluation show: the same places before, after, and the one against the other. */
export type Comparison = {
  /** The hexagons, or null where counts are published per ward. */
  readonly geometry: CellGeometry | null;
  /** Ids of the rows: cells or wards. */
  readonly ids: readonly string[];
  /** Of wards, by code; null for hexagons. */
  readonly names: ReadonlyMap<string, string> | null;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** After, brought to the length of the window before, minus before. */
  readonly difference: Int32Array;
  readonly counts: CellFrame;
  readonly afterCounts: CellFrame;
  readonly change: CellFrame;
  readonly countClasses: readonly MapClass[];
  readonly changeClasses: readonly MapClass[];
  /** All that was tested, not in the target alone. */
  readonly totals: { readonly before: number; readonly after: number };
};

const request = computed(() => {
  const [shown, job, data] = [result.value, currentEvaluation.value, dataset.value];
  if (shown === null || job === null || data === null) return null;
  // The data may have moved on since: the picture is of today's records, and says so.
  return { key: `${job.subject.kind} ${job.subject.id} ${job.id} ${data.version}`, shown, job };
});

export const comparison = liveResource(request, async ({ shown, job }, abort) =>
  compare(await countedPlaces(await fetchEvaluationCounts(job.subject, job.id, abort)), shown),
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

/** The records that were tested, by hexagon or ward: never others of the same kind. */
async function countedPlaces({ res, ids, names, before, after }: EvaluationCountsBody): Promise<Counted> {
  const columns = { before: Uint32Array.from(before), after: Uint32Array.from(after) };
  if (res === null)
    return { geometry: null, ids, names: new Map(ids.map((id, at) => [id, names?.[at] ?? id])), ...columns };
  const compact = Float64Array.from(ids, compactCell);
  return { geometry: await buildGeometry(res, Promise.resolve(compact)), ids, names: null, ...columns };
}

type Counted = Pick<Comparison, "geometry" | "ids" | "names" | "before" | "after">;

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
    changeClasses: classes.map(({ hatch, ...one }) => ({
      ...{ ...one, label: shortLabel(one.label) },
      // Wards are filled without a pattern.
      hatch: counted.geometry === null ? HATCHES.plain : hatch,
    })),
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
    .replace(" to ", "…")
    .replace("within chance", "chance");
}
