import { describe, expect, it } from "vitest";
import type { Database } from "../../server/db/database.ts";
import { migrateDown, migrateUp } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { backends } from "./backends.ts";

describe.each(backends)("migrations on $name", ({ open }) => {
  it("go up, again without effect, down to nothing of ours, and up to the same schema", async () => {
    const { db, drop } = await open();
    try {
      expect(await migrateUp(db)).not.toEqual([]);
      const first = await columnsOf(db);
      expect(first.length).toBeGreaterThan(100);
      expect(await migrateUp(db)).toEqual([]);
      expect(await migrateDown(db)).not.toEqual([]);
      expect(await columnsOf(db)).toEqual([]);
      await migrateUp(db);
      expect(await columnsOf(db)).toEqual(first);
    } finally {
      await drop();
    }
  });

  it("run after a process that was killed while it migrated", async () => {
    const { db, drop } = await open();
    try {
      await migrateUp(db);
      await db.bulk("knex_migrations_lock").update({ is_locked: 1 });
      expect(await migrateUp(db)).toEqual([]);
    } finally {
      await drop();
    }
  });
});

describe.each(backends.filter(({ name }) => name === "postgres"))(
  "two processes migrating one $name database",
  ({ open }) => {
    it("run each migration once", async () => {
      const { db, config, drop } = await open();
      const other = await openDatabase(config);
      try {
        const ran = await Promise.all([migrateUp(db), migrateUp(other)]);
        expect(ran.filter((names) => names.length === 0)).toHaveLength(1);
      } finally {
        await other.close();
        await drop();
      }
    });
  },
);

async function columnsOf(db: Database): Promise<unknown[]> {
  const { rows } = await db.knex.raw(`
    SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns
    WHERE table_schema IN ('public', 'staging') AND table_name NOT LIKE 'knex_%'
      AND table_name NOT IN ('spatial_ref_sys', 'geometry_columns', 'geography_columns')
    ORDER BY table_schema, table_name, column_name`);
  return rows;
}
