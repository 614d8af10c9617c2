import { cellsToMultiPolygon } from "h3-js";
import type {
  AreaCollection,
  DrawnPolygonBody,
  NominationBody,
  TargetGeometryBody,
  ZoneBody,
} from "../../../server/api/types.ts";
import { circlePolygon } from "../layers/patrol.ts";

/** How an area is said; `premises` where a closure is, not an area. */
export type ShapeMode = "draw" | "pick" | "type" | "premises";

/** The ways to say an area that every form has, as it offers them. */
export const AREA_WAYS = [
  { value: "draw", label: "Draw" },
  { value: "pick", label: "Pick" },
  { value: "type", label: "Type" },
] as const satisfies readonly { readonly value: ShapeMode; readonly label: string }[];

/** The point of premises, longitude first, and how far their footprint reaches. */
export type Premises = NonNullable<ZoneBody["shape"]["premises"]>;

/** An area as the service takes it: by polygon, by cells of one resolution, or by codes of areas. */
export type ShapeChoice =
  | {
      readonly source: "drawn" | "typed";
      readonly polygon: DrawnPolygonBody;
      /** What the polygon is the footprint of; an area where left out. */
      readonly premises?: Premises;
    }
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

/** Premises as a choice: their footprint stands in for the one that the service draws. */
export function premisesChoice(premises: Premises): ShapeChoice {
  const [lng = 0, lat = 0] = premises.lngLat;
  return { source: "typed", polygon: circlePolygon([lng, lat], premises.radiusMetres), premises };
}

/** The premises that were chosen; null where an area was, or nothing. */
export function chosenPremises(choice: ShapeChoice | null): Premises | null {
  return choice !== null && "polygon" in choice ? (choice.premises ?? null) : null;
}

/** The area whose corners are known; null where cells, wards or premises were chosen. */
export function chosenOutline(choice: ShapeChoice | null): DrawnPolygonBody | null {
  return choice !== null && "polygon" in choice && choice.premises === undefined ? choice.polygon : null;
}

/** One more of a list, or one less. */
export function toggled(list: readonly string[], entry: string): readonly string[] {
  return list.includes(entry) ? list.filter((held) => held !== entry) : [...list, entry];
}
