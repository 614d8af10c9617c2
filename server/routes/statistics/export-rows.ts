import { csvLine } from "../../http/csv.ts";
import { type Provenance, provenanceOf } from "../../statistics/provenance.ts";
import type { MethodBody } from "./method-card.ts";

export const CSV = "text/csv";
export const GEOJSON = "application/geo+json";

type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** What an export is told beside its rows. */
export type Told = {
  readonly method: MethodBody;
  /** Title of the dataset. */
  readonly title: string;
  /** Why there is no class; null when there is one. */
  readonly gate: { readonly message: string } | null;
};

export type Geometry =
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly (readonly number[])[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };

const NOTHING = "Nothing is listed.";

/**
 * A table whose every row carries dataset, period, marking, attribution and method in columns of its own: a spreadsheet and a
 * GIS read it as it is, which lines above or below the table would break, and a row that is copied out keeps its source.
 * Without a row the note says why.
 */
export function toCsvTable(columns: readonly string[], rows: readonly Row[], told: Told): string {
  const stated = statedOf(told);
  const tail = csvLine([...Object.values(stated), told.gate?.message ?? (rows.length === 0 ? NOTHING : null)]);
  const lines = rows.length === 0 ? [{}] : rows;
  const header = csvLine([...columns, ...Object.keys(stated), "note"]);
  return header + lines.map((row: Row) => lineOf(columns.map((column) => plain(row[column]))) + tail).join("");
}

/** The first cells of a line that goes on. */
function lineOf(cells: readonly (string | number | null)[]): string {
  return `${csvLine(cells).slice(0, -2)},`;
}

/** Features with the properties of their rows; the collection carries the whole method card, and each feature its marking. */
export function toFeatures(
  rows: readonly { readonly properties: Row; readonly geometry: Geometry }[],
  told: Told,
): string {
  const { marking, dataset, from, to } = statedOf(told);
  return JSON.stringify({
    type: "FeatureCollection",
    ...statedOf(told),
    note: told.gate?.message ?? (rows.length === 0 ? NOTHING : null),
    method: told.method,
    features: rows.map(({ properties, geometry }) => ({
      type: "Feature",
      properties: { ...properties, dataset, from, to, marking },
      geometry,
    })),
  });
}

function statedOf({ method, title }: Told): Provenance {
  return provenanceOf(method, title);
}

function plain(cell: Cell | undefined): string | number | null {
  if (cell === undefined) return null;
  return typeof cell === "boolean" ? String(cell) : cell;
}
