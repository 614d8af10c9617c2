import { computed } from "@preact/signals";
import type { EmergingBody } from "../../../../../server/api/types.ts";
import { fetchCellCounts, fetchEmerging } from "../../../api-statistics.ts";
import { formatPeriod } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { categoryPhrase, RESOLUTION_WIDTHS } from "../../../vocabulary.ts";
import { mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { alignRows, type ClassedFrame, type Column, drawnRows, type Shown } from "./classed.ts";
import { EMERGING_CLASSES, emergingPosition, NONE } from "./emerging-classes.ts";
import { universeGeometry } from "./universe-geometry.ts";

const request = computed(() =>
  testFilter.value === null || mode.value !== "emerging"
    ? null
    : { key: JSON.stringify(testFilter.value), filter: testFilter.value },
);
export const emerging = liveResource(request, async ({ filter }, abort) => {
  const { ring: _, ...counted } = filter;
  const [answer, { cells }] = await Promise.all([fetchEmerging(filter, abort), fetchCellCounts(counted, abort)]);
  return { answer, counts: new Map(cells.map(({ cell, n }) => [cell, n])), filter };
});

export const emergingFrame = computed<ClassedFrame | null>(() => {
  const [cells, given] = [universeGeometry.current.value.value, emerging.current.value.value];
  if (cells === null || given === null || cells.res !== given.answer.res) return null;
  const { answer, counts, filter } = given;
  const found = new Map(answer.cells.map((cell) => [cell.cell, cell]));
  const rows = alignRows(cells, shownCells(answer, counts));
  return {
    kind: "classed",
    mode: "emerging",
    geometry: cells,
    classes: EMERGING_CLASSES,
    ...rows,
    gate: answer.gate?.message ?? null,
    title: `Emerging: ${categoryPhrase(filter.category)} (${RESOLUTION_WIDTHS[filter.res]}), ${formatPeriod(filter.from ?? "", filter.to ?? "")}`,
    notes: [`${answer.months.length} months tested, FDR 5 % over all`],
    columns: tableColumns(cells.cells, found, rows.classOf),
    order: drawnRows(rows, (row) => rows.classOf[row] ?? NONE),
    ...{ dataset: filter.dataset, version: filter.version, category: filter.category, area: filter.area ?? [] },
    total: rows.values.reduce((sum, n) => sum + n, 0),
    period: { from: filter.from ?? "", to: filter.to ?? "" },
  };
});

function shownCells(answer: EmergingBody, counts: ReadonlyMap<string, number>): Map<string, Shown> {
  const shown = new Map<string, Shown>([...counts].map(([cell, n]) => [cell, { n, position: NONE }]));
  for (const { cell, n, class_arcgis } of answer.cells) {
    const position = emergingPosition(class_arcgis);
    if (position < NONE || n > 0) shown.set(cell, { n, position });
  }
  return shown;
}

function tableColumns(
  cells: readonly string[],
  found: ReadonlyMap<string, EmergingBody["cells"][number]>,
  classOf: Uint32Array,
): Column[] {
  const at = (row: number) => found.get(cells[row] ?? "");
  return [
    { key: "class", label: "Pattern", of: (row) => EMERGING_CLASSES[(classOf[row] ?? 0) - 1]?.label ?? null },
    { key: "reason", label: "Reason", of: (row) => at(row)?.reason ?? null, fileOnly: true },
    { key: "trend", label: "Trend", of: (row) => at(row)?.trend.direction ?? null, fileOnly: true },
    { key: "trend_q", label: "q of the trend", of: (row) => at(row)?.trend.q ?? null, fileOnly: true },
  ];
}
