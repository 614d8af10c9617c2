import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DISTRIBUTION, type Placement } from "../../server/db/distribution.ts";
import { backends, openMigrated, type TestDatabase } from "./backends.ts";

type Key = { readonly table: string; readonly name: string; readonly columns: string[] };
type Reference = {
  readonly table: string;
  readonly target: string;
  readonly columns: string[];
  readonly targetColumns: string[];
};

const placements: Readonly<Record<string, Placement>> = DISTRIBUTION;
const isDistributed = (table: string) => placements[table]?.kind === "distributed";

describe.each(backends)("the distribution of the tables, on $name", ({ name }) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openMigrated(name);
  });
  afterAll(() => test.drop());

  it("says where each table of the migrations lives, and names no other", async () => {
    const { rows } = await test.db.knex.raw(`
      SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname = 'public' AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname NOT LIKE 'knex_%' AND relname <> 'spatial_ref_sys'`);
    const tables = rows.map((row: { relname: string }) => row.relname);
    expect(tables.sort()).toEqual(Object.keys(DISTRIBUTION).sort());
  });

  it("has the distribution column in every primary, unique and exclusion key of a distributed table", async () => {
    const keys = (await keysOf(test)).filter(({ table }) => isDistributed(table));
    expect(new Set(keys.map(({ table }) => table)).size).toBe(Object.keys(DISTRIBUTION).filter(isDistributed).length);
    expect(keys.filter(({ columns }) => !columns.includes("force_id"))).toEqual([]);
  });

  it("leads the primary key of a distributed table with the distribution column, which is never NULL", async () => {
    const { rows } = await test.db.knex.raw(`
      SELECT c.relname AS table, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]) AS first,
             (SELECT attnotnull FROM pg_attribute WHERE attrelid = c.oid AND attname = 'force_id') AS filled
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.indisprimary AND n.nspname = 'public'`);
    const distributed = rows.filter((row: { table: string }) => isDistributed(row.table));
    expect(distributed.length).toBeGreaterThan(0);
    for (const row of distributed) expect(row).toMatchObject({ first: "force_id", filled: true });
  });

  it("refers from a distributed table only to reference tables, or to distributed ones by the same column", async () => {
    const references = await referencesOf(test);
    const fromDistributed = references.filter(({ table }) => isDistributed(table));
    expect(fromDistributed.length).toBeGreaterThan(0);
    const bad = fromDistributed.filter(({ target, columns, targetColumns }) => {
      if (placements[target]?.kind === "reference") return false;
      return !isDistributed(target) || targetColumns[columns.indexOf("force_id")] !== "force_id";
    });
    expect(bad).toEqual([]);
  });

  it("refers to a distributed table from no table that lives elsewhere, and from a reference table to no local one", async () => {
    const bad = (await referencesOf(test)).filter(({ table, target }) => {
      if (isDistributed(target)) return !isDistributed(table);
      return placements[table]?.kind === "reference" && placements[target]?.kind === "local";
    });
    expect(bad).toEqual([]);
  });
});

async function keysOf({ db }: TestDatabase): Promise<Key[]> {
  const { rows } = await db.knex.raw(`
    SELECT c.relname AS table, ic.relname AS name,
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS columns
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND (i.indisunique OR i.indisprimary OR i.indisexclusion) AND NOT c.relispartition`);
  return rows;
}

async function referencesOf({ db }: TestDatabase): Promise<Reference[]> {
  const { rows } = await db.knex.raw(`
    SELECT s.relname AS table, t.relname AS target,
           ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, i)
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i) AS columns,
           ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, i)
                 JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i) AS "targetColumns"
    FROM pg_constraint k
    JOIN pg_class s ON s.oid = k.conrelid
    JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND NOT s.relispartition`);
  return rows;
}
