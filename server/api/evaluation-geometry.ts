import { Type } from "typebox";
import { closed } from "./common.ts";
import { MultiPolygon } from "./shapes.ts";

/** The parts of an evaluation that a map outlines. */
const PARTS = ["target", "ring", "strip", "receiving", "control"] as const;

const nullableText = Type.Union([Type.String(), Type.Null()]);

/** One outline for each part: `k` of a ring, `code` and `name` of the borough (or of the receiving place). */
export const GeometryCollection = Type.Object(
  {
    type: Type.Literal("FeatureCollection"),
    features: Type.Array(
      Type.Object(
        {
          type: Type.Literal("Feature"),
          properties: Type.Object(
            {
              part: Type.Enum(PARTS),
              k: Type.Union([Type.Integer(), Type.Null()]),
              code: nullableText,
              name: nullableText,
            },
            closed,
          ),
          geometry: MultiPolygon,
        },
        closed,
      ),
    ),
  },
  closed,
);
