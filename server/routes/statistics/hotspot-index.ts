import { CELL_INDEX_TYPE, encodeCellIndex } from "../../api/cell-columns.ts";
import { CellIndex } from "../../api/cells.ts";
import { HotspotIndexQuery } from "../../api/hotspots.ts";
import { negotiate } from "../../http/negotiate.ts";
import { BinaryBody, failures, NotModified } from "../context.ts";
import { answerOnce } from "./answer-once.ts";
import { resolveFrame } from "./resolve-frame.ts";
import type { StatisticsResource } from "./statistics-context.ts";

const TYPES = ["application/json", CELL_INDEX_TYPE] as const;
const body = {
  description: "The cells of the universe, or those of area, ascending",
  content: { "application/json": { schema: CellIndex }, [CELL_INDEX_TYPE]: { schema: BinaryBody } },
};

/** The rows that the columns of /hotspots are aligned to. */
export const hotspotIndexRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/hotspots/index",
    {
      config: { tier: "analyst" },
      schema: { querystring: HotspotIndexQuery, response: { 200: body, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const type = negotiate(request.headers.accept, TYPES);
      return answerOnce({ context, request, reply, type }, async () => {
        const { dataset, universe, listed } = await resolveFrame(context, request.query);
        return {
          dataset,
          key: [universe.key, [...(listed ?? [])]],
          make: async () => {
            const { res, compact, cells } = universe;
            const rows = listed ?? Uint32Array.from(cells.keys());
            if (type === CELL_INDEX_TYPE) {
              return Buffer.from(
                encodeCellIndex(
                  res,
                  Float64Array.from(rows, (i) => compact[i] ?? 0),
                ),
              );
            }
            const { code, version } = dataset;
            return JSON.stringify({ dataset: code, version, res, cells: Array.from(rows, (i) => cells[i]) });
          },
        };
      });
    },
  );
};
