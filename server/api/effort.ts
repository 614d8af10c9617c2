import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode, filterProperties, MonthCounts } from "./common.ts";
import { GateSchema, Method } from "./method.ts";
import { Breaks } from "./recording-breaks.ts";
import { CATEGORIES } from "./vocabulary.ts";

/**
 * Possession beside the searches that make it: the window from … to against the one of equal length before it, in `area`
 * (default everywhere).
 */
export const EffortQuery = Type.Object(
  {
    dataset: filterProperties.dataset,
    from: filterProperties.from,
    to: filterProperties.to,
    area: filterProperties.area,
    set: filterProperties.set,
    version: Type.Optional(Type.Integer()),
  },
  closed,
);

const SURFACES = ["public_reports", "supply", "possession", "searches", "unsplit"] as const;
const MARKINGS = ["public reported", "police generated", "not split"] as const;

const Window = Type.Object({ from: CalendarDate, to: CalendarDate }, closed);
const Share = Type.Object(
  { n: Type.Integer(), of: Type.Integer(), share: Type.Union([Type.Number(), Type.Null()]) },
  closed,
);

export const Effort = Type.Object(
  {
    dataset: DatasetCode,
    before: Window,
    after: Window,
    /** Must stand over every map of unsplit data. */
    banner: Type.Union([Type.String(), Type.Null()]),
    gate: GateSchema,
    /** That the months of both windows cross. */
    breaks: Breaks,
    /** Finds of possession per search, after over before; null where the gate says why. */
    possession: Type.Union([
      Type.Null(),
      Type.Object(
        {
          ratio: Type.Number(),
          interval: Type.Object({ low: Type.Number(), high: Type.Number() }, closed),
          /** φ, at least 1, and the degrees of freedom behind it. */
          dispersion: Type.Number(),
          degreesOfFreedom: Type.Integer(),
          halfAdded: Type.Boolean(),
          verdict: Type.Enum(["in_step_with_searching", "not_accounted_for_by_searching_alone"] as const),
          says: Type.String(),
        },
        closed,
      ),
    ]),
    /** What may be drawn apart: the first is the default surface. Possession is never shown without searches. */
    surfaces: Type.Array(
      Type.Object(
        {
          surface: Type.Enum(SURFACES),
          marking: Type.Enum(MARKINGS),
          default: Type.Boolean(),
          categories: Type.Array(Type.Enum(CATEGORIES)),
          before: Type.Integer(),
          after: Type.Integer(),
          months: MonthCounts,
        },
        closed,
      ),
    ),
    /** Share of possession among drug offences in the window from … to, each with its n; none where the data is not split. */
    shares: Type.Array(
      Type.Object(
        { scope: Type.Enum(["area", "borough", "everywhere"] as const), name: Type.String(), ...Share.properties },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
