import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode, filterProperties } from "./common.ts";
import { Method } from "./method.ts";
import { CATEGORIES, LOCATION_FLAGS } from "./vocabulary.ts";

/**
 * Places that come back: at least three drug incidents from at least two sources in the window. `category` defaults to every
 * drug category but searches; `limit` to 200, the busiest first.
 */
export const RepeatLocationsQuery = Type.Object(
  {
    ...filterProperties,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
    version: Type.Optional(Type.Integer()),
  },
  closed,
);

export const REPEAT_STATUSES = [
  "new",
  "under_review",
  "action_agreed",
  "action_taken",
  "monitoring",
  "closed",
  "no_action",
] as const;

export const REPEAT_ROUTES = ["closure", "licensing", "warrant", "housing", "outreach"] as const;

const nullableText = Type.Union([Type.String(), Type.Null()]);
const Instant = Type.String({ description: "ISO 8601, UTC" });
const LocationId = Type.String({ pattern: "^[0-9a-f]{16}$", description: "Stable while key or point stays" });
const Source = Type.Object({ source: Type.String(), n: Type.Integer() }, closed);

const StatusEntry = Type.Object(
  {
    status: Type.Enum(REPEAT_STATUSES),
    reason: Type.String(),
    by: Type.String(),
    at: Instant,
  },
  closed,
);

const RepeatLocation = Type.Object(
  {
    id: LocationId,
    /** By what its incidents were grouped: the source's own key, or a point of five decimals. */
    groupedBy: Type.Enum(["location_key", "snapped_point"] as const),
    key: Type.String(),
    groupedBySays: Type.String(),
    /** As the source names it, most often. */
    text: nullableText,
    lng: Type.Number(),
    lat: Type.Number(),
    borough: nullableText,
    ward: nullableText,
    /** Incidents in the window. */
    n: Type.Integer(),
    /** False where it is listed only because work on it is under way. */
    meetsRule: Type.Boolean(),
    /** The channel of each record ("101", "patrol"); where the data names none, the kind of file it came in. */
    sources: Type.Array(Source),
    categories: Type.Array(Type.Object({ category: Type.Enum(CATEGORIES), n: Type.Integer() }, closed)),
    /** As fine as the source knows: month, day or minute. */
    firstEvent: Type.String(),
    lastEvent: Type.String(),
    /** Zones that cover it and were in force on some day of the window. */
    zones: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          kind: Type.String(),
          title: Type.String(),
          from: Instant,
          to: nullableText,
          /** On the last day of the window. */
          inForce: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Records stand here because it is where they are put; null where that is not known. */
    defaultPoint: Type.Union([Type.Enum(LOCATION_FLAGS), Type.Null()]),
    /** null where no rule fits, which `reason` says. */
    suggestion: Type.Object(
      { route: Type.Union([Type.Enum(REPEAT_ROUTES), Type.Null()]), reason: Type.String() },
      closed,
    ),
    status: Type.Enum(REPEAT_STATUSES),
    /** null where nobody has set a status yet. */
    statusSet: Type.Union([StatusEntry, Type.Null()]),
  },
  closed,
);

export const RepeatLocations = Type.Object(
  {
    dataset: DatasetCode,
    marking: Type.Literal("OFFICIAL-SENSITIVE"),
    synthetic: Type.Boolean(),
    from: CalendarDate,
    to: CalendarDate,
    /** That the rule finds, whatever `limit` shows. */
    found: Type.Integer(),
    locations: Type.Array(RepeatLocation),
    method: Method,
  },
  closed,
);

export const RepeatLocationPath = Type.Object({ id: LocationId }, closed);
export const RepeatLocationScope = Type.Object({ dataset: filterProperties.dataset }, closed);

export const SetRepeatStatus = Type.Object(
  {
    dataset: filterProperties.dataset,
    status: Type.Enum(REPEAT_STATUSES),
    /** Why: at least a few words. */
    reason: Type.String({ minLength: 3, maxLength: 2_000 }),
  },
  closed,
);

/** Every status that was ever set, the latest first. */
export const RepeatLocationHistory = Type.Object(
  {
    dataset: DatasetCode,
    id: LocationId,
    groupedBy: Type.Enum(["location_key", "snapped_point"] as const),
    key: Type.String(),
    status: Type.Enum(REPEAT_STATUSES),
    history: Type.Array(StatusEntry),
  },
  closed,
);
