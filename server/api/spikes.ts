import { Type } from "typebox";
import { closed, DatasetCode, filterProperties } from "./common.ts";
import { GateSchema, Method } from "./method.ts";
import { Breaks } from "./recording-breaks.ts";

const MonthSchema = Type.String({ pattern: "^\\d{4}-\\d{2}$", description: "Calendar month, YYYY-MM" });

/**
 * Was this month out of the ordinary for a ward? `area`: boroughs or wards whose wards are the family of the test.
 * Counted from points where the dataset has them, else as the source published them.
 */
export const SpikesQuery = Type.Object(
  {
    dataset: filterProperties.dataset,
    category: filterProperties.category,
    area: Type.String({ minLength: 1, maxLength: 20_000 }),
    set: filterProperties.set,
    month: MonthSchema,
    version: Type.Optional(Type.Integer()),
  },
  closed,
);

export const Spikes = Type.Object(
  {
    dataset: DatasetCode,
    month: MonthSchema,
    /** The set the wards are of; null where published counts stand for wards of no loaded set. */
    set: Type.Union([Type.String(), Type.Null()]),
    source: Type.Enum(["points", "published"] as const),
    gate: GateSchema,
    /** That the months from the first of the mean to the last that follows cross. */
    breaks: Breaks,
    /** Wards of the area, and of the whole force. */
    family: Type.Object({ size: Type.Integer(), force: Type.Integer() }, closed),
    /** Variance ÷ mean of the force's wards; null when none is busy enough to tell. */
    dispersion: Type.Union([Type.Number(), Type.Null()]),
    /** Every ward of the area, the least probable first. */
    spikes: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: Type.String(),
          n: Type.Integer(),
          /** A month, over the 12 months before. */
          mean: Type.Number(),
          p: Type.Number(),
          q: Type.Number(),
          qForce: Type.Number(),
          flagged: Type.Boolean(),
          /** The same month of the year before. */
          yearBefore: Type.Union([Type.Integer(), Type.Null()]),
          /** Up to five months that follow, none of them beyond a recording break: is it still elevated? */
          after: Type.Array(Type.Integer()),
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
