import { Type } from "typebox";
import { AreaKindSchema, CalendarDate, closed, DatasetCode } from "./common.ts";
import { CATEGORIES, PRECISIONS } from "./vocabulary.ts";

export const Dataset = Type.Object(
  {
    id: DatasetCode,
    title: Type.String(),
    synthetic: Type.Boolean(),
    version: Type.Integer(),
    /** First day of the data and the first day after it; null when nothing is published. */
    from: Type.Union([CalendarDate, Type.Null()]),
    to: Type.Union([CalendarDate, Type.Null()]),
    /** Coarsest precision among its incidents; null where it has published counts only. */
    precision: Type.Union([Type.Enum(PRECISIONS), Type.Null()]),
    /** Incidents with a location: cells and incidents can be drawn. */
    points: Type.Integer(),
    notMapped: Type.Integer(),
    publishedCounts: Type.Boolean(),
    /** Points are moved to shared places by the source, so positions are approximate. */
    snapped: Type.Boolean(),
    /** Its drug offences are not split into supply and possession. */
    unsplit: Type.Boolean(),
    forces: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }, closed)),
    categories: Type.Array(Type.Object({ category: Type.Enum(CATEGORIES), n: Type.Integer() }, closed)),
    sets: Type.Array(Type.Object({ kind: AreaKindSchema, set: Type.String(), pinned: Type.Boolean() }, closed)),
  },
  closed,
);

export const DatasetList = Type.Object(
  { datasets: Type.Array(Dataset), default: Type.Union([DatasetCode, Type.Null()]) },
  closed,
);

/** Choose the area set a dataset is located in (PUT /datasets/:id/sets/:kind). */
export const ChooseSet = Type.Object({ set: Type.Union([Type.String(), Type.Null()]) }, closed);
