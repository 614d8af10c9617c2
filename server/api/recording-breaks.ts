import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode, filterProperties } from "./common.ts";
import { AREA_KINDS, CATEGORIES } from "./vocabulary.ts";

/** What a series or a method card says of a break: from `date` on the records are made by other rules. */
export const Break = Type.Object({ date: CalendarDate, label: Type.String(), reason: Type.String() }, closed);

/** In scope of what is asked for, the earliest first: a line that crosses one is drawn broken. */
export const Breaks = Type.Array(Break);

/** `category` as everywhere (default drugs); `area` narrows to breaks that counts of such areas cross. */
export const RecordingBreaksQuery = Type.Object(
  {
    dataset: filterProperties.dataset,
    category: filterProperties.category,
    area: filterProperties.area,
    set: filterProperties.set,
  },
  closed,
);

const nullable = Type.Union([Type.String(), Type.Null()]);

export const RecordingBreaks = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    breaks: Type.Array(
      Type.Object(
        {
          ...Break.properties,
          code: Type.String(),
          scope: Type.Object(
            {
              /** The one dataset, or the force whose records changed; null = any. */
              dataset: nullable,
              force: nullable,
              /** Which counts are concerned: located points, counts as published, or any. */
              counted: Type.Enum(["points", "published", "any"] as const),
              /** Only counts of such areas; null = any. */
              areaKind: Type.Union([Type.Enum(AREA_KINDS), Type.Null()]),
              /** Empty = any. */
              categories: Type.Array(Type.Enum(CATEGORIES)),
            },
            closed,
          ),
          /** Where it is written; `checkedOn` is null where nobody has looked it up yet: verify. */
          source: Type.String(),
          checkedOn: Type.Union([CalendarDate, Type.Null()]),
        },
        closed,
      ),
    ),
  },
  closed,
);
