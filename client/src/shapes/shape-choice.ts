import { cellsToMultiPolygon } from "h3-js";
import type {
  AreaCollection,
  DrawnPolygonBody,
  NominationBody,
  TargetGeometryBody,
} from "../../../server/api/types.ts";

/** How an area is said. */
export type ShapeMode = "draw" | "pick" | "type";

/** An area as the service takes it: by polygon, by cells of one resolution, or by codes of areas. */
export type ShapeChoice =
  | { readonly source: "drawn" | "typed"; readonly polygon: DrawnPolygonBody }
  | { readonly source: "picked"; readonly cells: readonly string[] }
  | { readonly source: "picked"; readonly areas: readonly string[] };

/** The same in the form of a request's body. */
export function choiceBody(choice: ShapeChoice): Pick<NominationBody, "source" | "polygon" | "cells" | "areas"> {
  if ("polygon" in choice) return { source: choice.source, polygon: choice.polygon };
  if ("cells" in choice) return { source: choice.source, cells: [...choice.cells] };
  return { source: choice.source, areas: [...choice.areas] };
}

/** What to draw for it. @param areas to look codes up in */
export function choiceShapes(
  choice: ShapeChoice | null,
  areas: AreaCollection | null,
): (TargetGeometryBody | DrawnPolygonBody)[] {
  if (choice === null) return [];
  if ("polygon" in choice) return [choice.polygon];
  if ("cells" in choice) return [cellsOutline(choice.cells)];
  return (areas?.features ?? []).flatMap(({ properties, geometry }) =>
    choice.areas.includes(properties.code) ? [geometry] : [],
  );
}

function cellsOutline(cells: readonly string[]): TargetGeometryBody {
  return { type: "MultiPolygon", coordinates: cellsToMultiPolygon([...cells], true) };
}

/** One more of a list, or one less. */
export function toggled(list: readonly string[], entry: string): readonly string[] {
  return list.includes(entry) ? list.filter((held) => held !== entry) : [...list, entry];
}
