import { Type } from "typebox";
import { CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { GateSchema, Method, RingSchema, testProperties, UniverseSchema } from "./method.ts";

export const CAPS = ["p99", "none"] as const;
const P_METHODS = ["exact", "normal", "permutation"] as const;
const TAILS = ["upper", "two", "lower"] as const;
const MOST_PERMUTATIONS = 9_999;

/**
 * Hot areas (Gi*). By `Accept`: application/json, text/csv, or application/vnd.hexbeat.hotspots (columns aligned to the
 * rows of /hotspots/index for the same dataset, version, universe, resolution and area).
 */
export const HotspotsQuery = Type.Object(
  {
    ...testProperties,
    ring: Type.Optional(RingSchema),
    /** Counts, the default. A rate is refused with the reason and where to go. */
    measure: Type.Optional(Type.Enum(["count", "rate"] as const)),
    cap: Type.Optional(Type.Enum(CAPS)),
    p: Type.Optional(Type.Enum(P_METHODS)),
    tail: Type.Optional(Type.Enum(TAILS)),
    permutations: Type.Optional(Type.Integer({ minimum: 99, maximum: MOST_PERMUTATIONS })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
  },
  closed,
);

const value = Type.Union([Type.Number(), Type.Null()]);

export const Hotspots = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    ring: RingSchema,
    cap: Type.Enum(CAPS),
    p: Type.Enum(P_METHODS),
    tail: Type.Enum(TAILS),
    universe: UniverseSchema,
    gate: GateSchema,
    /** Incidents in the universe, whatever is listed. */
    total: Type.Integer(),
    /** Every cell of the universe, or those of `area`, ascending; null where the gate allows no value. */
    cells: Type.Array(
      Type.Object(
        {
          cell: CellId,
          n: Type.Integer(),
          z: value,
          p: value,
          pNormal: value,
          q: value,
          class: Type.Union([Type.Integer(), Type.Null()]),
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);

/** The cells that the columns of /hotspots are aligned to. */
export const HotspotIndexQuery = Type.Object(
  {
    dataset: testProperties.dataset,
    universe: testProperties.universe,
    area: testProperties.area,
    set: testProperties.set,
    res: testProperties.res,
    version: testProperties.version,
  },
  closed,
);
