import { Type } from "typebox";
import { askedGroups } from "./area-groups.ts";
import { CellId, closed, DatasetCode, filterProperties, ResolutionSchema } from "./common.ts";

/**
 * Counts per H3 cell. By `Accept`: application/json, text/csv, or application/vnd.hexbeat.cells (values aligned to
 * the index of /cells/index for the same dataset, version and resolution). `version` pins the URL to a dataset
 * version, and makes the answer immutable.
 */
export const CellsQuery = Type.Object(
  { ...filterProperties, res: Type.Optional(ResolutionSchema), version: Type.Optional(Type.Integer()) },
  closed,
);
export const CellCounts = Type.Object(
  {
    dataset: DatasetCode,
    version: Type.Integer(),
    res: ResolutionSchema,
    total: Type.Integer(),
    cells: Type.Array(Type.Object({ cell: CellId, n: Type.Integer() }, closed)),
    ...askedGroups,
  },
  closed,
);

/** Every cell that ever holds an incident of the dataset, ascending: the rows that value columns are aligned to. */
export const CellIndexQuery = Type.Object(
  { dataset: Type.Optional(DatasetCode), res: Type.Optional(ResolutionSchema), version: Type.Optional(Type.Integer()) },
  closed,
);
export const CellIndex = Type.Object(
  { dataset: DatasetCode, version: Type.Integer(), res: ResolutionSchema, cells: Type.Array(CellId) },
  closed,
);
