import { Type } from "typebox";
import { CalendarDate, CellId, closed, DatasetCode } from "./common.ts";
import { DefaultPoints } from "./hot-places.ts";
import { Method } from "./method.ts";
import { TARGET_STATUSES, targetId } from "./target-areas.ts";

/**
 * GET /patrol: where to stand on one day, in which order. Never an incident, never a person.
 *
 * Stops come from target areas alone, and there is no `clusters`: a cluster moves with every import and every choice of
 * window, while officers are sent somewhere by somebody, for a reason, until a review date. A nomination (POST
 * /target-areas, one click in the ranked list; it need not be approved yet) fixes the core, its evidence and the name of
 * who asked, and visits are kept under it.
 */
export const PatrolQuery = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    /** Comma list of target area ids, all of one dataset; default every proposed or approved one. */
    targets: Type.Optional(Type.String({ pattern: "^\\d{1,9}(,\\d{1,9}){0,49}$" })),
    /** The day of the patrol, in Europe/London; default today. */
    date: Type.Optional(CalendarDate),
    /** Another order of the same stops: 0 is the shortest walk, any other number one at most 15 % longer. */
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 999_999 })),
  },
  closed,
);

const ClockTime = Type.String({ pattern: "^\\d{2}:\\d{2}$" });
const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 });

const HourBlock = Type.Object(
  {
    /** 1 = Monday … 7 = Sunday. */
    weekday: Type.Integer({ minimum: 1, maximum: 7 }),
    from: ClockTime,
    /** "24:00" at midnight. */
    to: ClockTime,
    /** Incidents expected at the stop in these hours of one week. */
    expected: Type.Number(),
  },
  closed,
);

const StopHours = Type.Object(
  {
    /** Whose incidents the shape of the week is taken from. */
    basis: Type.Enum(["stop", "target"]),
    /** Incidents it rests on. */
    n: Type.Integer(),
    /** The best hours of the patrol's weekday, at most two blocks of three hours, the best first. */
    day: Type.Array(HourBlock),
    /** The best three blocks of the whole week. */
    week: Type.Array(HourBlock),
  },
  closed,
);

const StopZone = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.String(),
    title: Type.String(),
    /** Whether it holds on all of the stop's circle. */
    covers: Type.Enum(["all", "part"]),
    /** What may be done there, in a few words: "alcohol only". */
    short: Type.String(),
    /** It names drugs; a zone that does not gives no drugs power. */
    drugs: Type.Boolean(),
    /** In force for a part of the day only. */
    partOfDay: Type.Boolean(),
    /** ISO 8601, UTC. */
    from: Type.String(),
    /** Exclusive; null without end. */
    to: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);

const TargetRef = Type.Object({ id: targetId, name: Type.String(), status: Type.Enum(TARGET_STATUSES) }, closed);

const Stop = Type.Object(
  {
    /** 1 … 12, in walking order. */
    position: Type.Integer(),
    /** Cell of resolution 11 at its centre: names the stop in visits. */
    id: CellId,
    target: TargetRef,
    /** Ward and nearest named place. */
    name: Type.String(),
    lngLat: Position,
    why: Type.Array(Type.String()),
    /** Why in a few words, for a sheet of paper. */
    brief: Type.String(),
    /** Incidents of the window within the radius. */
    n: Type.Integer(),
    perWeek: Type.Number(),
    hours: Type.Union([StopHours, Type.Null()]),
    /** Why there are no hours; null when there are. */
    noHours: Type.Union([Type.String(), Type.Null()]),
    /** Powers in force on the day. A summary, not authority to search. */
    zones: Type.Array(StopZone),
    defaultPoints: DefaultPoints,
    /** To the next stop, the last one's back to the first: as the crow flies. */
    nextMetres: Type.Integer(),
  },
  closed,
);

export const Patrol = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    synthetic: Type.Boolean(),
    snapped: Type.Boolean(),
    marking: Type.Enum(["OFFICIAL-SENSITIVE"]),
    date: CalendarDate,
    weekday: Type.Integer({ minimum: 1, maximum: 7 }),
    /** The months that stops and hours are chosen from: up to 12 that end before the patrol. */
    window: Type.Object({ from: CalendarDate, to: CalendarDate }, closed),
    radiusMetres: Type.Integer(),
    visit: Type.Object(
      { minMinutes: Type.Integer(), maxMinutes: Type.Integer(), everyHours: Type.Integer(), source: Type.String() },
      closed,
    ),
    stops: Type.Array(Stop),
    /** The best hours of all stops together on that day. */
    hours: Type.Array(HourBlock),
    leftOut: Type.Array(Type.Object({ target: TargetRef, reason: Type.String() }, closed)),
    route: Type.Object(
      {
        seed: Type.Integer(),
        /** Back to the first stop, as the crow flies. */
        metres: Type.Integer(),
        shortestMetres: Type.Integer(),
        /** No shorter tour exists. */
        exact: Type.Boolean(),
        /** One round: visits of 13 minutes and the walk at 80 m a minute; null where it is too far to be walked. */
        minutes: Type.Union([Type.Integer(), Type.Null()]),
        /** Patrols that are needed, at least, for a visit to each stop every two hours. */
        patrols: Type.Union([Type.Integer(), Type.Null()]),
      },
      closed,
    ),
    /** What to know before acting on it. */
    cautions: Type.Array(Type.String()),
    method: Method,
  },
  closed,
);

const Instant = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})$",
});
/** What was seen of the place, never of people: no names, no descriptions. */
const Note = Type.String({ maxLength: 500 });

/** POST /patrol/visits: arrived at a stop. Times default to now. */
export const VisitArrival = Type.Object(
  {
    target: targetId,
    stop: Type.Optional(CellId),
    arrivedAt: Type.Optional(Instant),
    note: Type.Optional(Note),
  },
  closed,
);

/** POST /patrol/visits/:id/departure. */
export const VisitDeparture = Type.Object({ leftAt: Type.Optional(Instant), note: Type.Optional(Note) }, closed);
export const VisitParams = Type.Object({ id: targetId }, closed);

export const VisitsQuery = Type.Object(
  { target: Type.Optional(targetId), dataset: Type.Optional(DatasetCode), date: Type.Optional(CalendarDate) },
  closed,
);

export const Visit = Type.Object(
  {
    id: targetId,
    target: targetId,
    stop: Type.Union([CellId, Type.Null()]),
    /** ISO 8601, UTC. */
    arrivedAt: Type.String(),
    leftAt: Type.Union([Type.String(), Type.Null()]),
    /** Whole minutes; null while it lasts. */
    minutes: Type.Union([Type.Integer(), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    by: Type.String(),
  },
  closed,
);

/** The latest first, at most 500. */
export const VisitList = Type.Object({ visits: Type.Array(Visit) }, closed);
