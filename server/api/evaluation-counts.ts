import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode } from "./common.ts";
import { TESTED_INDICATORS } from "./evaluation-design.ts";
import { GENERATIONS } from "./vocabulary.ts";

const WindowSchema = Type.Object({ from: CalendarDate, /** Exclusive. */ to: CalendarDate }, closed);

/**
 * GET …/evaluations/:id/counts: the records that the evaluation tested, by place, before and after: the same categories, and
 * public reports alone where it tested those. Columns of one length; a place without a record in either window has no row.
 */
export const EvaluationCounts = Type.Object(
  {
    evaluation: Type.Integer(),
    dataset: DatasetCode,
    /** Of the data that is counted here; the evaluation's own stands in its design. */
    version: Type.Integer(),
    indicator: Type.Enum(TESTED_INDICATORS),
    /** null = whoever made the record. */
    generation: Type.Union([Type.Enum(GENERATIONS), Type.Null()]),
    kind: Type.Enum(["cell", "ward"]),
    /** Of the cells; null for wards. */
    res: Type.Union([Type.Integer(), Type.Null()]),
    windows: Type.Object({ before: WindowSchema, after: WindowSchema }, closed),
    /** H3 cells or codes of wards, ascending. */
    ids: Type.Array(Type.String()),
    /** Of wards; null for cells. */
    names: Type.Union([Type.Array(Type.String()), Type.Null()]),
    before: Type.Array(Type.Integer()),
    after: Type.Array(Type.Integer()),
  },
  closed,
);
