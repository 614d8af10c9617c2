import { cellPolygon } from "../../statistics/cell-geometry.ts";
import { CSV, GEOJSON, type Row, type Told, toCsvTable, toFeatures } from "./export-rows.ts";

type Answer = Pick<Told, "method" | "gate">;
type About = { readonly dataset: { readonly title: string } };
export type CellRow = Row & { readonly cell: string };
type Forms<Body> = Readonly<Record<typeof CSV | typeof GEOJSON, (body: Body, about: About) => string>>;

/** The export forms of an answer that has a row for each cell: a table, and the cells as polygons. */
export function cellForms<Body extends Answer>(
  columns: readonly string[],
  rowsOf: (body: Body) => readonly CellRow[],
): Forms<Body> {
  return {
    [CSV]: (body, about) => toCsvTable(columns, rowsOf(body), toldBy(body, about)),
    [GEOJSON]: (body, about) => {
      const features = rowsOf(body).map((properties) => ({ properties, geometry: cellPolygon(properties.cell) }));
      return toFeatures(features, toldBy(body, about));
    },
  };
}

export function toldBy({ method, gate }: Answer, { dataset }: About): Told {
  return { method, gate, title: dataset.title };
}

/** Default plot points in one cell of a table: "custody_suite 60 police_station 3". */
export function flagsInWords(points: readonly { readonly flag: string; readonly n: number }[]): string {
  return points.map(({ flag, n }) => `${flag} ${n}`).join(" ");
}
