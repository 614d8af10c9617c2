import type { Database } from "../../server/db/database.ts";
import { copyLine } from "../../server/ingest/copy-text.ts";

/**
 * The yardstick of the import: COPY of the imported rows, read back ready made, into an empty twin of `incident` with its
 * partitions, keys and indexes.
 * @returns rows a second
 */
export async function copyPeer(db: Database): Promise<number> {
  const columns = await createTwin(db);
  const lines = await readBack(db, columns);
  const started = performance.now();
  await db.bulk.transaction((trx) => db.copyIn(trx, { table: "peer_incident", columns }, lines));
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await db.bulk.raw("SELECT count(*)::int AS n FROM peer_incident");
  if (rows[0].n !== lines.length) throw new Error(`the peer holds ${rows[0].n} rows, the import ${lines.length}`);
  await db.bulk.raw("DROP TABLE peer_incident");
  return lines.length / seconds;
}

/** @returns its columns in order */
async function createTwin({ bulk }: Database): Promise<string[]> {
  await bulk.raw(`
    CREATE TABLE peer_incident (LIKE incident INCLUDING ALL) PARTITION BY RANGE (occurred_on);
    ALTER TABLE peer_incident
      ADD FOREIGN KEY (force_id) REFERENCES force,
      ADD FOREIGN KEY (dataset_id) REFERENCES dataset,
      ADD FOREIGN KEY (category) REFERENCES category;
  `);
  const partitions = await bulk.raw(`
    SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'incident'::regclass
  `);
  for (const { name, bounds } of partitions.rows) {
    await bulk.raw(`CREATE TABLE peer_${name} PARTITION OF peer_incident ${bounds}`);
  }
  const columns = await bulk.raw(`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = 'incident'::regclass AND attnum > 0 AND NOT attisdropped
    ORDER BY attnum
  `);
  return columns.rows.map((row: { name: string }) => row.name);
}

/** Every row of `incident` as a line of COPY's text format. */
async function readBack({ bulk }: Database, columns: readonly string[]): Promise<string[]> {
  const texts = columns.map((column) => `"${column}"::text`).join(", ");
  const { rows } = await bulk.raw(`SELECT ARRAY[${texts}] AS fields FROM incident`);
  return rows.map((row: { fields: (string | null)[] }) => copyLine(row.fields));
}
