import { CELL_VALUES_TYPE, encodeCellValues, expandCell } from "../api/cell-columns.ts";
import { CellCounts, CellsQuery } from "../api/cells.ts";
import type { CellCountsBody } from "../api/types.ts";
import { type CountedCells, countCells } from "../db/cell-queries.ts";
import { notModified, strongTag } from "../http/conditional.ts";
import { csvLine } from "../http/csv.ts";
import { negotiate } from "../http/negotiate.ts";
import type { CellIndex, CellIndexes } from "./cell-indexes.ts";
import { BinaryBody, failures, NotModified, type Resource, TextBody } from "./context.ts";
import { checkVersion, identityOf, setCaching } from "./dataset-version.ts";
import { echoGroups } from "./filter/expand-areas.ts";
import { type ResolvedFilter, resolveFilter } from "./filter/resolve-filter.ts";
import { readSteady } from "./read-steady.ts";

const TYPES = ["application/json", "text/csv", CELL_VALUES_TYPE] as const;
const body = {
  description: "Counts per cell",
  content: {
    "application/json": { schema: CellCounts },
    "text/csv": { schema: TextBody },
    [CELL_VALUES_TYPE]: { schema: BinaryBody },
  },
};

/** Counts per H3 cell, as a binary column for the map and as JSON or CSV for people. */
export const cellRoutes =
  (indexes: CellIndexes): Resource =>
  ({ db, catalogue }) =>
  async (app) => {
    app.get(
      "/cells",
      {
        config: { tier: "analyst" },
        schema: { querystring: CellsQuery, response: { 200: body, 304: NotModified, ...failures } },
      },
      async (request, reply) => {
        const type = negotiate(request.headers.accept, TYPES);
        const { res = 9, set, version } = request.query;
        const { dataset, groups, tag, found } = await readSteady(db.knex, async () => {
          const resolved = await resolveFilter({ knex: db.knex, catalogue }, request.query);
          checkVersion(request.query, resolved.dataset);
          const { groups } = resolved.asked;
          const tag = strongTag(identityOf(resolved.dataset), resolved.filter, setVersion(resolved), groups, res, type);
          const count = async () => ({
            counted: await countCells(db.knex, resolved.filter, res),
            index: await indexes.get(resolved.dataset, res),
          });
          return {
            dataset: resolved.dataset,
            groups,
            tag,
            found: notModified(request, reply, tag) ? null : await count(),
          };
        });
        setCaching(reply, version !== undefined && set === undefined && groups.length === 0);
        reply.header("etag", tag);
        if (found === null) return reply.code(304).send(null);
        const values = alignTo(found.index, found.counted);
        if (type === CELL_VALUES_TYPE) return reply.type(type).send(Buffer.from(encodeCellValues(res, values)));
        const cells = listCounts(found.index, values, res);
        if (type === "text/csv") return reply.type("text/csv; charset=utf-8").send(toCsv(cells));
        const total = values.reduce((sum, n) => sum + n, 0);
        const told = { dataset: dataset.code, version: dataset.version, res, total, cells };
        return reply.type(type).send({ ...told, ...echoGroups(groups) });
      },
    );
  };

type CellCount = CellCountsBody["cells"][number];

/** The cells that hold something, ascending as the index is. */
function listCounts({ compact }: CellIndex, values: Uint32Array, res: number): CellCount[] {
  const cells: CellCount[] = [];
  for (const [row, n] of values.entries()) {
    if (n > 0) cells.push({ cell: expandCell(compact[row] ?? 0, res), n });
  }
  return cells;
}

function toCsv(cells: readonly CellCount[]): string {
  return csvLine(["cell", "n"]) + cells.map(({ cell, n }) => csvLine([cell, n])).join("");
}

/** One value for each row of the index. @throws Error on a cell the index lacks */
function alignTo({ rows }: CellIndex, { compact, counts }: CountedCells): Uint32Array {
  const values = new Uint32Array(rows.size);
  for (let at = 0; at < compact.length; at++) {
    const row = rows.get(compact[at] ?? 0);
    if (row === undefined) throw new Error(`cell ${compact[at]} is counted but not in the index`);
    values[row] = counts[at] ?? 0;
  }
  return values;
}

/** Another set's outlines may change without the dataset. */
function setVersion({ filter, sets }: ResolvedFilter): number | null {
  return sets?.all.find((set) => set.id === filter.area?.setId)?.version ?? null;
}
