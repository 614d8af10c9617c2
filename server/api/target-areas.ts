import { Type } from "typebox";
import { CalendarDate, CellId, closed, DatasetCode, filterProperties, ResolutionSchema } from "./common.ts";
import { CAPS } from "./hotspots.ts";
import { Market } from "./markets.ts";
import { RingSchema } from "./method.ts";

/** Places chosen for attention: each with the evidence of the moment it was nominated, and everything decided since. */
export const TARGET_SOURCES = ["cluster", "drawn", "picked", "typed"] as const;
export const TARGET_STATUSES = ["proposed", "approved", "declined", "closed"] as const;
export const targetId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const TargetParams = Type.Object({ id: targetId }, closed);

/** [lng, lat] in degrees. */
const Position = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2 });
const Rings = Type.Array(Type.Array(Position, { minItems: 4 }), { minItems: 1 });
/** A GeoJSON polygon: closed rings, at most 500 vertices in all. */
export const DrawnPolygon = Type.Object({ type: Type.Literal("Polygon"), coordinates: Rings }, closed);
export const TargetGeometry = Type.Object(
  { type: Type.Literal("MultiPolygon"), coordinates: Type.Array(Rings) },
  closed,
);

const Reason = Type.String({ minLength: 3, maxLength: 2_000 });

/**
 * POST /target-areas. The client says which cluster, polygon, cells or areas; the server itself reads what is known of
 * them (`dataset` to `universe`: as for /clusters) and keeps that as the evidence.
 */
export const Nomination = Type.Object(
  {
    source: Type.Enum(TARGET_SOURCES),
    /** source=cluster: the id of a cluster of /clusters with the same query; its core is taken. */
    cluster: Type.Optional(CellId),
    /** source=drawn or typed. */
    polygon: Type.Optional(DrawnPolygon),
    /** source=picked: cells of one resolution, or codes of areas of one set. */
    cells: Type.Optional(Type.Array(CellId, { minItems: 1, maxItems: 500 })),
    areas: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 100 })),
    /** Default: what the place is called. */
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    reason: Reason,
    /** When it is to be looked at again, after today. */
    reviewOn: CalendarDate,
    dataset: filterProperties.dataset,
    category: filterProperties.category,
    from: filterProperties.from,
    to: filterProperties.to,
    set: filterProperties.set,
    universe: filterProperties.area,
    res: Type.Optional(ResolutionSchema),
    ring: Type.Optional(RingSchema),
    cap: Type.Optional(Type.Enum(CAPS)),
    /** Of the dataset, as the client saw it: another version now is a 409. */
    version: Type.Optional(Type.Integer()),
  },
  closed,
);

/** POST /target-areas/:id/status. An approved area can be approved again, with a new review date. */
export const StatusChange = Type.Object(
  {
    status: Type.Enum(["approved", "declined", "closed"]),
    reason: Reason,
    /** Asked for with approved; declined and closed areas have none. */
    reviewOn: Type.Optional(CalendarDate),
  },
  closed,
);

export const TargetAreasQuery = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    /** Comma list; default all. */
    status: Type.Optional(Type.String({ description: `Comma list of ${TARGET_STATUSES.join(", ")}` })),
  },
  closed,
);

const Decision = Type.Object(
  {
    status: Type.Enum(TARGET_STATUSES),
    /** ISO 8601, UTC. */
    at: Type.String(),
    by: Type.String(),
    reason: Type.String(),
    reviewOn: Type.Union([CalendarDate, Type.Null()]),
  },
  closed,
);

const NamedArea = Type.Object({ code: Type.String(), name: Type.String() }, closed);

const summary = {
  id: targetId,
  name: Type.String(),
  source: Type.Enum(TARGET_SOURCES),
  dataset: DatasetCode,
  synthetic: Type.Boolean(),
  /** As last decided. */
  status: Type.Enum(TARGET_STATUSES),
  reviewOn: Type.Union([CalendarDate, Type.Null()]),
  /** Its review date has come. */
  reviewDue: Type.Boolean(),
  proposedAt: Type.String(),
  hectares: Type.Number(),
  boroughs: Type.Array(NamedArea),
  /** Incidents of the evidence. */
  n: Type.Integer(),
  from: CalendarDate,
  to: CalendarDate,
  /** Why, in words, from the evidence. */
  why: Type.Array(Type.String()),
  /** A point inside, for a label: [lng, lat]. */
  label: Position,
};

const TargetFeature = Type.Object(
  { type: Type.Literal("Feature"), id: targetId, properties: Type.Object(summary, closed), geometry: TargetGeometry },
  closed,
);

/** GeoJSON: the latest nominated first. */
export const TargetAreas = Type.Object(
  { type: Type.Literal("FeatureCollection"), dataset: DatasetCode, features: Type.Array(TargetFeature) },
  closed,
);

const KeptMarket = Type.Object(
  {
    /** Class and indicators in one line. */
    says: Type.String(),
    from: CalendarDate,
    to: CalendarDate,
    /** How many candidates it was ranked among. */
    found: Type.Integer(),
    row: Market,
  },
  closed,
);

/** What was known when it was nominated, never read anew. */
const Evidence = Type.Object(
  {
    version: Type.Integer(),
    category: Type.Array(Type.String()),
    from: CalendarDate,
    to: CalendarDate,
    n: Type.Integer(),
    /** In a few words, for a sheet of paper. */
    brief: Type.String(),
    why: Type.Array(Type.String()),
    /** The row of /clusters, or the counts inside the area, as they were answered then. */
    row: Type.Record(Type.String(), Type.Unknown()),
    /** The method card of that answer. */
    method: Type.Record(Type.String(), Type.Unknown()),
    /** source=cluster: what /markets said of the core then; null where the dataset could not say, or nobody asked. */
    market: Type.Union([KeptMarket, Type.Null()]),
  },
  closed,
);

export const TargetArea = Type.Object(
  {
    ...summary,
    geometry: TargetGeometry,
    evidence: Evidence,
    /** Every decision, the first first. */
    history: Type.Array(Decision),
    /** What it may become. */
    next: Type.Array(Type.Enum(TARGET_STATUSES)),
  },
  closed,
);
