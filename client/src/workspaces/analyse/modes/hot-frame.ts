import { computed } from "@preact/signals";
import type { HotspotColumns } from "../../../../../server/api/hotspot-columns.ts";
import { type AreaTestFilter, fetchHotspots } from "../../../api-statistics.ts";
import { formatPeriod, formatQ } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { categoryPhrase, RESOLUTION_WIDTHS } from "../../../vocabulary.ts";
import { mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { type ClassedFrame, type Column, drawnRows } from "./classed.ts";
import { HOT_CLASSES, hotClasses, UNTESTED } from "./hot-classes.ts";
import { universeGeometry } from "./universe-geometry.ts";

/** What the map asks for in this mode; null in every other. */
const request = computed(() => (mode.value === "hot" ? requestOf(testFilter.value) : null));

function requestOf(filter: typeof testFilter.value) {
  return filter === null ? null : { key: JSON.stringify(filter), filter };
}
export const hotAreas = liveResource(request, async ({ filter }, abort) => ({
  columns: await fetchHotspots(filter, abort),
  filter,
}));

/** Have the test of other months ready before it is asked for. */
export async function prepareHotAreas(months: { readonly from: string; readonly to: string }): Promise<void> {
  const filter = testFilter.peek();
  const next = mode.peek() === "hot" && filter !== null ? requestOf({ ...filter, ...months }) : null;
  if (next !== null) await hotAreas.prepare(next);
}

/** Hot areas as classes of the universe's cells; null until an answer and its cells are there. */
export const hotFrame = computed<ClassedFrame | null>(() => {
  const [cells, answer] = [universeGeometry.current.value, hotAreas.current.value.value];
  if (cells.value === null || answer === null || answer.columns.n.length !== cells.value.firstCorner.length - 1)
    return null;
  const { columns, filter } = answer;
  const classOf = hotClasses(columns);
  const q = columns.tested?.q;
  let order: number[] | null = null;
  return {
    kind: "classed",
    mode: "hot",
    geometry: cells.value,
    classes: columns.tested === null ? UNTESTED : HOT_CLASSES,
    gate: columns.tested === null ? "No hot areas: the test cannot be made on these records." : null,
    classOf,
    values: columns.n,
    title: titleOf(filter),
    notes: filter.ring === 1 ? [] : [`Tested with ${filter.ring} rings of neighbours`],
    columns: tableColumns(columns, classOf),
    // Sorted when the table is opened: a month of the slider does not wait for it.
    get order() {
      order ??= drawnRows({ classOf, values: columns.n }, (row) => -(q?.[row] ?? 0));
      return order;
    },
    ...{ dataset: filter.dataset, version: filter.version, category: filter.category, area: filter.area ?? [] },
    // Of what is drawn: the whole universe is tested whatever is listed.
    total: columns.n.reduce((sum, n) => sum + n, 0),
    period: { from: filter.from ?? "", to: filter.to ?? "" },
  };
});

function titleOf(filter: AreaTestFilter): string {
  const period = formatPeriod(filter.from ?? "", filter.to ?? "");
  return `Hot spots: ${categoryPhrase(filter.category)} (${RESOLUTION_WIDTHS[filter.res]}), ${period}`;
}

function tableColumns({ tested }: HotspotColumns, classOf: Uint32Array): Column[] {
  const exponent = (row: number) => tested?.q[row] ?? null;
  return [
    {
      key: "class",
      label: "Class",
      of: (row) => (tested === null ? "not tested" : (HOT_CLASSES[(classOf[row] ?? 0) - 1]?.label ?? null)),
    },
    { key: "z", label: "z", of: (row) => tested?.z[row] ?? null, fileOnly: true },
    { key: "p", label: "p", of: (row) => (tested === null ? null : 10 ** -(tested.p[row] ?? 0)), fileOnly: true },
    {
      key: "q",
      label: "q",
      of: (row) => (exponent(row) === null ? null : 10 ** -(exponent(row) ?? 0)),
      words: (row) => (exponent(row) === null ? "–" : formatQ(10 ** -(exponent(row) ?? 0))),
    },
  ];
}
