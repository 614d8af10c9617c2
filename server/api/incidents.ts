import { Type } from "typebox";
import { closed, DatasetCode, filterProperties } from "./common.ts";
import { CATEGORIES, GENERATIONS, LOCATION_FLAGS, LOCATION_PRECISIONS, PRECISIONS } from "./vocabulary.ts";

/** `bbox` = west,south,east,north in degrees; `after` = the `next` of the page before. */
export const IncidentsQuery = Type.Object(
  {
    ...filterProperties,
    bbox: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    after: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}_\\d{1,19}$" })),
  },
  closed,
);
const nullableText = Type.Union([Type.String(), Type.Null()]);
export const IncidentPage = Type.Object(
  {
    type: Type.Literal("FeatureCollection"),
    dataset: DatasetCode,
    version: Type.Integer(),
    synthetic: Type.Boolean(),
    marking: Type.Literal("OFFICIAL-SENSITIVE"),
    next: nullableText,
    features: Type.Array(
      Type.Object(
        {
          type: Type.Literal("Feature"),
          geometry: Type.Object(
            { type: Type.Literal("Point"), coordinates: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }) },
            closed,
          ),
          properties: Type.Object(
            {
              category: Type.Enum(CATEGORIES),
              generation: Type.Enum(GENERATIONS),
              occurred: Type.String(),
              precision: Type.Enum(PRECISIONS),
              drug: nullableText,
              outcome: nullableText,
              locationPrecision: Type.Enum(LOCATION_PRECISIONS),
              locationFlag: Type.Enum(LOCATION_FLAGS),
              locationText: nullableText,
            },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
