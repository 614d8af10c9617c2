import { Type } from "typebox";
import { closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { GateSchema, Method, RingSchema, testProperties } from "./method.ts";

/** Would maps like this have said where the next month's incidents fell? Months up to `to`, each forecast from the 12 before it. */
export const BacktestQuery = Type.Object(
  {
    dataset: testProperties.dataset,
    category: testProperties.category,
    to: testProperties.to,
    set: testProperties.set,
    universe: testProperties.universe,
    res: testProperties.res,
    version: testProperties.version,
    ring: Type.Optional(RingSchema),
    /** Cells of the universe (default), or wards, from points or as published. */
    unit: Type.Optional(Type.Enum(["cell", "ward"] as const)),
    /** Months that are forecast. */
    origins: Type.Optional(Type.Integer({ minimum: 3, maximum: 24 })),
  },
  closed,
);

const value = Type.Union([Type.Number(), Type.Null()]);

export const Backtest = Type.Object(
  {
    dataset: DatasetCode,
    unit: Type.Enum(["cell", "ward"] as const),
    res: Type.Union([ResolutionSchema, Type.Null()]),
    units: Type.Integer(),
    gate: GateSchema,
    /** Months forecast, oldest first. */
    months: Type.Array(Type.String()),
    rows: Type.Array(
      Type.Object(
        {
          method: Type.String(),
          cut: Type.Number(),
          /** Cells or wards that were named. */
          units: Type.Integer(),
          forecasts: Type.Integer(),
          hitRate: value,
          pai: value,
          pei: value,
          /** Smallest and largest of a single month. */
          paiRange: Type.Union([Type.Object({ min: Type.Number(), max: Type.Number() }, closed), Type.Null()]),
          /** null for the plain count itself. */
          beatsPlainCount: Type.Union([Type.Boolean(), Type.Null()]),
          says: Type.Union([Type.String(), Type.Null()]),
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
