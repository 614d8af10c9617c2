import { Type } from "typebox";
import { CalendarDate, CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { GateSchema, Method, testProperties, UniverseSchema } from "./method.ts";

/**
 * What changed between two periods, cell by cell, against the change of the whole universe. By `Accept`: application/json,
 * text/csv, application/geo+json, or application/vnd.hexbeat.change (columns aligned to the rows of /hotspots/index for the
 * same dataset, version, universe, resolution and area).
 */
export const ChangeQuery = Type.Object(
  {
    ...testProperties,
    /** The other period, from2 (inclusive) to to2 (exclusive); default the one of the same length that ends with `from`. */
    from2: Type.Optional(CalendarDate),
    to2: Type.Optional(CalendarDate),
  },
  closed,
);

const value = Type.Union([Type.Number(), Type.Null()]);
const Period = Type.Object({ from: CalendarDate, to: CalendarDate, total: Type.Integer() }, closed);

export const Change = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    universe: UniverseSchema,
    gate: GateSchema,
    /** Incidents in the universe, whatever is listed: in from … to, and in from2 … to2. */
    period: Period,
    compared: Period,
    /** The period among both: what every cell is held against. null where the gate allows no class. */
    share: value,
    /** Every cell of the universe, or those of `area`, that holds an incident in either period; ascending. */
    cells: Type.Array(
      Type.Object(
        {
          cell: CellId,
          /** Incidents from `from` to `to`, and from `from2` to `to2`. */
          n: Type.Integer(),
          n2: Type.Integer(),
          /** Of both, how many the share would lead one to expect in from … to. */
          expected: value,
          p: value,
          q: value,
          /** 1, 2, 3: more than expected at FDR 10, 5, 1 %; negative: fewer; 0: neither. */
          class: Type.Union([Type.Integer(), Type.Null()]),
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
