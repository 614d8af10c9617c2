import { cellsToMultiPolygon } from "h3-js";
import type { Knex } from "knex";
import type { Static } from "typebox";
import { PREMISES_METRES, SHAPE_VERTICES, type ShapeInput, type ShapeOrigin } from "../../api/shapes.ts";
import { type AreaSetRow, findAreaCodes, listAreaSets } from "../../db/area-queries.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { examineShape, type ShapeFacts, shapeOfTargetArea, shapeOfZone } from "../../db/register-shape-queries.ts";
import { uniteAreas } from "../../db/shape-queries.ts";
import { DomainError } from "../../errors.ts";
import { everyPosition, type MultiPolygon, readMultiPolygon } from "../../ingest/formats/geojson-geometry.ts";
import { footprintOf } from "../../registers/premises.ts";
import { parseCells, refuse } from "../filter/parse-filter.ts";
import { findSet, readDatasetSets } from "../filter/resolve-areas.ts";

export type ResolvedShape = ShapeFacts & { readonly origin: Static<typeof ShapeOrigin> };

type Input = Static<typeof ShapeInput>;
type Found = { readonly geometry: string; readonly origin: Static<typeof ShapeOrigin> };

const WAYS = ["polygon", "areas", "cells", "zone", "targetArea", "premises"] as const;

/**
 * The polygon that a shape names, examined and never repaired, with what it came from.
 * @param field where it stands in the body: errors name it
 * @param dataset whose areas are meant; null = real ones
 * @throws DomainError invalid_query that names the field and what to do
 */
export async function resolveShape(
  knex: Knex,
  field: string,
  input: Input,
  dataset: KnownDataset | null,
): Promise<ResolvedShape> {
  const given = WAYS.filter((way) => input[way] !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? "none is given" : `got ${given.join(" and ")}`;
    throw refuse(field, `${field} must say where in exactly one way: ${WAYS.join(", ")}; ${got}.`);
  }
  const { geometry, origin } = await findShape(knex, field, input, dataset);
  return { ...(await requireValid(knex, field, geometry)), origin };
}

/** @throws DomainError invalid_query for a shape that is none or has no surface; nothing is ever repaired */
export async function requireValid(knex: Knex, field: string, geometry: string): Promise<ShapeFacts> {
  const facts = await examineShape(knex, geometry);
  if (facts.fault !== null) {
    const message = `${field} is not a valid polygon: ${facts.fault} (longitude latitude). Draw it again without crossing lines.`;
    throw refuse(field, message);
  }
  if (facts.areaSquareMetres < 1) throw refuse(field, `${field} has no surface: draw an area, not a line or a point.`);
  return facts;
}

async function findShape(knex: Knex, field: string, input: Input, dataset: KnownDataset | null): Promise<Found> {
  if (input.polygon !== undefined) return { geometry: readPolygon(field, input.polygon), origin: came("polygon") };
  if (input.areas !== undefined) return areasShape(knex, field, { ...input, areas: input.areas }, dataset);
  if (input.cells !== undefined) return cellsShape(field, input.cells);
  if (input.premises !== undefined) return premisesShape(field, input.premises);
  const zone = input.zone === undefined ? null : await shapeOfZone(knex, input.zone);
  if (zone !== null) return { geometry: zone, origin: came("zone", [String(input.zone)]) };
  if (input.zone !== undefined) throw refuse(field, `${field}: there is no zone ${input.zone}.`);
  const target = await shapeOfTargetArea(knex, input.targetArea ?? 0);
  if (target !== null) return { geometry: target, origin: came("target_area", [String(input.targetArea)]) };
  throw refuse(field, `${field}: there is no target area ${input.targetArea}.`);
}

function came(from: Static<typeof ShapeOrigin>["from"], codes: readonly string[] = [], set: string | null = null) {
  return { from, set, codes: [...codes] };
}

/** @returns GeoJSON text of a polygon in and about the United Kingdom, of closed rings, with few enough vertices */
function readPolygon(field: string, polygon: unknown): string {
  const shape = readMultiPolygon(polygon, SHAPE_VERTICES);
  if ("fault" in shape) {
    const fault = shape.fault.replace(
      /\. Use a generalised.*$/,
      `: a drawn area may have ${SHAPE_VERTICES}. Draw it simpler`,
    );
    throw refuse(field, `${field} ${fault}.`);
  }
  return writeInBritain(field, shape);
}

/** @returns GeoJSON text */
function writeInBritain(field: string, shape: MultiPolygon): string {
  if (everyPosition(shape, (lng, lat) => lng >= -9 && lng <= 3 && lat >= 49 && lat <= 62)) {
    return JSON.stringify({ type: "MultiPolygon", coordinates: shape });
  }
  if (everyPosition(shape, (lng, lat) => lat >= -9 && lat <= 3 && lng >= 49 && lng <= 62)) {
    throw refuse(field, `${field} looks swapped: longitude comes first, then latitude.`);
  }
  throw refuse(field, `${field} leaves the United Kingdom: positions are [longitude, latitude] in degrees (WGS84).`);
}

function premisesShape(field: string, { lngLat, radiusMetres }: NonNullable<Input["premises"]>): Found {
  const premises = { lngLat, radiusMetres: radiusMetres ?? PREMISES_METRES.usual };
  return { geometry: writeInBritain(field, footprintOf(premises)), origin: { ...came("premises"), premises } };
}

function cellsShape(field: string, cells: readonly string[]): Found {
  requireCells(field, cells);
  const ids = [...new Set(cells)];
  return { geometry: shapeOfCells(ids), origin: came("cells", ids) };
}

/** @throws DomainError invalid_query unless they are H3 cells of one resolution */
export function requireCells(field: string, cells: readonly string[]): void {
  try {
    parseCells(cells.join(","));
  } catch (error) {
    throw error instanceof DomainError ? refuse(field, `${field}: ${error.message}`) : error;
  }
}

/** The outline of cells as GeoJSON text: longitude first, rings closed. */
export function shapeOfCells(cells: readonly string[]): string {
  return JSON.stringify({ type: "MultiPolygon", coordinates: cellsToMultiPolygon([...cells], true) });
}

async function areasShape(
  knex: Knex,
  field: string,
  input: Input & { readonly areas: readonly string[] },
  dataset: KnownDataset | null,
): Promise<Found> {
  const codes = [...new Set(input.areas)];
  const found = await findAreaCodes(knex, codes);
  const idsIn = (set: AreaSetRow) => found.filter((row) => row.setId === set.id).map((row) => row.id);
  const candidates = await candidateSets(knex, input.set, dataset);
  const set = candidates.find((candidate) => idsIn(candidate).length === codes.length);
  if (set !== undefined) {
    return { geometry: await uniteAreas(knex, idsIn(set)), origin: came("areas", codes, set.code) };
  }
  const unknown = codes.find((code) => !found.some((row) => row.code === code));
  if (unknown !== undefined)
    throw refuse(field, `${field}: no loaded area set has the area "${unknown.slice(0, 40)}".`);
  const sets = candidates.map((candidate) => candidate.code).join(", ") || "none";
  throw refuse(field, `${field}: the areas do not stand together in one of the sets ${sets}; name their set with set.`);
}

/** The named set alone; else the dataset's own sets, then every other of its kind, real or illustrative. */
async function candidateSets(
  knex: Knex,
  set: string | undefined,
  dataset: KnownDataset | null,
): Promise<readonly AreaSetRow[]> {
  const all = await listAreaSets(knex);
  if (set !== undefined) return [findSet(all, set, dataset)];
  const fitting = all.filter((candidate) => candidate.synthetic === (dataset?.synthetic ?? false));
  if (dataset === null) return fitting;
  const { chosen } = await readDatasetSets(knex, dataset);
  return [...chosen, ...fitting.filter((candidate) => !chosen.some(({ id }) => id === candidate.id))];
}
