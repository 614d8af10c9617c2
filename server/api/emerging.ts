import { Type } from "typebox";
import { CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { GateSchema, Method, RingSchema, testProperties, UniverseSchema } from "./method.ts";

/** Which places became hot, stayed hot, or cooled, month by month? `cell`: comma list of cells whose months are wanted, too. */
export const EmergingQuery = Type.Object(
  { ...testProperties, ring: Type.Optional(RingSchema), cell: Type.Optional(Type.String({ maxLength: 4_000 })) },
  closed,
);

const TREND = ["up", "down", "none"] as const;

const EmergingCell = Type.Object(
  {
    cell: CellId,
    n: Type.Integer(),
    /** In the vocabulary of ArcGIS Pro, with its own trend test. */
    class_arcgis: Type.String(),
    reason: Type.String(),
    trend_arcgis: Type.Enum(TREND),
    /** Ours: Mann-Kendall on single months, exact p, Benjamini-Hochberg over the cells; a direction at q ≤ 5 %. */
    trend: Type.Object({ direction: Type.Enum(TREND), s: Type.Number(), p: Type.Number(), q: Type.Number() }, closed),
    /** Of the cells asked for; the first month has no state, since it has none before it. */
    months: Type.Union([
      Type.Array(
        Type.Object(
          {
            month: Type.String(),
            n: Type.Integer(),
            state: Type.Union([Type.Enum(["hot", "cold", "neither"] as const), Type.Null()]),
            z: Type.Union([Type.Number(), Type.Null()]),
          },
          closed,
        ),
      ),
      Type.Null(),
    ]),
  },
  closed,
);

export const Emerging = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    ring: RingSchema,
    universe: UniverseSchema,
    gate: GateSchema,
    months: Type.Array(Type.String()),
    /** Incidents in the universe. */
    total: Type.Integer(),
    /** Cells of the universe in each class. */
    classes: Type.Array(Type.Object({ class: Type.String(), cells: Type.Integer() }, closed)),
    /** The listed cells with a pattern, and those asked for by `cell`. */
    cells: Type.Array(EmergingCell),
    method: Method,
  },
  closed,
);
