import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode } from "./common.ts";
import { MultiPolygon, ShapeInput, ShapeOrigin } from "./shapes.ts";
import { ZONE_KINDS, ZONE_RANKS } from "./vocabulary.ts";

/** How a zone stands at the moment asked about. */
export const ZONE_STATUSES = ["not_yet", "in_force", "ended", "discharged", "superseded"] as const;
export type ZoneStatus = (typeof ZONE_STATUSES)[number];
export const ZONE_ORIGINS = ["made_here", "imported", "demo"] as const;
export const ZONE_ACTIONS = ["made", "imported", "edited", "extended", "varied", "discharged", "superseded"] as const;
export type ZoneAction = (typeof ZONE_ACTIONS)[number];

const text = (maxLength = 400) => Type.String({ minLength: 1, maxLength });
const nullable = (maxLength = 400) => Type.Union([text(maxLength), Type.Null()]);
const words = Type.Array(text(), { maxItems: 40 });

/** A day (its first moment in London), a London wall-clock time, or an instant with its offset. */
const Moment = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?$",
  description: "2026-11-21, 2026-11-21T17:30 (London) or 2026-11-21T17:30:00Z",
});

const conditions = {
  prohibitions: words,
  requirements: words,
  exemptions: words,
  /** Hours of the day in words; null = at all times. */
  times: nullable(),
  sanctions: nullable(),
};
const papers = {
  /** Grounds in writing (dispersal, section 60). */
  grounds: nullable(4_000),
  consultation: nullable(),
  publication: nullable(),
  sourceDocument: nullable(),
  boundaryPrecision: nullable(),
};

/**
 * What a zone is, without what follows from the date and the rules. Times are London's with their offset, so that the first
 * ten characters are the day there; `effectiveTo` is exclusive.
 */
const zoneFacts = {
  kind: Type.Enum(ZONE_KINDS),
  title: text(),
  authority: text(),
  authorisedBy: nullable(),
  rank: Type.Union([Type.Enum(ZONE_RANKS), Type.Null()]),
  legalReference: nullable(),
  effectiveFrom: Type.String(),
  effectiveTo: Type.Union([Type.String(), Type.Null()]),
  ...conditions,
};

const ZoneRule = Type.Object(
  {
    /** The rule in words: "PSPO: at most 3 years; …". */
    words: Type.String(),
    reference: Type.String(),
    source: Type.String(),
    validFrom: Type.Union([CalendarDate, Type.Null()]),
    validTo: Type.Union([CalendarDate, Type.Null()]),
    checkedOn: Type.Union([CalendarDate, Type.Null()]),
  },
  closed,
);

/** What the map and its lists need of a zone. */
const listedProperties = {
  id: Type.Integer(),
  version: Type.Integer(),
  dataset: Type.Union([DatasetCode, Type.Null()]),
  synthetic: Type.Boolean(),
  origin: Type.Enum(ZONE_ORIGINS),
  ...zoneFacts,
  status: Type.Enum(ZONE_STATUSES),
  /** In force for a part only of the day asked about; false when a moment was asked about. */
  partOfDay: Type.Boolean(),
  supersedes: Type.Union([Type.Integer(), Type.Null()]),
  supersededBy: Type.Union([Type.Integer(), Type.Null()]),
  powers: Type.Object(
    {
      /** What may be done there, in a few words: "alcohol only". */
      short: Type.String(),
      summary: Type.Array(Type.String()),
      /** It names controlled drugs or psychoactive substances. A zone without that gives no drugs power. */
      drugs: Type.Boolean(),
      note: Type.Literal("Summary, not authority to search; read the order."),
    },
    closed,
  ),
  /** Nobody has checked the rules it is held to against the law in force: verify before relying on them. */
  verify: Type.Boolean(),
  warnings: Type.Array(Type.String()),
};
const ListedZone = Type.Object({ ...listedProperties, geometry: MultiPolygon }, closed);
/** GET /zones/:id: with the rules it is held to. */
export const Zone = Type.Object(
  {
    ...listedProperties,
    ...papers,
    shape: ShapeOrigin,
    updatedAt: Type.String(),
    rules: Type.Array(ZoneRule),
    geometry: MultiPolygon,
  },
  closed,
);

export const ZoneParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, closed);
/** GET /zones/:id: its status is told for `at`, default now. */
export const ZoneQuery = Type.Object({ at: Type.Optional(Moment) }, closed);

/** `at`: what is in force then (a day: at some moment of it, in London); default now. `all`: also what is not. */
export const ZonesQuery = Type.Object(
  {
    at: Type.Optional(Moment),
    dataset: Type.Optional(DatasetCode),
    kind: Type.Optional(Type.Enum(ZONE_KINDS)),
    all: Type.Optional(Type.Boolean()),
    /** Days ahead of `at` for the list of what ends; default 35. */
    endingWithin: Type.Optional(Type.Integer({ minimum: 0, maximum: 400 })),
  },
  closed,
);
export const ZoneList = Type.Object(
  {
    /** As it was asked; a day stands for the whole of it. */
    at: Type.String(),
    zones: Type.Array(ListedZone),
    ending: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          kind: Type.Enum(ZONE_KINDS),
          title: Type.String(),
          effectiveTo: Type.String(),
          days: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export const ZoneFeatureCollection = Type.Object(
  {
    type: Type.Literal("FeatureCollection"),
    at: Type.String(),
    features: Type.Array(
      Type.Object(
        {
          type: Type.Literal("Feature"),
          id: Type.Integer(),
          properties: Type.Object({ ...listedProperties, ...papers }, closed),
          geometry: MultiPolygon,
        },
        closed,
      ),
    ),
  },
  closed,
);

const optionalWords = {
  authorisedBy: Type.Optional(nullable()),
  rank: Type.Optional(Type.Union([Type.Enum(ZONE_RANKS), Type.Null()])),
  legalReference: Type.Optional(nullable()),
  prohibitions: Type.Optional(words),
  requirements: Type.Optional(words),
  exemptions: Type.Optional(words),
  times: Type.Optional(nullable()),
  sanctions: Type.Optional(nullable()),
  grounds: Type.Optional(nullable(4_000)),
  consultation: Type.Optional(nullable()),
  publication: Type.Optional(nullable()),
  sourceDocument: Type.Optional(nullable()),
  boundaryPrecision: Type.Optional(nullable()),
};
const newZone = {
  kind: Type.Enum(ZONE_KINDS),
  title: text(),
  authority: text(),
  effectiveFrom: Moment,
  effectiveTo: Type.Optional(Type.Union([Moment, Type.Null()])),
  ...optionalWords,
  shape: ShapeInput,
};
/** POST /zones: made here, so held to the rules. `dataset`: a synthetic one for a made-up zone; else none. */
export const NewZone = Type.Object({ ...newZone, dataset: Type.Optional(DatasetCode) }, closed);

/** Whoever changes a row says which version of it they saw (409 when it has moved on), and why. */
const change = { version: Type.Integer({ minimum: 1 }), reason: text() };

/** PUT /zones/:id: a correction. What is left out stays. */
export const ZoneEdit = Type.Object(
  {
    ...change,
    title: Type.Optional(text()),
    authority: Type.Optional(text()),
    effectiveFrom: Type.Optional(Moment),
    effectiveTo: Type.Optional(Type.Union([Moment, Type.Null()])),
    ...optionalWords,
    shape: Type.Optional(ShapeInput),
  },
  closed,
);
/** POST /zones/:id/extend. `decidedAt`: when it was extended, before its end; default now. */
export const ZoneExtension = Type.Object(
  {
    ...change,
    until: Moment,
    decidedAt: Type.Optional(Moment),
    rank: Type.Optional(Type.Enum(ZONE_RANKS)),
    authorisedBy: Type.Optional(text()),
  },
  closed,
);
/** POST /zones/:id/vary: from a moment on, other conditions or another shape. Answers with the zone that then holds. */
export const ZoneVariation = Type.Object(
  { ...change, from: Moment, shape: Type.Optional(ShapeInput), ...optionalWords },
  closed,
);
/** POST /zones/:id/discharge: it ends at that moment; default now. */
export const ZoneDischarge = Type.Object(
  { ...change, at: Type.Optional(Moment), authorisedBy: Type.Optional(text()) },
  closed,
);
/** POST /zones/:id/supersede: a new order takes its place where it begins. Answers with the new zone. */
export const ZoneSuccessor = Type.Object({ ...change, zone: Type.Object(newZone, closed) }, closed);

/** Every state the zone has had, the newest first: nothing is lost. */
export const ZoneHistory = Type.Object(
  {
    id: Type.Integer(),
    /** The zones before and after it by variation or supersession, the oldest first, itself among them. */
    chain: Type.Array(Type.Integer()),
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          action: Type.Enum(ZONE_ACTIONS),
          recordedAt: Type.String(),
          recordedBy: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
          /** The zone as it was left by this action. */
          state: Type.Object({ ...zoneFacts, ...papers, shape: ShapeOrigin, geometry: MultiPolygon }, closed),
        },
        closed,
      ),
    ),
  },
  closed,
);
