import { cellToBoundary } from "h3-js";
import { WATERMARK } from "../../layers/watermark.ts";
import { markingOf } from "../../vocabulary.ts";
import type { CellsFrame } from "./frame.ts";
import type { ClassedFrame } from "./modes/classed.ts";
import type { RowSource } from "./table-csv.ts";

type Properties = Record<string, string | number | null>;

/**
 * The drawn cells as GeoJSON (RFC 7946) that stands alone: marking, source, period, where and method are members of the collection.
 * Corners are [lng, lat], counter-clockwise as h3-js gives them, closed.
 */
export function frameGeoJson(shown: CellsFrame | ClassedFrame, data: RowSource, { method }: { method: string | null }) {
  return {
    type: "FeatureCollection",
    marking: markingOf(shown.category),
    source: `${data.title}, ${shown.dataset} version ${shown.version}`,
    ...(data.synthetic ? { watermark: WATERMARK } : {}),
    category: shown.category,
    from: shown.period.from,
    to: shown.period.to,
    ...(data.where ? { where: data.where, area: shown.area ?? [] } : {}),
    ...(shown.kind === "classed" ? { method } : {}),
    features: drawnRows(shown).map((row) => {
      const cell = shown.geometry.cells[row] ?? "";
      return {
        type: "Feature",
        id: cell,
        properties: propertiesOf(shown, row, cell),
        geometry: { type: "Polygon", coordinates: [cellToBoundary(cell, true)] },
      };
    }),
  };
}

function drawnRows(shown: CellsFrame | ClassedFrame): readonly number[] {
  if (shown.kind === "classed") return shown.order;
  return [...shown.values.keys()].filter((row) => (shown.values[row] ?? 0) > 0);
}

function propertiesOf(shown: CellsFrame | ClassedFrame, row: number, cell: string): Properties {
  const columns = shown.kind === "classed" ? shown.columns : [];
  return {
    cell,
    n: shown.values[row] ?? 0,
    ...Object.fromEntries(columns.map(({ key, of }) => [key, of(row)])),
  };
}
