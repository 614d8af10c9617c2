import { Type } from "typebox";
import { askedGroups } from "./area-groups.ts";
import { closed, DatasetCode, filterProperties } from "./common.ts";
import { Breaks } from "./recording-breaks.ts";

export const SERIES_UNITS = ["month", "day", "hour", "weekday", "hour_of_week"] as const;

/**
 * Counts over time. month and day: one row for each in the window, zeros included. hour (0–23), weekday (1 = Monday … 7)
 * and hour_of_week (0 = Monday 00:00 … 167), Europe/London, need data of that precision. `cell` narrows to H3 cells of one resolution.
 */
export const SeriesQuery = Type.Object(
  {
    ...filterProperties,
    unit: Type.Optional(Type.Enum(SERIES_UNITS)),
    cell: Type.Optional(Type.String({ maxLength: 4_000 })),
  },
  closed,
);
export const Series = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    unit: Type.Enum(SERIES_UNITS),
    total: Type.Integer(),
    breaks: Breaks,
    /** `t`: "2019-05" for months, "2019-05-31" for days, the number as text for the others. */
    rows: Type.Array(Type.Object({ t: Type.String(), n: Type.Integer() }, closed)),
    ...askedGroups,
  },
  closed,
);
