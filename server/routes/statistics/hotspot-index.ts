import { CELL_INDEX_TYPE, encodeCellIndex } from "../../api/cell-columns.ts";
import { CellIndex } from "../../api/cells.ts";
import { HotspotIndexQuery } from "../../api/hotspots.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { statisticRoute } from "./statistic-route.ts";

/** The rows that the columns of /hotspots are aligned to. */
export const hotspotIndexRoutes = statisticRoute({
  path: "/hotspots/index",
  title: "The cells of the universe, or those of area, ascending",
  query: HotspotIndexQuery,
  answer: CellIndex,
  about: resolveFrame,
  key: ({ universe, listed }) => [universe.key, [...(listed ?? [])]],
  make: async ({ about: { universe, listed } }) => listed ?? Uint32Array.from(universe.cells.keys()),
  forms: {
    "application/json": (rows, { dataset, universe }: Frame) => {
      const { code, version } = dataset;
      const cells = Array.from(rows, (i) => universe.cells[i]);
      return JSON.stringify({ dataset: code, version, res: universe.res, cells });
    },
    [CELL_INDEX_TYPE]: (rows, { universe: { res, compact } }: Frame) =>
      Buffer.from(
        encodeCellIndex(
          res,
          Float64Array.from(rows, (i) => compact[i] ?? 0),
        ),
      ),
  },
});
