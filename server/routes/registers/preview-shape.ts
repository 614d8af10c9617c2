import type { Knex } from "knex";
import type { Static } from "typebox";
import { SHAPE_VERTICES, type ShapePreviewInput } from "../../api/shapes.ts";
import { listAreaSets } from "../../db/area-queries.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { examineShape, snapToAreas } from "../../db/register-shape-queries.ts";
import { refuse } from "../filter/parse-filter.ts";
import { findSet, readDatasetSets } from "../filter/resolve-areas.ts";
import { type ResolvedShape, resolveShape } from "./resolve-shape.ts";

const TOLERANCE_METRES = 30;

/**
 * A shape as it would be saved, for the eye before it is; snapped to ward edges when asked. JSON text.
 * @param dataset whose wards are meant; null = real ones
 */
export async function previewShape(
  knex: Knex,
  { shape, snap, toleranceMetres }: Static<typeof ShapePreviewInput>,
  dataset: KnownDataset | null,
): Promise<string> {
  const resolved = await resolveShape(knex, "shape", shape, dataset);
  if (snap !== "wards") return write(resolved, false, null);
  const setId = await wardSet(knex, shape.set, dataset);
  const moved = await snapToAreas(knex, resolved.geometry, {
    setId,
    toleranceMetres: toleranceMetres ?? TOLERANCE_METRES,
  });
  const facts = moved === null ? null : await examineShape(knex, moved);
  if (facts === null || facts.geometry === resolved.geometry) {
    return write(resolved, false, "No ward edge lies within the tolerance: the shape is as it was drawn.");
  }
  if (facts.fault !== null || facts.areaSquareMetres < 1) {
    return write(
      resolved,
      false,
      "Snapped, it would cross itself: the shape is as it was drawn. Try a smaller tolerance.",
    );
  }
  if (facts.vertices > SHAPE_VERTICES) {
    const note = `Snapped, it would have ${facts.vertices} vertices (at most ${SHAPE_VERTICES}): the shape is as it was drawn. Pick the wards instead.`;
    return write(resolved, false, note);
  }
  return write({ ...facts, origin: resolved.origin }, true, null);
}

async function wardSet(knex: Knex, code: string | undefined, dataset: KnownDataset | null): Promise<number> {
  const all = await listAreaSets(knex);
  if (code !== undefined) return findSet(all, code, dataset).id;
  const chosen = dataset === null ? [] : (await readDatasetSets(knex, dataset)).chosen;
  const set = [...chosen, ...all.filter(({ synthetic }) => synthetic === (dataset?.synthetic ?? false))].find(
    ({ kind }) => kind === "ward",
  );
  if (set === undefined) throw refuse("snap", "snap=wards: no ward boundaries are loaded.");
  return set.id;
}

function write(shape: ResolvedShape, snapped: boolean, note: string | null): string {
  const { geometry, origin, vertices, areaSquareMetres } = shape;
  const facts = JSON.stringify({ origin, vertices, areaSquareMetres: Math.round(areaSquareMetres), snapped, note });
  return `{"geometry":${geometry},${facts.slice(1)}`;
}
