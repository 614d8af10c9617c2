import { Type } from "typebox";
import { askedGroups } from "./area-groups.ts";
import { AreaKindSchema, CalendarDate, closed, DatasetCode, filterProperties } from "./common.ts";

const AreaSet = Type.Object(
  {
    id: Type.String(),
    kind: AreaKindSchema,
    title: Type.String(),
    vintage: Type.Integer(),
    validFrom: CalendarDate,
    synthetic: Type.Boolean(),
    areas: Type.Integer(),
    source: Type.Union([Type.String(), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    version: Type.Integer(),
  },
  closed,
);
export const AreaSetList = Type.Object({ sets: Type.Array(AreaSet) }, closed);

/** `set`, else the set of `kind` chosen by `dataset`; `within` = comma list of borough codes. */
export const AreasQuery = Type.Object(
  {
    set: filterProperties.set,
    kind: Type.Optional(AreaKindSchema),
    dataset: Type.Optional(DatasetCode),
    within: filterProperties.area,
  },
  closed,
);

const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 });
export const AreaFeatureCollection = Type.Object(
  {
    type: Type.Literal("FeatureCollection"),
    set: Type.String(),
    kind: AreaKindSchema,
    synthetic: Type.Boolean(),
    note: Type.Union([Type.String(), Type.Null()]),
    features: Type.Array(
      Type.Object(
        {
          type: Type.Literal("Feature"),
          properties: Type.Object(
            {
              code: Type.String(),
              name: Type.String(),
              borough: Type.Union([Type.String(), Type.Null()]),
              boroughName: Type.Union([Type.String(), Type.Null()]),
              /** A point inside the area, for its label: [lng, lat]. */
              label: Position,
            },
            closed,
          ),
          geometry: Type.Object(
            { type: Type.Literal("MultiPolygon"), coordinates: Type.Array(Type.Array(Type.Array(Position))) },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** Counts per area. `kind` picks the dataset's chosen set of that kind (default ward); `set` names one. */
export const AreaCountsQuery = Type.Object({ ...filterProperties, kind: Type.Optional(AreaKindSchema) }, closed);
export const AreaCounts = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    set: Type.Union([Type.String(), Type.Null()]),
    kind: AreaKindSchema,
    source: Type.Enum(["points", "published"] as const),
    total: Type.Integer(),
    /** Counted in the window but in no area of the set. */
    outside: Type.Integer(),
    areas: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), n: Type.Integer() }, closed)),
    ...askedGroups,
  },
  closed,
);
