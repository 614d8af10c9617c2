import { Type } from "typebox";
import { CalendarDate, CellId, closed, DatasetCode } from "./common.ts";
import { GeometryCollection } from "./evaluation-geometry.ts";
import { Breaks } from "./recording-breaks.ts";

/** What may be counted. The first that the data holds is the default: reports of the public are least driven by searching. */
export const INDICATORS = [
  "public_reports",
  "recorded_offences",
  "possession",
  "searches",
  "asb",
  "finds",
  "ambulance",
] as const;
export type Indicator = (typeof INDICATORS)[number];

/** Indicators that a verdict may rest on: what searching makes is shown beside them and never tested. */
export const TESTED_INDICATORS = ["public_reports", "recorded_offences", "asb", "finds", "ambulance"] as const;
export type TestedIndicator = (typeof TESTED_INDICATORS)[number];

/** `to` is exclusive. */
const WindowSchema = Type.Object({ from: CalendarDate, to: CalendarDate }, closed);
const AreaCode = Type.String({ minLength: 1, maxLength: 40 });

/**
 * What an evaluation is asked by; everything that is not named is suggested (see evaluation-design).
 * Windows of unequal length need `weights`: the lengths that the counts are divided by.
 */
export const EvaluationInput = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    indicator: Type.Optional(Type.Enum(TESTED_INDICATORS)),
    windows: Type.Optional(Type.Object({ before: WindowSchema, after: WindowSchema }, closed)),
    weights: Type.Optional(
      Type.Object(
        {
          before: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
          after: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
        },
        closed,
      ),
    ),
    /** Boroughs (or wards, of published counts) by code, and H3 cells of resolution 9. */
    control: Type.Optional(
      Type.Object(
        {
          areas: Type.Optional(Type.Array(AreaCode, { minItems: 1, maxItems: 60 })),
          cells: Type.Optional(Type.Array(CellId, { minItems: 1, maxItems: 500 })),
        },
        closed,
      ),
    ),
    /** How many rings. */
    rings: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    /** Reach of the border strips. */
    stripMetres: Type.Optional(Type.Integer({ minimum: 200, maximum: 5_000 })),
    /** Places that may receive, named by the analyst, beside those that are found: H3 cells of resolution 9. */
    receiving: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
            cells: Type.Array(CellId, { minItems: 1, maxItems: 50 }),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
  },
  closed,
);

export const CodeName = Type.Object({ code: Type.String(), name: Type.String() }, closed);

/** Where it may go and what it is held against, fixed before any result is seen. */
export const Design = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    indicator: Type.Enum(TESTED_INDICATORS),
    /** From points, or from counts as their source published them per ward. */
    source: Type.Enum(["points", "published"]),
    /** What is counted in: H3 cells of `res` × borough, or wards of `set`. */
    units: Type.Object(
      {
        kind: Type.Enum(["cell", "ward"]),
        res: Type.Union([Type.Integer(), Type.Null()]),
        set: Type.Union([Type.String(), Type.Null()]),
        boroughSet: Type.Union([Type.String(), Type.Null()]),
      },
      closed,
    ),
    windows: Type.Object(
      {
        /** Before the before-window: for the recent rise. */
        earlier: WindowSchema,
        before: WindowSchema,
        after: WindowSchema,
        unit: Type.Enum(["week", "month"]),
        /** The lengths that counts are divided by. */
        weights: Type.Object({ before: Type.Number(), after: Type.Number() }, closed),
        reason: Type.String(),
      },
      closed,
    ),
    target: Type.Object(
      {
        boroughs: Type.Array(CodeName),
        units: Type.Integer(),
        hectares: Type.Number(),
        before: Type.Integer(),
      },
      closed,
    ),
    rings: Type.Array(
      Type.Object({ k: Type.Integer(), borough: CodeName, units: Type.Integer(), before: Type.Integer() }, closed),
    ),
    stripMetres: Type.Integer(),
    strips: Type.Array(Type.Object({ ...CodeName.properties, units: Type.Integer(), before: Type.Integer() }, closed)),
    receiving: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          borough: Type.Union([CodeName, Type.Null()]),
          cells: Type.Array(Type.String()),
          metres: Type.Integer(),
          before: Type.Integer(),
          found: Type.Enum(["hot_place", "hot_area", "named"]),
        },
        closed,
      ),
    ),
    control: Type.Object(
      {
        chosen: Type.Enum(["suggested", "named"]),
        areas: Type.Array(
          Type.Object({ ...CodeName.properties, before: Type.Integer(), reason: Type.String() }, closed),
        ),
        cells: Type.Array(Type.String()),
        before: Type.Integer(),
        reason: Type.String(),
      },
      closed,
    ),
    /** Recording breaks of these records inside the windows; a break between them is refused. */
    breaks: Breaks,
    /** Outlines of target, rings, strips, receiving places and control cells. */
    geometry: GeometryCollection,
  },
  closed,
);

/** GET /operations/:id/evaluation-design and /zones/:id/evaluation-design: the suggestion, and what stands against it. */
export const EvaluationDesign = Type.Object(
  {
    subject: Type.Object({ kind: Type.Enum(["operation", "zone"]), id: Type.Integer(), name: Type.String() }, closed),
    design: Design,
    /** `tested`: may be tested in this data; the others are shown beside it. */
    indicators: Type.Array(
      Type.Object({ indicator: Type.Enum(INDICATORS), tested: Type.Boolean(), before: Type.Integer() }, closed),
    ),
    /** Why an evaluation as suggested would be refused; null when it would not. */
    refusal: Type.Union([
      Type.Object(
        { field: Type.String(), message: Type.String(), needed: Type.Union([Type.Integer(), Type.Null()]) },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);

export const DesignQuery = Type.Object(
  { dataset: Type.Optional(DatasetCode), indicator: Type.Optional(Type.Enum(TESTED_INDICATORS)) },
  closed,
);
