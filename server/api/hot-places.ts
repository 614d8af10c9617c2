import { Type } from "typebox";
import { CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { GateSchema, Method, testProperties, UniverseSchema } from "./method.ts";
import { LOCATION_FLAGS } from "./vocabulary.ts";

/** Hot places: which single cells are among the busiest, month after month, over the 12 months that end with the window? */
export const HotPlacesQuery = Type.Object(testProperties, closed);

/** Records that stand at a place because it is where they are put by default. */
export const DefaultPoints = Type.Array(Type.Object({ flag: Type.Enum(LOCATION_FLAGS), n: Type.Integer() }, closed));

const MonthText = Type.String({ pattern: "^\\d{4}-\\d{2}$" });

export const HotPlaces = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    universe: UniverseSchema,
    gate: GateSchema,
    /** The count that a cell had to reach in each of the 12 months: at most 1 % of the cells do. */
    thresholds: Type.Array(Type.Object({ month: MonthText, count: Type.Integer() }, closed)),
    /** Incidents of the 12 months in the universe, whatever is listed. */
    total: Type.Integer(),
    /** Cells of the universe that are hot. */
    hot: Type.Integer(),
    /** Every listed cell that reached a threshold at least once, the surest first. */
    places: Type.Array(
      Type.Object(
        {
          cell: CellId,
          /** Incidents of the 12 months. */
          n: Type.Integer(),
          monthsReached: Type.Integer(),
          p: Type.Number(),
          q: Type.Number(),
          /** q ≤ 2.5 %. */
          hot: Type.Boolean(),
          defaultPoints: DefaultPoints,
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
