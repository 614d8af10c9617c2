import { Type } from "typebox";
import { CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { Method, testProperties, UniverseSchema } from "./method.ts";
import { Breaks } from "./recording-breaks.ts";

/** What share of the incidents the busiest cells hold, and who was how often among the first. */
export const ConcentrationQuery = Type.Object(testProperties, closed);

const tops = { top1: Type.Integer(), top3: Type.Integer(), top10: Type.Integer() };

export const Concentration = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    universe: UniverseSchema,
    /** Incidents of the window in the universe. */
    total: Type.Integer(),
    /** Shares of all cells of the universe, from the busiest; share is null when nothing happened. */
    cuts: Type.Array(
      Type.Object(
        {
          cut: Type.Number(),
          cells: Type.Integer(),
          n: Type.Integer(),
          share: Type.Union([Type.Number(), Type.Null()]),
        },
        closed,
      ),
    ),
    /** In how many of these months, the last 36 that end with the window, a unit was among the first 1, 3 and 10. */
    ranks: Type.Object(
      {
        months: Type.Array(Type.String()),
        /** That these months cross. */
        breaks: Breaks,
        /** The set the wards are of; null when the dataset is located in none. */
        set: Type.Union([Type.String(), Type.Null()]),
        wards: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...tops }, closed)),
        cells: Type.Array(Type.Object({ cell: CellId, ...tops }, closed)),
      },
      closed,
    ),
    method: Method,
  },
  closed,
);
