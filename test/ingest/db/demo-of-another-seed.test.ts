import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { finishEvaluation, registerEvaluation } from "../../../server/db/evaluation-register.ts";
import { loadDemo } from "../../../server/ingest/demo/load-demo.ts";
import { backends } from "../../db/backends.ts";
import { type Importing, openImporting } from "../importing.ts";
import { stateDigest, strictDigest } from "../state-digest.ts";

// A city is loaded up to four times in one test.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const MONTHS = 1;
const [OLD, NEW] = [11, 12];
const SQUARE = "ST_Multi(ST_MakeEnvelope(-0.1, 51.5, -0.09, 51.51, 4326))";
const OPERATION = "(SELECT min(id) FROM operation WHERE origin = 'demo')";
const DEMO = "(SELECT id FROM dataset WHERE code = 'demo')";

/** What people do with a demo city: [as it is told, how it comes about, how it goes]. */
const OWN_WORK: readonly (readonly [told: string, add: string, remove: string])[] = [
  [
    "1 target area",
    `INSERT INTO target_area (dataset_id, name, source, proposed_at, evidence, geom)
     VALUES (${DEMO}, 'Corner', 'drawn', now(), '{}', ${SQUARE})`,
    "DELETE FROM target_area",
  ],
  [
    "1 repeat location with a status",
    `INSERT INTO repeat_location_status (dataset_id, place, status, reason, principal)
     SELECT ${DEMO}, 'key:1', status, 'seen', 'local' FROM (VALUES ('under_review'), ('monitoring')) AS set_to(status)`,
    "DELETE FROM repeat_location_status",
  ],
  [
    "1 change to its zones, operations and events",
    `INSERT INTO operation_version (operation_id, version, action, recorded_by, state)
     VALUES (${OPERATION}, 2, 'edited', 'local', '{}')`,
    "DELETE FROM operation_version WHERE version = 2",
  ],
  [
    "1 entry of yours under its operations",
    `INSERT INTO operation_outcome (operation_id, kind, unit, quantity, occurred_on, source, recorded_by)
     VALUES (${OPERATION}, 'warrant', 'warrants', 1, '2025-12-01', 'ledger', 'local')`,
    "DELETE FROM operation_outcome WHERE recorded_by = 'local'",
  ],
];

describe.each(backends)("the demo city of another seed, on $name,", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
    expect(await load(OLD)).toMatchObject({ status: "done" });
  });
  afterAll(() => on?.drop());

  const load = (seed: number, at = on, say: (text: string) => void = () => {}) =>
    loadDemo({ db: at.db, imports: at.imports, say }, { seed, months: MONTHS });
  const evaluate = async () => {
    const { rows } = await on.db.bulk.raw(`SELECT ${DEMO} AS dataset, ${OPERATION} AS operation`);
    const id = await registerEvaluation(on.db.knex, {
      ...{ subject: { kind: "operation", id: rows[0].operation }, datasetId: rows[0].dataset, version: 1 },
      ...{ indicator: "public_reports", input: {}, owner: "{}" },
    });
    await finishEvaluation(on.db.knex, id, { status: "done", result: "{}" });
  };

  it("takes the place of the old one wholly: as if only it had been loaded, and back again", async () => {
    const old = await stateDigest(on.db);
    const before = await on.db.bulk.raw("SELECT count(*)::int AS n FROM incident");
    const job = await load(NEW);
    expect([job.status, job.report?.replaced]).toEqual(["done", before.rows[0].n]);
    const alone = await openImporting(name);
    await load(NEW, alone);
    expect(await stateDigest(on.db)).toEqual(await stateDigest(alone.db));
    await alone.drop();
    expect(await load(OLD)).toMatchObject({ status: "done" });
    expect(await stateDigest(on.db)).toEqual(old);
  });

  it("that is there already changes nothing, whatever rests on it", async () => {
    await evaluate();
    const before = await strictDigest(on.db);
    expect(await load(OLD)).toMatchObject({ status: "unchanged" });
    expect(await strictDigest(on.db)).toEqual(before);
    await on.db.bulk.raw("DELETE FROM evaluation");
  });

  it("is refused while a kept evaluation rests on the old one, and says how to load it elsewhere", async () => {
    await evaluate();
    await evaluate();
    const before = await strictDigest(on.db);
    await expect(load(NEW)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/rests on it: 2 evaluations\..*nothing was changed.*HEXBEAT_DATA_DIR=.*--seed 12/),
    });
    expect(await strictDigest(on.db)).toEqual(before);
    await on.db.bulk.raw("DELETE FROM evaluation");
  });

  it.each(OWN_WORK)("is refused while %s rests on the old one", async (told, add, remove) => {
    await on.db.bulk.raw(add);
    const before = await strictDigest(on.db);
    await expect(load(NEW)).rejects.toThrow(`rests on it: ${told}.`);
    expect(await strictDigest(on.db)).toEqual(before);
    await on.db.bulk.raw(remove);
  });

  it("is refused whole when somebody evaluates the old one while the new one is read", async () => {
    const before = await stateDigest(on.db);
    const evaluated: Promise<void>[] = [];
    const job = await load(NEW, on, (text) => {
      if (text.startsWith("Loading")) evaluated.push(evaluate());
    });
    await Promise.all(evaluated);
    expect([job.status, job.error?.code]).toEqual(["failed", "conflict"]);
    expect(job.error?.message).toContain("1 evaluation");
    expect(await stateDigest(on.db)).toEqual(before);
    await on.db.bulk.raw("DELETE FROM evaluation");
  });

  it("leaves the operations that people made in the demo city", async () => {
    await on.db.bulk.raw(`INSERT INTO operation (dataset_id, name) VALUES (${DEMO}, 'My own')`);
    expect(await load(NEW)).toMatchObject({ status: "done" });
    const { rows } = await on.db.bulk.raw("SELECT origin FROM operation WHERE name = 'My own'");
    expect(rows).toEqual([{ origin: "made_here" }]);
    expect(await load(OLD)).toMatchObject({ status: "done" });
    await on.db.bulk.raw("DELETE FROM operation WHERE name = 'My own'");
  });

  it("is refused while a file lies in the demo dataset, as earlier versions let it: its rows would go with the old city", async () => {
    await on.db.bulk.raw("INSERT INTO scope_source (scope, sha256, choices) VALUES ('demo/kent/extract', 'a1', '{}')");
    const before = await strictDigest(on.db);
    await expect(load(NEW)).rejects.toThrow("rests on it: 1 file imported into it.");
    expect(await strictDigest(on.db)).toEqual(before);
  });
});
