import type { CellGeometry } from "../../../cells/geometry.ts";
import type { Hatch } from "../../../layers/hatch.ts";
import type { Mode } from "../../../query.ts";
import type { Period } from "../choices.ts";

/** A class of a map mode, as legend, table and picture name it. */
export type MapClass = {
  readonly label: string;
  readonly colour: string;
  /** Drawn over the colour, so that what is not significant is seen without colours, too. */
  readonly hatch: Hatch;
};

/** One column of the table twin and of the CSV. */
export type Column = {
  /** Its name in the CSV. */
  readonly key: string;
  readonly label: string;
  readonly of: (row: number) => string | number | null;
  /** As people read it; default: the value itself. */
  readonly words?: (row: number) => string;
  /** Too wide for the panel: in the CSV alone. */
  readonly fileOnly?: boolean;
};

/** What the map, the legend and the table show of a statistic: a class for each cell that has something to show. */
export type ClassedFrame = {
  readonly kind: "classed";
  readonly mode: Mode;
  readonly geometry: CellGeometry;
  readonly classes: readonly MapClass[];
  /** Position of a row's class + 1; 0 = nothing is drawn. */
  readonly classOf: Uint32Array;
  /** How many are counted in each row. */
  readonly values: Uint32Array;
  readonly title: string;
  /** Under the legend: cautions that no picture may go without. */
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  /** Why there is no class, in words; null when there is one. */
  readonly gate: string | null;
  /** Rows of the table, in its order. */
  readonly order: readonly number[];
  readonly dataset: string;
  readonly version: number;
  readonly category: string;
  /** Areas, and groups of them, that it is narrowed to; everywhere where left out. */
  readonly area?: readonly string[];
  readonly total: number;
  readonly period: Period;
};

/** How many cells each class has. */
export function classSizes({ classes, classOf }: Pick<ClassedFrame, "classes" | "classOf">): number[] {
  const sizes = classes.map(() => 0);
  for (const position of classOf) {
    if (position > 0) sizes[position - 1] = (sizes[position - 1] ?? 0) + 1;
  }
  return sizes;
}

/** Rows that are drawn: the lowest rank first, then the highest count, then as the cells stand. */
export function drawnRows(
  { classOf, values }: Pick<ClassedFrame, "classOf" | "values">,
  rankOf: (row: number) => number,
): number[] {
  const rows: number[] = [];
  for (const [row, position] of classOf.entries()) if (position > 0) rows.push(row);
  return rows.sort((a, b) => rankOf(a) - rankOf(b) || (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

/** What a cell of a sparse answer shows. */
export type Shown = { readonly n: number; readonly position: number };

/** The rows of a geometry from an answer that names its cells; cells it does not name show nothing. */
export function alignRows(
  { cells }: CellGeometry,
  shown: ReadonlyMap<string, Shown>,
): Pick<ClassedFrame, "classOf" | "values"> {
  return {
    classOf: Uint32Array.from(cells, (cell) => shown.get(cell)?.position ?? 0),
    values: Uint32Array.from(cells, (cell) => shown.get(cell)?.n ?? 0),
  };
}
