import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../../db/backends.ts";
import { fileWith, type Importing, openImporting, streetFile } from "../importing.ts";
import { stateDigest } from "../state-digest.ts";

const MONTH = "2019-05";
const PARTITION = "incident_2019_05";

describe.each(backends)("a month that is published again on $name", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
  });
  afterAll(() => on.drop());

  const rowsOf = async (sql: string) => (await on.db.knex.raw(sql)).rows;
  const partition = async () => (await rowsOf(`SELECT '${PARTITION}'::regclass::oid::int AS oid`))[0].oid;
  const indexes = () =>
    rowsOf(`
      SELECT am.amname AS method, i.indisprimary AS key, i.indisvalid AS valid, parent.relname AS of
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_am am ON am.oid = c.relam
      JOIN pg_inherits h ON h.inhrelid = c.oid
      JOIN pg_class parent ON parent.oid = h.inhparent
      WHERE i.indrelid = '${PARTITION}'::regclass
      ORDER BY method`);
  const importRows = async (n: number, choices = {}) => {
    const file = streetFile(Array.from({ length: n }, () => ({ month: MONTH })));
    const job = await on.importPaths([await fileWith(`${n}.csv`, file)], choices);
    expect(job.error).toBeNull();
    return job;
  };

  it("is replaced whole on the one embedded connection, row by row beside other readers", async () => {
    await importRows(3);
    const first = await partition();
    expect((await importRows(2)).report).toMatchObject({ accepted: 2, replaced: 3 });
    expect((await partition()) === first).toBe(name === "postgres");
    expect(await rowsOf("SELECT count(*)::int AS n FROM incident")).toEqual([{ n: 2 }]);
  });

  it("has the indexes of its table, and lasts through a crash", async () => {
    expect(await indexes()).toEqual([
      { method: "btree", key: true, valid: true, of: "incident_pkey" },
      { method: "gist", key: false, valid: true, of: "incident_geom" },
    ]);
    expect(await rowsOf(`SELECT relpersistence AS kept FROM pg_class WHERE relname = '${PARTITION}'`)).toEqual([
      { kept: "p" },
    ]);
  });

  it("comes to the same state as if it had been published once", async () => {
    const again = await stateDigest(on.db);
    const once = await openImporting(name);
    try {
      const file = streetFile([{ month: MONTH }, { month: MONTH }]);
      await once.importPaths([await fileWith("2.csv", file)]);
      expect(await stateDigest(once.db)).toEqual(again);
    } finally {
      await once.drop();
    }
  });

  it("leaves what another dataset has in the same month, in the same partition", async () => {
    await importRows(4, { dataset: "other" });
    const shared = await partition();
    await importRows(1);
    expect(await partition()).toBe(shared);
    const counted = `
      SELECT d.code, count(*)::int AS n, (SELECT sum(c.n)::int FROM cell_count c WHERE c.dataset_id = d.id AND c.res = 9) AS rolled
      FROM incident i JOIN dataset d ON d.id = i.dataset_id GROUP BY d.id, d.code ORDER BY d.code`;
    expect(await rowsOf(counted)).toEqual([
      { code: "other", n: 4, rolled: 4 },
      { code: "police-uk", n: 1, rolled: 1 },
    ]);
    expect(on.errors).toEqual([]);
  });
});
