import type { Knex } from "knex";
import type { StagedSet } from "../stage-context.ts";
import { keepKeys, monthsOf, type StagedScope } from "../staged-scopes.ts";
import { stagingTables } from "../staging.ts";
import { foreseeSets } from "./choose-sets.ts";
import { type Locating, type LocatingSets, selectLocated } from "./locate.ts";
import { monthsReplacedWhole, monthsWithoutPartition } from "./partitions.ts";
import { allDone, countReady, createReady, fillReady, indexReady, sortKeys } from "./ready-incidents.ts";

export type PreparedIncidents = {
  /** The sets that the rows were located in. */
  readonly locatedIn: LocatingSets;
  /** Version of each dataset when its outcomes were joined. */
  readonly versions: ReadonlyMap<number, number>;
  /** Months whose rows are ready to be a partition of `incident`, with its indexes; the others' are rows to insert. */
  readonly whole: readonly string[];
};

type Preparing = {
  readonly importId: number;
  readonly scopes: readonly StagedScope[];
  /** Boundaries of the same import: points are located in them before they are published. */
  readonly sets: readonly StagedSet[];
  /** Whether a partition may be taken away for another. That shuts readers out for as long as publishing takes. */
  readonly readersWait: boolean;
  readonly signal: AbortSignal;
};

/**
 * Do before the publishing transaction what need not be in it: locate the staged points, bring the rows into the shape
 * of `incident` in a partition a month, with its indexes where that month is new, and count them by cell.
 * Statements commit one by one, so that readers of the one embedded connection get their turn between them.
 * @param knex `bulk`; on PostgreSQL several of its connections work at once
 * @returns null when no incidents were staged
 * @throws AbortError when the import is cancelled
 */
export async function prepareIncidents(
  knex: Knex,
  { importId, scopes, sets, readersWait, signal }: Preparing,
): Promise<PreparedIncidents | null> {
  const datasetIds = [...new Set(scopes.map((scope) => scope.datasetId))].sort((a, b) => a - b);
  const [firstDataset] = datasetIds;
  if (firstDataset === undefined) return null;
  const lastDay = scopes.map((scope) => scope.lastDay).reduce((a, b) => (a > b ? a : b));
  const locatedIn = await foreseeSets(knex, firstDataset, { lastDay, staged: sets });
  const locating = locatingOf(importId, sets, locatedIn);
  await locatePoints(knex, importId, locating);
  signal.throwIfAborted();
  if (scopes.some((scope) => scope.replaces === "ids")) await dropSuperseded(knex, importId);

  const months = monthsOf(scopes);
  const missing = await monthsWithoutPartition(knex, months);
  const held = months.filter((month) => !missing.includes(month));
  const whole = [...missing, ...(readersWait ? await monthsReplacedWhole(knex, held, scopes) : [])];
  await createReady(knex, importId, { months, fresh: new Set(whole) });
  const versions = await readVersions(knex, datasetIds);
  await fillReady(knex, importId, { datasetIds, judged: await judgedForces(knex, locating) });
  signal.throwIfAborted();
  await allDone([
    indexReady(knex, importId, whole),
    countReady(knex, importId),
    keepKeys(scopes) ? sortKeys(knex, importId) : Promise.resolve(),
  ]);
  return { locatedIn, versions, whole };
}

function locatingOf(importId: number, staged: readonly StagedSet[], sets: LocatingSets): Locating {
  const t = stagingTables(importId);
  const stagedIds = new Set(staged.map((set) => set.id));
  return {
    points: t.point,
    sets,
    areas: ({ id }) =>
      stagedIds.has(id) ? { table: t.area, setColumn: "set_id" } : { table: "area", setColumn: "area_set_id" },
  };
}

const POINT_COLUMNS = ["geom", "cell_7", "cell_8", "cell_9", "cell_10", "cell_11"] as const;

async function locatePoints(knex: Knex, importId: number, locating: Locating): Promise<void> {
  const t = stagingTables(importId);
  await knex.raw(`CREATE INDEX ON ${t.point} USING gist (geom)`);
  await knex.raw(`ANALYZE ${t.point}`);
  await knex.raw(`CREATE UNLOGGED TABLE ${t.located} AS ${selectLocated(locating, POINT_COLUMNS)}`);
}

/** Of rows with one id in one import the last one counts; rows without an id are all kept. */
async function dropSuperseded(knex: Knex, importId: number): Promise<void> {
  const { incident } = stagingTables(importId);
  await knex.raw(`
    DELETE FROM ${incident} s
    USING (
      SELECT force_id, dataset_id, source_id
      FROM ${incident}
      WHERE replaces = 'ids' AND source_id IS NOT NULL
      GROUP BY force_id, dataset_id, source_id
      HAVING count(*) > 1
    ) repeated
    WHERE s.replaces = 'ids' AND s.force_id = repeated.force_id AND s.dataset_id = repeated.dataset_id AND s.source_id = repeated.source_id
      AND EXISTS (
        SELECT 1
        FROM ${incident} later
        WHERE later.replaces = 'ids' AND later.force_id = s.force_id AND later.dataset_id = s.dataset_id AND later.source_id = s.source_id
          AND (later.file_no, later.line) > (s.file_no, s.line)
      )
  `);
}

async function readVersions(knex: Knex, datasetIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await knex.raw("SELECT id, version FROM dataset WHERE id = ANY (?::int[])", [[...datasetIds]]);
  return new Map(rows.map((row: { id: number; version: number }) => [row.id, row.version]));
}

/** Forces whose territory is known and lies in the borough set at hand: only their points can be called outside. */
async function judgedForces(knex: Knex, { areas, sets }: Locating): Promise<number[]> {
  if (sets.borough === null) return [];
  const { table, setColumn } = areas(sets.borough);
  const { rows } = await knex.raw(
    `
    SELECT f.id
    FROM force f
    WHERE EXISTS (SELECT 1 FROM ${table} a WHERE a.${setColumn} = ? AND a.code LIKE f.borough_prefix || '%')
    `,
    [sets.borough.id],
  );
  return rows.map((row: { id: number }) => row.id);
}
