import { Type } from "typebox";
import { CalendarDate, CellId, closed, DatasetCode, MonthCounts, ResolutionSchema } from "./common.ts";
import { DefaultPoints } from "./hot-places.ts";
import { CAPS } from "./hotspots.ts";
import { GateSchema, Method, RingSchema, testProperties, UniverseSchema } from "./method.ts";
import { Breaks } from "./recording-breaks.ts";

/** The ranked list: the union of hot areas and hot places at a false-discovery rate of 2.5 % each. */
export const ClustersQuery = Type.Object(
  { ...testProperties, ring: Type.Optional(RingSchema), cap: Type.Optional(Type.Enum(CAPS)) },
  closed,
);

const CLUSTER_LABELS = ["area", "place", "both"] as const;

const share = Type.Union([Type.Number(), Type.Null()]);
const nullableQ = Type.Union([Type.Number(), Type.Null()]);

const Core = Type.Object(
  {
    /** Of the resolution in `res`, the busiest first: the fewest that hold 60 % of the cluster's incidents. */
    cells: Type.Array(CellId),
    res: Type.Integer(),
    n: Type.Integer(),
    hectares: Type.Number(),
    /** Of the incidents of the cluster's first borough. */
    share,
    places: Type.Array(Type.Object({ kind: Type.String(), name: Type.String(), metres: Type.Integer() }, closed)),
  },
  closed,
);

const Cluster = Type.Object(
  {
    /** Its busiest cell of the 12 months: the same from month to month while that stays the busiest. */
    id: CellId,
    name: Type.String(),
    rank: Type.Integer(),
    /** Its rank a month before; null when it was not listed then. */
    previousRank: Type.Union([Type.Integer(), Type.Null()]),
    /** Places it rose by since; negative when it fell. */
    movement: Type.Union([Type.Integer(), Type.Null()]),
    label: Type.Enum(CLUSTER_LABELS),
    cells: Type.Array(CellId),
    /** The reasons: how many of its cells each test lists, and the smallest q of each. */
    evidence: Type.Object(
      { areaCells: Type.Integer(), placeCells: Type.Integer(), areaQ: nullableQ, placeQ: nullableQ },
      closed,
    ),
    /** In the window. */
    n: Type.Integer(),
    hectares: Type.Number(),
    /** Of the incidents of its first borough, those of that borough in this cluster. */
    share,
    /** That its incidents lie in, the most first. */
    boroughs: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), n: Type.Integer(), share }, closed)),
    wards: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), n: Type.Integer() }, closed)),
    core: Core,
    defaultPoints: DefaultPoints,
    /** Up to 12 months that end with the window. */
    trend: MonthCounts,
  },
  closed,
);

export const Clusters = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    ring: RingSchema,
    cap: Type.Enum(CAPS),
    universe: UniverseSchema,
    /** null when at least one of the two tests could be made. */
    gate: GateSchema,
    gates: Type.Object({ areas: GateSchema, places: GateSchema }, closed),
    /** Incidents in the universe. */
    total: Type.Integer(),
    /** Clusters in the universe, whatever is listed. */
    found: Type.Integer(),
    /** The window that ranks are compared with; null when it cannot be tested alike. */
    previous: Type.Union([Type.Object({ from: CalendarDate, to: CalendarDate }, closed), Type.Null()]),
    clusters: Type.Array(Cluster),
    /** That the months of the trends cross. */
    breaks: Breaks,
    method: Method,
  },
  closed,
);
