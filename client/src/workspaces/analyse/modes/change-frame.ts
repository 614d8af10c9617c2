import { computed } from "@preact/signals";
import { type Change, fetchChange } from "../../../api-statistics.ts";
import { formatChange, formatCount, formatPeriod, formatQ, formatShare } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { categoryPhrase, widthOf } from "../../../vocabulary.ts";
import { isSwiped, mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { boundsOfSizes, changeClasses, MIDDLE, positionOfSize } from "./change-classes.ts";
import { type ClassedFrame, type Column, drawnRows, type MapClass } from "./classed.ts";
import { breakBetween, comparedPeriod, periodsOverlap } from "./compared-period.ts";
import { UNTESTED } from "./hot-classes.ts";
import { universeGeometry } from "./universe-geometry.ts";

const request = computed(() => {
  const [wanted, other] = [testFilter.value, comparedPeriod.value];
  if (wanted === null || other === null || mode.value !== "change" || isSwiped.value) return null;
  if (breakBetween.value !== null || periodsOverlap.value) return null;
  const { ring: _, ...rest } = wanted;
  const filter = { ...rest, from2: other.from, to2: other.to };
  return { key: JSON.stringify(filter), filter };
});
export const change = liveResource(request, async ({ filter }, abort) => ({
  answer: await fetchChange(filter, abort),
  filter,
}));

/** Listed at this false-discovery rate. */
const LEVEL = 0.05;

/** How every cell changed beside all of them together; null until an answer and its cells are there. */
export const changeFrame = computed<ClassedFrame | null>(() => {
  const [cells, given] = [universeGeometry.current.value.value, change.current.value.value];
  if (cells === null || given === null || given.answer.n.length !== cells.firstCorner.length - 1) return null;
  const { answer, filter } = given;
  const { n, n2, tested, gate } = answer;
  const beyond = beyondAll(answer);
  const stands = (row: number) => (tested?.q[row] ?? 0) >= -Math.log10(LEVEL);
  const bounds = boundsOfSizes([...beyond.keys()].filter(stands).map((row) => beyond[row] ?? 0));
  const classOf = Uint32Array.from(n, (count, row) => {
    if (count + (n2[row] ?? 0) === 0) return 0;
    if (tested === null) return 1;
    return stands(row) ? positionOfSize(beyond[row] ?? 0, bounds) : MIDDLE;
  });
  const classes = tested === null ? UNTESTED : changeClasses(bounds);
  const shown = { from: filter.from ?? "", to: filter.to ?? "" };
  const against = formatPeriod(filter.from2, filter.to2);
  let order: number[] | null = null;
  return {
    kind: "classed",
    mode: "change",
    geometry: cells,
    ...{ classes, classOf, values: n, gate: gate?.message ?? null },
    title: `Change: ${categoryPhrase(filter.category)} (${widthOf(cells.res)}), ${formatPeriod(shown.from, shown.to)} against ${against}`,
    notes: notesOf(answer, against),
    columns: tableColumns(answer, { beyond, classOf, classes }),
    // Sorted when the table is opened: a month of the slider does not wait for it.
    get order() {
      order ??= drawnRows({ classOf, values: n }, (row) => (stands(row) ? -1e9 : 0) - Math.abs(beyond[row] ?? 0));
      return order;
    },
    ...{ dataset: filter.dataset, version: filter.version, category: filter.category, area: filter.area ?? [] },
    total: n.reduce((sum, count) => sum + count, 0),
    period: shown,
  };
});

/** Seen less expected: what is left of a cell's change when that of all cells together is taken off. */
function beyondAll({ n, n2, tested }: Change): Float64Array {
  const share = tested?.share ?? 0;
  return Float64Array.from(n, (count, row) => count - (count + (n2[row] ?? 0)) * share);
}

/** What all cells together did comes first: each cell is held against it. */
function notesOf({ total, total2, tested, n2 }: Change, against: string): string[] {
  const listed = n2.reduce((sum, count) => sum + count, 0);
  const notes = [`n = ${formatCount(listed)} in ${against}`];
  if (tested === null || total2 === 0) return notes;
  const all = total / total2 - 1;
  const words = all === 0 ? "no change" : `${all > 0 ? "+" : "−"}${formatShare(Math.abs(all)).replace(" ", "\u00a0")}`;
  return [...notes, `Beyond the change of all cells (${words}). Hatched: within chance at FDR 5\u00a0%`];
}

type Drawn = {
  readonly beyond: Float64Array;
  readonly classOf: Uint32Array;
  readonly classes: readonly MapClass[];
};

function tableColumns({ n, n2, tested }: Change, { beyond, classOf, classes }: Drawn): Column[] {
  const number = (exponents: Float32Array | undefined, row: number) =>
    exponents === undefined ? null : 10 ** -(exponents[row] ?? 0);
  const q = (row: number) => number(tested?.q, row);
  const expected = (row: number) => (tested === null ? null : (n[row] ?? 0) - (beyond[row] ?? 0));
  return [
    {
      key: "change",
      label: "Change",
      of: (row) => (n[row] ?? 0) - (n2[row] ?? 0),
      words: (row) => formatChange((n[row] ?? 0) - (n2[row] ?? 0)),
    },
    { key: "before", label: "Against", of: (row) => n2[row] ?? 0 },
    {
      key: "expected",
      label: "Expected",
      of: expected,
      words: (row) => (tested === null ? "–" : (expected(row) ?? 0).toFixed(1)),
    },
    { key: "p", label: "p", of: (row) => number(tested?.p, row), fileOnly: true },
    { key: "q", label: "q", of: q, words: (row) => (q(row) === null ? "–" : formatQ(q(row) ?? 1)) },
    { key: "class", label: "Class", of: (row) => classes[(classOf[row] ?? 0) - 1]?.label ?? null, fileOnly: true },
  ];
}
