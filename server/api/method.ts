import { Type } from "typebox";
import { askedGroups } from "./area-groups.ts";
import { CalendarDate, closed, DatasetCode, filterProperties, ResolutionSchema } from "./common.ts";
import { Breaks } from "./recording-breaks.ts";
import { AREA_KINDS, CATEGORIES } from "./vocabulary.ts";

/** What every statistic on cells is asked by: the counting filter, and the universe of the test. */
export const testProperties = {
  ...filterProperties,
  /** Area codes whose cells are the universe; default every area of the dataset's chosen borough set. `area` selects what is listed. */
  universe: filterProperties.area,
  res: Type.Optional(ResolutionSchema),
  version: Type.Optional(Type.Integer()),
};

/** Ring of the disk round a cell. */
export const RingSchema = Type.Integer({ minimum: 1, maximum: 3 });

export const UniverseSchema = Type.Object(
  { size: Type.Integer(), set: Type.String(), areas: Type.Array(Type.String()) },
  closed,
);

export const GATE_REASONS = [
  "too_few_incidents",
  "no_variation",
  "disk_covers_universe",
  "fewer_than_twelve_months",
  "too_few_months",
  "resolution_finer_than_points",
  "window_not_whole_months",
  "no_searches",
  "not_in_this_data",
  "crosses_recording_break",
] as const;
export type GateReasonCode = (typeof GATE_REASONS)[number];

/** Why there is no class, for programs and for people; null when there is one. */
export const GateSchema = Type.Union([
  Type.Null(),
  Type.Object({ reason: Type.Enum(GATE_REASONS), message: Type.String() }, closed),
]);

/** The method card: everything that is needed to judge an answer, and to run it again to the same bytes. */
export const Method = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    synthetic: Type.Boolean(),
    filters: Type.Object(
      {
        category: Type.Array(Type.Enum(CATEGORIES)),
        from: CalendarDate,
        to: CalendarDate,
        area: Type.Union([Type.Array(Type.String()), Type.Null()]),
        set: Type.Union([Type.String(), Type.Null()]),
        ...askedGroups,
      },
      closed,
    ),
    exclusions: Type.Array(Type.String()),
    /** Changes of recording that concern this dataset and these categories, whether the window meets them or not. */
    breaks: Breaks,
    /** null where areas, not cells, are the units. */
    universe: Type.Union([UniverseSchema, Type.Null()]),
    /** The areas that are compared where there is no universe of cells. */
    units: Type.Union([
      Type.Object(
        { kind: Type.Enum(AREA_KINDS), set: Type.Union([Type.String(), Type.Null()]), size: Type.Integer() },
        closed,
      ),
      Type.Null(),
    ]),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    seed: Type.Union([Type.Integer(), Type.Null()]),
    softwareVersion: Type.String(),
    what5PercentMeans: Type.String(),
    knownBiases: Type.Array(Type.String()),
    caption: Type.Union([Type.String(), Type.Null()]),
    /** Must stand over every map and table made of records that are not split into supply and possession. */
    banner: Type.Union([Type.String(), Type.Null()]),
    /** Where the accuracy of such maps on this data is told. */
    backtest: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
