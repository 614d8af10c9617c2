import { Type } from "typebox";
import { closed, DatasetCode } from "./common.ts";

/** The most vertices a polygon that is drawn, typed or imported for a zone or a phase may have. */
export const SHAPE_VERTICES = 500;

const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 });

/** How far the footprint of premises may reach from their point. */
export const PREMISES_METRES = { least: 5, most: 100, usual: 15 } as const;

/** A point with a small footprint round it: what a closure is about. Longitude first. */
const Premises = Type.Object(
  {
    lngLat: Position,
    radiusMetres: Type.Integer({ minimum: PREMISES_METRES.least, maximum: PREMISES_METRES.most }),
  },
  closed,
);

const codes = (description: string, maxItems: number) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems, description }));

/**
 * Where something is, said in exactly one way: a polygon (GeoJSON, longitude first), areas by code (wards, boroughs …
 * of one `set`, else of the dataset's own), H3 cells of one resolution, a zone or a target area by id, or, for a closure,
 * the point of its premises.
 */
export const ShapeInput = Type.Object(
  {
    polygon: Type.Optional(
      Type.Object({ type: Type.Enum(["Polygon", "MultiPolygon"]), coordinates: Type.Array(Type.Unknown()) }, closed),
    ),
    areas: codes("Codes of areas of one set; their union is the shape", 100),
    set: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,120}$" })),
    cells: codes("H3 cells of one resolution", 500),
    zone: Type.Optional(Type.Integer({ minimum: 1 })),
    targetArea: Type.Optional(Type.Integer({ minimum: 1 })),
    premises: Type.Optional(
      Type.Object(
        { lngLat: Premises.properties.lngLat, radiusMetres: Type.Optional(Premises.properties.radiusMetres) },
        closed,
      ),
    ),
  },
  closed,
);

/** What a shape came from; its codes where it came from areas or cells, its point where it came from premises. */
export const ShapeOrigin = Type.Object(
  {
    from: Type.Enum(["polygon", "areas", "cells", "zone", "target_area", "premises"]),
    set: Type.Union([Type.String(), Type.Null()]),
    codes: Type.Array(Type.String()),
    premises: Type.Optional(Premises),
  },
  closed,
);

export const MultiPolygon = Type.Object(
  { type: Type.Literal("MultiPolygon"), coordinates: Type.Array(Type.Array(Type.Array(Position))) },
  closed,
);

/** POST /zones/preview: the shape as it would be saved. `snap: "wards"` moves its edge onto ward edges within the tolerance. */
export const ShapePreviewInput = Type.Object(
  {
    shape: ShapeInput,
    dataset: Type.Optional(DatasetCode),
    snap: Type.Optional(Type.Enum(["none", "wards"])),
    toleranceMetres: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export const ShapePreview = Type.Object(
  {
    geometry: MultiPolygon,
    origin: ShapeOrigin,
    vertices: Type.Integer(),
    areaSquareMetres: Type.Integer(),
    snapped: Type.Boolean(),
    /** Why it was not snapped, or null. */
    note: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
