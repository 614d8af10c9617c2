import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode } from "./common.ts";

export const EVENT_KINDS = ["campaign", "training", "media", "festival"] as const;

const text = (maxLength = 200) => Type.String({ minLength: 1, maxLength });
const eventFields = {
  kind: Type.Enum(EVENT_KINDS),
  name: text(),
  from: CalendarDate,
  note: Type.Union([text(1_000), Type.Null()]),
};

/** Something dated that can move a series without any change in offending: to be marked on every series of its scope. */
export const Event = Type.Object(
  {
    id: Type.Integer(),
    version: Type.Integer(),
    ...eventFields,
    /** Exclusive. */
    to: CalendarDate,
    /** null = every real dataset. */
    dataset: Type.Union([DatasetCode, Type.Null()]),
    synthetic: Type.Boolean(),
    /** Codes of the areas it is about; empty = everywhere. */
    areas: Type.Array(Type.String()),
    operation: Type.Union([Type.Integer(), Type.Null()]),
  },
  closed,
);

/** Events that touch the window [from, to) in the dataset; `area`: those of these codes, of their boroughs, or everywhere. */
export const EventsQuery = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    from: Type.Optional(CalendarDate),
    to: Type.Optional(CalendarDate),
    area: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
    operation: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export const EventList = Type.Object({ events: Type.Array(Event) }, closed);

const operationId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const areaCodes = Type.Array(text(40), { maxItems: 100 });

/** POST /events. `to` is exclusive; without it, one day. */
export const NewEvent = Type.Object(
  {
    kind: eventFields.kind,
    name: eventFields.name,
    from: CalendarDate,
    to: Type.Optional(CalendarDate),
    note: Type.Optional(eventFields.note),
    dataset: Type.Optional(DatasetCode),
    areas: Type.Optional(areaCodes),
    operation: Type.Optional(operationId),
  },
  closed,
);

const change = {
  /** The one that was seen: another one now is a 409. */
  version: Type.Integer({ minimum: 1 }),
  reason: text(400),
};

/** PUT /events/:id. What is left out stays; `operation: null` unties it from one. */
export const EventEdit = Type.Object(
  {
    ...change,
    kind: Type.Optional(eventFields.kind),
    name: Type.Optional(eventFields.name),
    from: Type.Optional(CalendarDate),
    to: Type.Optional(CalendarDate),
    note: Type.Optional(eventFields.note),
    areas: Type.Optional(areaCodes),
    operation: Type.Optional(Type.Union([operationId, Type.Null()])),
  },
  closed,
);

/** POST /events/:id/withdraw: one entered by mistake; kept, and marked on no series any more. */
export const EventWithdrawal = Type.Object(change, closed);

export const EventParams = Type.Object({ id: operationId }, closed);

/** GET /events/:id/history: every state it has had, the newest first, also of one that was withdrawn. */
export const EventHistory = Type.Object(
  {
    id: Type.Integer(),
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          action: Type.Enum(["made", "edited", "withdrawn"]),
          recordedAt: Type.String(),
          recordedBy: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
          state: Type.Object(
            {
              ...eventFields,
              to: CalendarDate,
              areas: Type.Array(Type.String()),
              operation: Type.Union([Type.Integer(), Type.Null()]),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
