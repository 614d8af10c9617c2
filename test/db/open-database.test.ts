import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { isPostgisEnough } from "../../server/db/postgres.ts";
import { DomainError } from "../../server/errors.ts";
import { backends, openMigrated, type TestDatabase } from "./backends.ts";

const ENDLESS = "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b";

describe.each(backends)("the $name database", ({ name }) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openMigrated(name, { HEXBEAT_QUERY_TIMEOUT_MS: "5000" });
  });
  afterAll(() => test.drop());

  /** Asked again while the database is opened anew: on a busy machine that takes longer than a reader waits. */
  const forceCodes = async (): Promise<string[]> => {
    try {
      return await test.db.knex("force").orderBy("code").pluck("code");
    } catch (error) {
      if (error instanceof DomainError && error.code === "busy") return forceCodes();
      throw error;
    }
  };

  it("gives each type of value the same form", async () => {
    const { rows } = await test.db.knex.raw(`
      SELECT 9007199254740993::int8 AS big, 7::int4 AS small, 1.25::numeric AS exact, 0.1::float8 AS float,
             date '2019-05-01' AS day, ARRAY[date '2019-05-01', NULL] AS days, ARRAY[1.5, 2]::numeric[] AS exacts,
             ARRAY[9007199254740993]::int8[] AS bigs, timestamptz '2019-05-01 12:00+01' AS instant,
             '\\x00ff'::bytea AS bytes, '{"a": [1]}'::jsonb AS json, true AS yes, NULL AS nothing, 'é'::text AS text`);
    expect(rows).toEqual([
      {
        big: "9007199254740993",
        small: 7,
        exact: 1.25,
        float: 0.1,
        day: "2019-05-01",
        days: ["2019-05-01", null],
        exacts: [1.5, 2],
        bigs: ["9007199254740993"],
        instant: new Date("2019-05-01T11:00:00Z"),
        bytes: Buffer.from([0, 255]),
        json: { a: [1] },
        yes: true,
        nothing: null,
        text: "é",
      },
    ]);
  });

  it("takes each type of value as a binding in the same way", async () => {
    const { rows } = await test.db.knex.raw(
      "SELECT ?::date AS day, ?::timestamptz AS instant, ?::int8 AS big, ?::text[] AS texts, ?::bytea AS bytes, ?::jsonb AS json, ?::bool AS yes",
      ["2019-05-01", new Date(0), "9007199254740993", ["a", 'b"\\,'], Buffer.from([0, 1]), '{"a":1}', false],
    );
    expect(rows).toEqual([
      {
        day: "2019-05-01",
        instant: new Date(0),
        big: "9007199254740993",
        texts: ["a", 'b"\\,'],
        bytes: Buffer.from([0, 1]),
        json: { a: 1 },
        yes: false,
      },
    ]);
  });

  it("tells an SQL error with its code and place, and goes on", async () => {
    await expect(test.db.knex.raw("SELECT nope")).rejects.toMatchObject({ code: "42703", position: "8" });
    await expect(test.db.knex.raw("SELECT ?::int / 0", [1])).rejects.toMatchObject({ code: "22012" });
    await expect(
      test.db.knex("force").insert([
        { code: "a", name: "A" },
        { code: "a", name: "B" },
      ]),
    ).rejects.toMatchObject({
      code: "23505",
      detail: "Key (code)=(a) already exists.",
      constraint: "force_code_key",
    });
    expect(await forceCodes()).toEqual([]);
  });

  it("finds a point in a polygon", async () => {
    const { rows } = await test.db.knex.raw(
      "SELECT ST_Covers(ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))', 4326), ST_SetSRID(ST_Point(1, 0.5), 4326)) AS covers",
    );
    expect(rows).toEqual([{ covers: true }]);
  });

  it("stops a statement at its deadline and answers the next", async () => {
    await test.db.knex("force").insert({ code: "kept", name: "Kept" });
    await expect(test.db.knex.raw(ENDLESS)).rejects.toMatchObject({ code: "deadline_exceeded" });
    expect(await forceCodes()).toEqual(["kept"]);
    await test.db.knex("force").delete();
  });

  it("says that nothing was saved when the deadline hits a transaction", async () => {
    const change = test.db.knex.transaction(async (trx) => {
      await trx("force").insert({ code: "lost", name: "Lost" });
      await trx.raw(ENDLESS);
    });
    await expect(change).rejects.toMatchObject({
      code: "deadline_exceeded",
      message: expect.stringContaining("Nothing was saved"),
    });
    expect(await forceCodes()).toEqual([]);
  });

  it("fails the rest of a lost transaction, its COMMIT too, and then serves the same connection again", async () => {
    const later: unknown[] = [];
    const change = test.db.knex.transaction(async (trx) => {
      await trx("force").insert({ code: "lost", name: "Lost" });
      await trx.raw(ENDLESS).catch(() => undefined);
      await trx("force")
        .insert({ code: "later", name: "Later" })
        .catch((error: unknown) => later.push(error));
    });
    await expect(change).rejects.toThrow("Nothing was saved");
    expect(later).toHaveLength(1);
    expect(await forceCodes()).toEqual([]);
  });

  it("gives imports a longer deadline than reads", async () => {
    const { rows } = await test.db.bulk.raw(
      "SELECT count(*)::int AS n FROM generate_series(1, 6000) a, generate_series(1, 6000) b",
    );
    expect(rows).toEqual([{ n: 36_000_000 }]);
  });

  it("shows a reader nothing of a transaction under way", async () => {
    let read: Promise<string[]> | undefined;
    await test.db.bulk.transaction(async (trx) => {
      await trx("force").insert({ code: "half-done", name: "Half done" });
      read = forceCodes();
      await trx("force").delete();
    });
    expect(await read).toEqual([]);
  });

  it("undoes to a savepoint only what came after it", async () => {
    await test.db.bulk.transaction(async (trx) => {
      await trx("force").insert({ code: "outer", name: "Outer" });
      const inner = trx.transaction(async (nested) => {
        await nested("force").insert({ code: "inner", name: "Inner" });
        throw new Error("undo the inner part");
      });
      await expect(inner).rejects.toThrow("undo the inner part");
    });
    expect(await forceCodes()).toEqual(["outer"]);
    await test.db.knex("force").delete();
  });

  it("carries a hundred thousand rows and a megabyte of bytes", async () => {
    const { rows } = await test.db.bulk.raw("SELECT i, i * 1000::int8 AS big FROM generate_series(1, 100000) i");
    expect(rows).toHaveLength(100_000);
    expect(rows[99_999]).toEqual({ i: 100_000, big: "100000000" });
    const found = await test.db.knex.raw("SELECT decode(repeat('ab', 1000000), 'hex') AS bytes");
    expect(found.rows[0].bytes).toEqual(Buffer.alloc(1_000_000, 0xab));
  });
});

describe("a PostgreSQL that is not there", () => {
  it("is reported with its address and without its password", async () => {
    const config = readConfig({ DATABASE_URL: "postgres://someone:secret@127.0.0.1:1/hexbeat" });
    const opening = openDatabase(config);
    await expect(opening).rejects.toMatchObject({
      code: "database_unavailable",
      message: expect.stringMatching(/127\.0\.0\.1:1\/hexbeat.*ECONNREFUSED/),
    });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
  });
});

describe("PostGIS 3.3", () => {
  it.each([
    [null, false],
    ["2.5.5", false],
    ["3.2.9", false],
    ["3.3.2", true],
    ["3.10.0", true],
    ["4.0.0", true],
  ])("is the oldest that will do: %s %s", (version, enough) => {
    expect(isPostgisEnough(version)).toBe(enough);
  });
});

describe("the embedded database's one connection", () => {
  it("tells a reader that an import takes too long to wait for, and serves the next one", async () => {
    const { db, drop } = await openMigrated("embedded", { HEXBEAT_QUERY_TIMEOUT_MS: "200" });
    try {
      await db.bulk.transaction(async (trx) => {
        await trx("force").insert({ code: "slow", name: "Slow" });
        await expect(db.knex("force").select("*")).rejects.toMatchObject({ code: "busy" });
      });
      expect(await db.knex("force").pluck("code")).toEqual(["slow"]);
    } finally {
      await drop();
    }
  });

  it("is undone and free again when its user goes away in a transaction", async () => {
    const { db, drop } = await openMigrated("embedded", { HEXBEAT_QUERY_TIMEOUT_MS: "2000" });
    try {
      const trx = await db.bulk.transaction();
      await trx("force").insert({ code: "left", name: "Left" });
      const connection: { end(): Promise<void> } = await trx.client.acquireConnection();
      await connection.end();
      expect(await db.knex("force").pluck("code")).toEqual([]);
      await trx.rollback().catch(() => undefined);
    } finally {
      await drop();
    }
  });
});

describe.each(backends.filter(({ name }) => name === "postgres"))("$name, cut off", () => {
  it("reports the lost connection and recovers by itself", async () => {
    const test = await openMigrated("postgres");
    try {
      const { db } = test;
      const own =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      const sleeping = db.knex.raw("SELECT pg_sleep(10)").then(
        () => "slept",
        (error: unknown) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      await db.bulk.raw(own);
      expect(await sleeping).toMatchObject({ code: "database_unavailable" });
      expect((await db.knex.raw("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
      await db.knex.raw(own);
      // Until the news of the cut has arrived, a statement on an idle connection would be what finds out.
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await db.bulk.raw("SELECT 2 AS two")).rows).toEqual([{ two: 2 }]);
    } finally {
      await test.drop();
    }
  });
});
