import { CELL_INDEX_TYPE, encodeCellIndex, expandCell } from "../api/cell-columns.ts";
import { CellIndex, CellIndexQuery } from "../api/cells.ts";
import { notModified, strongTag } from "../http/conditional.ts";
import { negotiate } from "../http/negotiate.ts";
import type { CellIndexes } from "./cell-indexes.ts";
import { BinaryBody, failures, NotModified, type Resource } from "./context.ts";
import { checkVersion, identityOf, setCaching } from "./dataset-version.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";
import { readSteady } from "./read-steady.ts";

const TYPES = ["application/json", CELL_INDEX_TYPE] as const;
const body = {
  description: "Every cell that holds an incident of the dataset, ascending",
  content: { "application/json": { schema: CellIndex }, [CELL_INDEX_TYPE]: { schema: BinaryBody } },
};

/** The rows that the value columns of /cells are aligned to. */
export const cellIndexRoutes =
  (indexes: CellIndexes): Resource =>
  ({ db, catalogue }) =>
  async (app) => {
    app.get(
      "/cells/index",
      {
        config: { tier: "analyst" },
        schema: { querystring: CellIndexQuery, response: { 200: body, 304: NotModified, ...failures } },
      },
      async (request, reply) => {
        const type = negotiate(request.headers.accept, TYPES);
        const { res = 9, version } = request.query;
        const { dataset, compact } = await readSteady(db.knex, async () => {
          const chosen = chooseDataset(await catalogue.list(), request.query.dataset, "points");
          checkVersion(request.query, chosen);
          return { dataset: chosen, compact: (await indexes.get(chosen, res)).compact };
        });
        setCaching(reply, version !== undefined);
        if (notModified(request, reply, strongTag(identityOf(dataset), "index", res, type)))
          return reply.code(304).send(null);
        if (type === CELL_INDEX_TYPE) return reply.type(type).send(Buffer.from(encodeCellIndex(res, compact)));
        const cells = Array.from(compact, (cell) => expandCell(cell, res));
        return reply.type(type).send({ dataset: dataset.code, version: dataset.version, res, cells });
      },
    );
  };
