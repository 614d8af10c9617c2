import { Type } from "typebox";
import { AREA_KINDS, CATEGORIES, CATEGORY_GROUPS, RESOLUTIONS } from "./vocabulary.ts";

/** Names and shapes that every resource shares. Nothing a query does not name is accepted. */
export const closed = { additionalProperties: false } as const;

export const CalendarDate = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "Calendar day, YYYY-MM-DD" });
export const AreaKindSchema = Type.Enum(AREA_KINDS);
export const DatasetCode = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" });
const CommaList = Type.String({ minLength: 1, maxLength: 20_000 });
export const CellId = Type.String({ pattern: "^8[0-9a-f]{14}$", description: "H3 cell, 15 hexadecimal digits" });
export const ResolutionSchema = Type.Enum(RESOLUTIONS);

/** What is counted, when and where: the query names shared by every counting route. */
export const filterProperties = {
  dataset: Type.Optional(DatasetCode),
  category: Type.Optional(
    Type.String({
      description: `Comma list of ${[...CATEGORIES, ...Object.keys(CATEGORY_GROUPS)].join(", ")}; default drugs`,
    }),
  ),
  from: Type.Optional(CalendarDate),
  to: Type.Optional(CalendarDate),
  area: Type.Optional(CommaList),
  set: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,120}$" })),
};

/** Counts by month, "2019-05", in order. */
export const MonthCounts = Type.Array(Type.Object({ month: Type.String(), n: Type.Integer() }, closed));

export const ErrorBody = Type.Object(
  {
    error: Type.Object(
      {
        code: Type.String(),
        message: Type.String(),
        details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      },
      closed,
    ),
  },
  closed,
);

export const Tier = ["public", "analyst", "neighbourhood", "partner", "admin"] as const;
export type Tier = (typeof Tier)[number];
