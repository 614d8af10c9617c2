import type { Knex } from "knex";
import { RESOLUTIONS } from "../../api/vocabulary.ts";
import { stagingTables } from "../staging.ts";
import { keyIndex, partitionBounds, stagedPartition } from "./partitions.ts";
import { countCells } from "./rollup.ts";

type ReadyMonths = { readonly months: readonly string[]; readonly fresh: ReadonlySet<string> };

/** A twin of `incident`. Months that have no partition yet are written as what will be it, the others as rows to insert. */
export async function createReady(knex: Knex, importId: number, { months, fresh }: ReadyMonths): Promise<void> {
  const { ready } = stagingTables(importId);
  const partitions = months.map(
    (month) => `
    CREATE ${fresh.has(month) ? "" : "UNLOGGED"} TABLE ${stagedPartition(importId, month)}
      PARTITION OF ${ready} ${partitionBounds(month)};`,
  );
  await knex.raw(`
    CREATE TABLE ${ready} (LIKE incident INCLUDING DEFAULTS) PARTITION BY RANGE (occurred_on);
    ${partitions.join("")}
  `);
}

type Filling = { readonly datasetIds: readonly number[]; readonly judged: readonly number[] };

/** Blocks of the staged table (8 kB each) written in one statement: some 70,000 rows, a second on the embedded database. */
const BLOCKS_PER_STATEMENT = 2_000;

/** Write the staged rows, each with the areas and cells of its point and the latest outcome known, into the twin. */
export async function fillReady(knex: Knex, importId: number, filling: Filling): Promise<void> {
  const { incident } = stagingTables(importId);
  const { rows } = await knex.raw(
    `SELECT (pg_relation_size('${incident}') / current_setting('block_size')::int)::int AS blocks`,
  );
  const starts = Array.from(
    { length: Math.ceil(rows[0].blocks / BLOCKS_PER_STATEMENT) },
    (_, i) => i * BLOCKS_PER_STATEMENT,
  );
  await allDone(starts.map((start) => fillFrom(knex, importId, { ...filling, start })));
}

async function fillFrom(
  knex: Knex,
  importId: number,
  { datasetIds, judged, start }: Filling & { readonly start: number },
): Promise<void> {
  const t = stagingTables(importId);
  await withoutWaiting(
    knex,
    `
    INSERT INTO ${t.ready} (
      force_id, dataset_id, occurred_on, import_id, kind, source_id, occurred_from, occurred_to, precision, category,
      generation, drug, drug_class, offence_code, outcome, own_outcome, source, location_precision, location_flag,
      location_text, location_key, borough_id, ward_id, lsoa_id, cell_7, cell_8, cell_9, cell_10, cell_11, geom
    )
    SELECT
      s.force_id, s.dataset_id, s.occurred_on, given.import_id, s.kind, s.source_id, s.occurred_from, s.occurred_to, s.precision, s.category,
      s.generation, s.drug, s.drug_class, s.offence_code, COALESCE(o.outcome, s.own_outcome), s.own_outcome, s.source, s.location_precision,
      CASE WHEN p.borough_id = 0 AND s.location_flag = 'none' AND s.force_id = ANY (given.judged) THEN 'outside_force' ELSE s.location_flag END,
      s.location_text, s.location_key, COALESCE(p.borough_id, 0), COALESCE(p.ward_id, 0), COALESCE(p.lsoa_id, 0),
      p.cell_7, p.cell_8, p.cell_9, p.cell_10, p.cell_11, p.geom
    FROM ${t.incident} s
    CROSS JOIN (SELECT ?::int AS import_id, ?::int[] AS judged) given
    LEFT JOIN ${t.located} p ON p.point_id = s.point_id
    LEFT JOIN (
      SELECT DISTINCT ON (force_id, dataset_id, source_id) force_id, dataset_id, source_id, outcome
      FROM crime_outcome
      WHERE dataset_id = ANY (?::int[])
      ORDER BY force_id, dataset_id, source_id, month DESC, outcome
    ) o ON o.force_id = s.force_id AND o.dataset_id = s.dataset_id AND o.source_id = s.source_id
    WHERE s.ctid >= '(${start},0)'::tid AND s.ctid < '(${start + BLOCKS_PER_STATEMENT},0)'::tid
    `,
    [importId, [...judged], [...datasetIds]],
  );
}

/**
 * Build the keys of `incident` at once over finished rows; attaching a partition takes them over. As plain indexes, which are
 * built while the rows are read: a constraint would shut the readers out.
 */
export async function indexReady(knex: Knex, importId: number, months: readonly string[]): Promise<void> {
  for (const month of months) {
    const partition = stagedPartition(importId, month);
    await withoutWaiting(
      knex,
      `
      CREATE UNIQUE INDEX ${keyIndex(importId, month)} ON ${partition} (force_id, dataset_id, occurred_on, id);
      CREATE INDEX ON ${partition} USING gist (geom);
      `,
    );
  }
}

/** Count the rows of the twin by cell, in a table of the shape of `cell_count`. */
export async function countReady(knex: Knex, importId: number): Promise<void> {
  const t = stagingTables(importId);
  await knex.raw(`CREATE UNLOGGED TABLE ${t.readyCount} (LIKE cell_count)`);
  // By turns on two connections; the indexes have the third of the pool.
  const turns = [0, 1].map((turn) => RESOLUTIONS.filter((_, index) => index % 2 === turn));
  await allDone(
    turns.map(async (resolutions) => {
      for (const res of resolutions) await countCells(knex, res, { from: t.ready, into: t.readyCount });
    }),
  );
}

/** The keys of rows that are upserted by their source's id, in the order of the index that they will go into. */
export async function sortKeys(knex: Knex, importId: number): Promise<void> {
  const t = stagingTables(importId);
  await knex.raw(`
    CREATE UNLOGGED TABLE ${t.readyKey} AS
    SELECT force_id, dataset_id, source_id, occurred_on, id
    FROM ${t.ready}
    WHERE kind = 'extract' AND source_id IS NOT NULL
    ORDER BY force_id, dataset_id, source_id
  `);
}

/** Commit without waiting for the disk: the publishing transaction, which comes later in the log, waits for both. */
async function withoutWaiting(knex: Knex, sql: string, bindings: readonly Knex.Value[] = []): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw("SET LOCAL synchronous_commit = off");
    await trx.raw(sql, [...bindings]);
  });
}

/** Wait for all, and only then fail: nothing may still be writing where the staging tables are dropped. */
export async function allDone(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === "rejected") throw result.reason;
}
