import { latLngToCell, polygonToCells } from "h3-js";
import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { SHAPE_VERTICES } from "../../api/shapes.ts";
import { DrawnPolygon, TargetGeometry } from "../../api/target-areas.ts";
import type { DrawnPolygonBody, NominationBody } from "../../api/types.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { uniteAreas } from "../../db/shape-queries.ts";
import { DomainError } from "../../errors.ts";
import { expandAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { findSet, readDatasetSets, resolveAreas } from "../filter/resolve-areas.ts";
import { requireCells, requireValid, shapeOfCells } from "../registers/resolve-shape.ts";

export type Shape = {
  /** GeoJSON text of a polygon or several. */
  readonly geometry: string;
  readonly hectares: number;
  /** Of resolution 9: on its edge and inside. */
  readonly cells: readonly string[];
};

const SQUARE_METRES = 10_000;

/**
 * The shape that a nomination describes by polygon, cells or area codes.
 * @throws DomainError invalid_query that names the field and what is wrong with it; nothing is ever repaired
 */
export async function readShape(
  knex: Knex,
  { polygon, cells, areas, set }: Pick<NominationBody, "polygon" | "cells" | "areas" | "set">,
  dataset: KnownDataset,
): Promise<Shape> {
  if (polygon !== undefined) {
    checkRings(polygon);
    return measure(knex, "polygon", JSON.stringify(polygon));
  }
  if (cells !== undefined) {
    requireCells("cells", cells);
    return measure(knex, "cells", shapeOfCells(cells));
  }
  const sets = await readDatasetSets(knex, dataset);
  const candidates = set === undefined ? sets.chosen : [findSet(sets.all, set, dataset)];
  const { areaIds } = await naming("areas", async () =>
    resolveAreas(knex, await expandAreas(knex, (areas ?? []).join(",")), candidates, sets),
  );
  return measure(knex, "areas", await uniteAreas(knex, areaIds));
}

async function measure(knex: Knex, field: string, geometry: string): Promise<Shape> {
  const { areaSquareMetres } = await requireValid(knex, field, geometry);
  return { geometry, hectares: Math.round((areaSquareMetres / SQUARE_METRES) * 100) / 100, cells: cellsOf(geometry) };
}

const outline = Compile(Type.Union([DrawnPolygon, TargetGeometry]));

function cellsOf(geometry: string): string[] {
  const shape = outline.Parse(JSON.parse(geometry));
  const coordinates = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const edge = coordinates.flat(2).map(([lng = 0, lat = 0]) => latLngToCell(lat, lng, 9));
  return [...new Set([...edge, ...coordinates.flatMap((rings) => polygonToCells(rings, 9, true))])];
}

/** Codes are read as in a query; what is wrong is told of the field of the body. */
async function naming<Result>(field: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.message, { ...error.details, field });
  }
}

function checkRings({ coordinates }: DrawnPolygonBody): void {
  const vertices = coordinates.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (vertices > SHAPE_VERTICES)
    throw refuse("polygon", `polygon has ${vertices} vertices; at most ${SHAPE_VERTICES}. Draw it simpler.`);
  for (const ring of coordinates) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
      throw refuse("polygon", "polygon has a ring that is not closed: its last position must be its first.");
    for (const [lng = 0, lat = 0] of ring) {
      if (Math.abs(lat) > 90 || isBritish(lat, lng))
        throw refuse("polygon", `polygon looks swapped at ${lng}, ${lat}: longitude comes first, then latitude.`);
    }
  }
}

/** True for a place in or around the United Kingdom. */
function isBritish(lng: number, lat: number): boolean {
  return lng > -9 && lng < 3 && lat > 49 && lat < 61.5;
}
