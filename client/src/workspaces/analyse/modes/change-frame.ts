import { computed } from "@preact/signals";
import { fetchCellValues } from "../../../api.ts";
import { formatChange, formatCount, formatPeriod } from "../../../format.ts";
import { firstDay, monthOf, monthsBetween, shiftMonth } from "../../../months.ts";
import { liveResource } from "../../../resource.ts";
import { part } from "../../../state.ts";
import { categoryLabel, widthOf } from "../../../vocabulary.ts";
import { cellsRequest, cellValues, geometry } from "../answers.ts";
import { mode, months, type Period, period } from "../choices.ts";
import { changeBounds, changeClasses, changePosition, stands } from "./change-classes.ts";
import { type ClassedFrame, type Column, drawnRows, type MapClass } from "./classed.ts";

const asked = part("compare");

/** The months that the shown ones are held against: as many, from where the address says, else those just before. null without data for them. */
export const comparedPeriod = computed<Period | null>(() => {
  const [shown, first] = [period.value, months.value[0]];
  if (shown === null || first === undefined) return null;
  const length = monthsBetween(monthOf(shown.from), monthOf(shown.to));
  const start = asked.value === null ? shiftMonth(monthOf(shown.from), -length) : monthOf(asked.value);
  const end = shiftMonth(start, length);
  const known = start >= first && end <= shiftMonth(months.value.at(-1) ?? first, 1);
  return known ? { from: firstDay(start), to: firstDay(end) } : null;
});

const request = computed(() => {
  const [now, before] = [cellsRequest.value, comparedPeriod.value];
  if (now === null || before === null || mode.value !== "change") return null;
  const filter = { ...now.filter, ...before };
  return { key: `${now.sourceKey} ${JSON.stringify(filter)}`, source: now.source, sourceKey: now.sourceKey, filter };
});
export const beforeValues = liveResource(request, async ({ source, sourceKey, filter }, abort) => ({
  ...(await fetchCellValues(source, filter, abort)),
  sourceKey,
  filter,
}));

/** Counts of the months before, aligned to the drawn cells; null until both are there. */
export const before = computed(() => {
  const given = beforeValues.current.value.value;
  return given !== null && given.sourceKey === geometry.current.value.key ? given : null;
});

export const changeFrame = computed<ClassedFrame | null>(() => {
  const [cells, now, earlier] = [geometry.current.value, cellValues.current.value.value, before.value];
  if (cells.value === null || now === null || earlier === null || now.sourceKey !== cells.key) return null;
  const shown = { from: now.filter.from ?? "", to: now.filter.to ?? "" };
  const against = formatPeriod(earlier.filter.from ?? "", earlier.filter.to ?? "");
  const difference = Int32Array.from(now.values, (n, row) => n - (earlier.values[row] ?? 0));
  const bounds = changeBounds(difference, { now: now.values, earlier: earlier.values });
  const classOf = Uint32Array.from(difference, (change, row) =>
    changePosition(change, { now: now.values[row] ?? 0, earlier: earlier.values[row] ?? 0, bounds }),
  );
  const classes = changeClasses(bounds);
  const values = now.values;
  return {
    kind: "classed",
    mode: "change",
    geometry: cells.value,
    classes,
    classOf,
    values,
    gate: null,
    title: `${categoryLabel(now.filter.category)} per hexagon (${widthOf(cells.value.res)}): ${formatPeriod(shown.from, shown.to)} against ${against}`,
    notes: [
      `${against}: n = ${formatCount(earlier.total)}, change ${formatChange(now.total - earlier.total)}`,
      "Hatched: what chance alone often gives",
    ],
    columns: tableColumns(difference, { now: now.values, earlier: earlier.values, classOf, classes }),
    order: drawnRows({ classOf, values }, (row) => -Math.abs(difference[row] ?? 0)),
    ...{ dataset: now.filter.dataset, version: now.filter.version, category: now.filter.category },
    total: now.total,
    period: shown,
  };
});

type Columns = {
  readonly now: Uint32Array;
  readonly earlier: Uint32Array;
  readonly classOf: Uint32Array;
  readonly classes: readonly MapClass[];
};

function tableColumns(difference: Int32Array, { now, earlier, classOf, classes }: Columns): Column[] {
  const isChance = (row: number) => !stands(difference[row] ?? 0, now[row] ?? 0, earlier[row] ?? 0);
  return [
    {
      key: "change",
      label: "Change",
      of: (row) => difference[row] ?? 0,
      words: (row) => `${formatChange(difference[row] ?? 0)}${isChance(row) ? ", within chance" : ""}`,
    },
    { key: "before", label: "Before", of: (row) => earlier[row] ?? 0 },
    { key: "class", label: "Class", of: (row) => classes[(classOf[row] ?? 0) - 1]?.label ?? null, fileOnly: true },
  ];
}
