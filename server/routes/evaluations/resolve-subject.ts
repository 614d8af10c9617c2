import type { Knex } from "knex";
import type { Principal } from "../../access/tier.ts";
import { visibleTo } from "../../access/visibility.ts";
import type { Visibility } from "../../api/operations.ts";
import { readOperationPhases, readZone, type SubjectRow } from "../../db/evaluation-queries.ts";
import type { Subject } from "../../db/evaluation-register.ts";
import { DomainError } from "../../errors.ts";
import type { Polygons } from "../../evaluation/scene.ts";

/** What is evaluated: where, and from when on. */
export type ResolvedSubject = Subject & {
  readonly name: string;
  /** The dataset it belongs to; null = the real ones. */
  readonly dataset: string | null;
  /** First day. */
  readonly start: string;
  readonly parts: readonly { readonly name: string; readonly from: string; readonly to: string | null }[];
  readonly polygons: Polygons;
  /** The same as GeoJSON, phase by phase. */
  readonly geometries: readonly string[];
  /** Classes of operations that whoever asks may know of. */
  readonly visible: readonly Visibility[];
};

/** @throws DomainError not_found, also for an operation that the asker may not know of */
export async function resolveSubject(
  knex: Knex,
  { kind, id }: Subject,
  principal: Principal,
): Promise<ResolvedSubject> {
  const visible = visibleTo(principal);
  const rows = kind === "operation" ? await readOperationPhases(knex, id, visible) : await readZone(knex, id);
  const [first] = rows;
  if (first === undefined) throw new DomainError("not_found", `There is no ${kind} ${id}.`);
  const parts = rows.map(({ part, from, to }) => ({ name: part, from, to }));
  return {
    kind,
    id,
    name: first.name,
    dataset: first.dataset,
    start: first.from,
    parts,
    polygons: polygonsOf(rows),
    geometries: rows.map(({ geometry }) => geometry),
    visible,
  };
}

/** The polygons of all phases; where phases share ground their cells are counted once. */
export function polygonsOf(rows: readonly Pick<SubjectRow, "geometry">[]): number[][][][] {
  return rows.flatMap(({ geometry }) => {
    const shape: unknown = JSON.parse(geometry);
    if (!isMultiPolygon(shape)) throw new Error("the database answered a shape that is no multipolygon");
    return shape.coordinates;
  });
}

function isMultiPolygon(shape: unknown): shape is { coordinates: number[][][][] } {
  return (
    typeof shape === "object" &&
    shape !== null &&
    "type" in shape &&
    shape.type === "MultiPolygon" &&
    "coordinates" in shape
  );
}
