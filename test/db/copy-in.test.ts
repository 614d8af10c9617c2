import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends, openEmpty, type TestDatabase } from "./backends.ts";

const ROWS = 50_000;
/** Long enough for several pieces; a tab, a backslash, a newline, quotes, a NUL-looking escape and letters of several bytes. */
const AWKWARD = 'tab\there, back\\slash, line\nbreak, "quotes", \\N, zażółć, 💊, '.padEnd(160, "x");

describe.each(backends)("COPY into $name", ({ name }) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openEmpty(name);
    await test.db.bulk.raw(
      'CREATE SCHEMA staging; CREATE TABLE staging.rows (id int PRIMARY KEY, "text" text, n float8)',
    );
  });
  afterAll(() => test.drop());

  const into = { table: "staging.rows", columns: ["id", "text", "n"] };

  it("keeps every row and every letter, whatever the chunks", async () => {
    await test.db.bulk.transaction((trx) => test.db.copyIn(trx, into, chunks(5_000)));
    const { rows } = await test.db.knex.raw(
      "SELECT count(*)::int AS n, count(n)::int AS numbers, count(*) FILTER (WHERE text = id || ? )::int AS texts, sum(n) AS sum FROM staging.rows",
      [AWKWARD],
    );
    expect(rows).toEqual([{ n: ROWS, numbers: ROWS / 2, texts: ROWS, sum: ((ROWS / 2) * (ROWS / 2 - 1)) / 4 }]);
  });

  it("copies nothing from no chunks", async () => {
    await test.db.bulk.transaction((trx) => test.db.copyIn(trx, into, []));
    expect(await count()).toBe(ROWS);
  });

  it("undoes all rows with the transaction, and leaves the connection usable", async () => {
    const copying = test.db.bulk.transaction((trx) =>
      test.db.copyIn(trx, into, ["60000\tfine\t1\n", "not a number\tx\t1\n"]),
    );
    await expect(copying).rejects.toMatchObject({ code: "22P02" });
    expect(await count()).toBe(ROWS);
  });

  it("reports a table that is not there", async () => {
    const copying = test.db.bulk.transaction((trx) =>
      test.db.copyIn(trx, { table: "nowhere", columns: ["a"] }, ["1\n"]),
    );
    await expect(copying).rejects.toMatchObject({ code: "42P01" });
    expect(await count()).toBe(ROWS);
  });

  it("undoes all rows when their source fails half-way", async () => {
    async function* failing() {
      yield "60001\tfine\t1\n".repeat(1);
      throw new Error("the source broke");
    }
    await expect(test.db.bulk.transaction((trx) => test.db.copyIn(trx, into, failing()))).rejects.toThrow(
      "the source broke",
    );
    expect(await count()).toBe(ROWS);
  });

  async function count(): Promise<number> {
    const { rows } = await test.db.knex.raw("SELECT count(*)::int AS n FROM staging.rows");
    return rows[0].n;
  }
});

/** Rows cut into chunks of `length` characters, mostly in the middle of a row. */
function* chunks(length: number): Generator<string> {
  const escaped = AWKWARD.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
  let held = "";
  for (let id = 0; id < ROWS; id += 1) {
    held += `${id}\t${id}${escaped}\t${id % 2 === 0 ? id / 4 : "\\N"}\n`;
    for (; held.length >= length; held = held.slice(length)) yield held.slice(0, length);
  }
  yield held;
}
