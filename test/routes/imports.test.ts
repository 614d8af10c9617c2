import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { strictDigest } from "../ingest/state-digest.ts";
import { startApp, type TestApp } from "./start-app.ts";

type Part = { name: string; value: string; file?: string };
const BOUNDARY = "----hexbeat-test";

/** A form as a browser sends it, parts in their order. */
function form(parts: readonly Part[]): { payload: string; headers: Record<string, string> } {
  const body = parts.map(({ name, value, file }) => {
    const disposition = `Content-Disposition: form-data; name="${name}"${file === undefined ? "" : `; filename="${file}"`}`;
    return `--${BOUNDARY}\r\n${disposition}\r\n${file === undefined ? "" : "Content-Type: text/csv\r\n"}\r\n${value}\r\n`;
  });
  return {
    payload: `${body.join("")}--${BOUNDARY}--\r\n`,
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

const STREET = [
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context",
  ",2019-07,Metropolitan Police Service,Metropolitan Police Service,0.02,51.55,On or near Star Yard,E01000001,X 001A,Drugs,,",
  "",
].join("\n");

describe.each(backends)("uploads on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name, { env: { HEXBEAT_MAX_UPLOAD_MB: "1" } });
  });
  afterAll(() => app.stop());

  const upload = (parts: readonly Part[]) => app.app.inject({ method: "POST", url: "/api/v1/imports", ...form(parts) });
  const leftovers = () => readdir(join(app.database.config.dataDir, "uploads")).catch(() => []);

  it("are taken, followed and published", async () => {
    const answer = await upload([
      { name: "dataset", value: "police-uk" },
      { name: "files", value: STREET, file: "2019-07-metropolitan-street.csv" },
    ]);
    expect(answer.statusCode).toBe(202);
    const job = answer.json();
    expect(answer.headers.location).toBe(`/api/v1/imports/${job.id}`);
    await app.imports.finished(job.id);
    const done = (await app.get(`/imports/${job.id}`)).json();
    expect(done).toMatchObject({
      status: "done",
      fileName: "2019-07-metropolitan-street.csv",
      report: { accepted: 1, refused: 0 },
    });
    const july = (await app.get("/cells?from=2019-07-01&to=2019-08-01")).json();
    expect(july.total).toBe(1);
    expect(july.version).toBeGreaterThan(3);
    expect((await app.get("/imports")).json().imports[0].id).toBe(job.id);
    expect(await leftovers()).toEqual([]);
  });

  it("of real rows into the synthetic dataset are refused, and nothing is saved", async () => {
    // A dataset that nothing was published to goes with the next import that fails, whatever it was for.
    await app.database.db.bulk.raw("DELETE FROM dataset WHERE version = 0");
    const before = await strictDigest(app.database.db);
    const answer = await upload([
      { name: "dataset", value: "demo" },
      { name: "files", value: STREET, file: "2019-07-metropolitan-street.csv" },
    ]);
    expect(answer.statusCode).toBe(202);
    await app.imports.finished(answer.json().id);
    const job = (await app.get(`/imports/${answer.json().id}`)).json();
    expect([job.status, job.dataset, job.error.code]).toEqual(["refused", null, "import_refused"]);
    expect(job.error.message).toMatch(/^The dataset "demo" \(Demo city\) holds made-up .* Nothing was saved\.$/);
    expect(await strictDigest(app.database.db)).toEqual(before);
    expect(await leftovers()).toEqual([]);
  });

  it.each<[string, readonly Part[], number, string]>([
    ["no file", [{ name: "dataset", value: "x" }], 400, "no file"],
    [
      "an unknown field",
      [
        { name: "datset", value: "x" },
        { name: "f", value: "a", file: "a.csv" },
      ],
      400,
      "datset",
    ],
    [
      "a wrong field",
      [
        { name: "encoding", value: "utf-16" },
        { name: "f", value: "a", file: "a.csv" },
      ],
      400,
      "encoding must be one of",
    ],
    [
      "a wrong switch",
      [
        { name: "allowBadRows", value: "yes" },
        { name: "f", value: "a", file: "a.csv" },
      ],
      400,
      "allowBadRows",
    ],
    [
      "a field after a file",
      [
        { name: "f", value: "a", file: "a.csv" },
        { name: "dataset", value: "x" },
      ],
      400,
      "fields before files",
    ],
    [
      "a field twice",
      [
        { name: "force", value: "a" },
        { name: "force", value: "b" },
        { name: "f", value: "a", file: "a.csv" },
      ],
      400,
      "twice",
    ],
    ["a file over the limit", [{ name: "f", value: "x".repeat(1_100_000), file: "big.csv" }], 413, "larger"],
    [
      "files over the limit together",
      [
        { name: "f", value: "x".repeat(700_000), file: "a.csv" },
        { name: "f", value: "x".repeat(700_000), file: "b.csv" },
      ],
      413,
      "larger",
    ],
  ])("with %s are refused and leave nothing behind", async (_what, parts, status, words) => {
    const answer = await upload(parts);
    expect([answer.statusCode, answer.json().error.message]).toEqual([status, expect.stringContaining(words)]);
    expect(await leftovers()).toEqual([]);
  });

  it("that are no form are refused", async () => {
    const send = (headers: Record<string, string>, payload: string) =>
      app.app.inject({ method: "POST", url: "/api/v1/imports", headers, payload });
    expect((await send({ "content-type": "application/json" }, "{}")).statusCode).toBe(400);
    expect((await send({ "content-type": "text/csv" }, "a,b")).statusCode).toBe(400);
    expect((await send({ "content-type": "multipart/form-data" }, "x")).statusCode).toBe(400);
    const cut = form([{ name: "f", value: STREET, file: "a.csv" }]);
    expect((await send(cut.headers, cut.payload.slice(0, 200))).statusCode).toBe(400);
    expect(await leftovers()).toEqual([]);
  });

  it("never put a file where its name says", async () => {
    const answer = await upload([{ name: "f", value: "nonsense", file: "../../../../tmp/escaped.csv" }]);
    await app.imports.finished(answer.json().id);
    expect((await app.get(`/imports/${answer.json().id}`)).json().status).toBe("refused");
    expect(await leftovers()).toEqual([]);
  });

  it("hand back refused rows as CSV that no spreadsheet runs", async () => {
    const answer = await app.get("/imports/1/rejects.csv");
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="hexbeat-import-1-rejects.csv"');
    expect(answer.body).toBe(
      [
        "file,line,reason,detail,raw",
        'counts.csv,7,date,not a month: =1+1,"\'=HYPERLINK(""http://x""),a"',
        'counts.csv,9,columns,\'@sum,"\'-3,""two\nlines"""',
        "",
      ].join("\r\n"),
    );
  });

  it("that have ended or never were cannot be cancelled", async () => {
    const cancel = async (id: number) =>
      (await app.app.inject({ method: "DELETE", url: `/api/v1/imports/${id}` })).statusCode;
    expect([await cancel(1), await cancel(999)]).toEqual([409, 404]);
  });

  it("may be far larger than a request of another kind", async () => {
    const roomy = await startApp(name, { seed: false });
    const line =
      ",2019-07,Metropolitan Police Service,Metropolitan Police Service,0.02,51.55,x,E01000001,X 001A,Tea party,,\n";
    const big = `${STREET.split("\n", 1)[0]}\n${line.repeat(50_000)}`;
    const sent = form([{ name: "f", value: big, file: "2019-07-metropolitan-street.csv" }]);
    const answer = await roomy.app.inject({ method: "POST", url: "/api/v1/imports", ...sent });
    expect([answer.statusCode, sent.payload.length > 5_000_000]).toEqual([202, true]);
    await roomy.imports.finished(answer.json().id);
    expect((await roomy.get(`/imports/${answer.json().id}`)).json().status).toBe("refused");
    await roomy.stop();
  });

  it("are taken sixty times a minute at most", async () => {
    const eager = await startApp(name, { seed: false });
    const statuses: number[] = [];
    for (let turn = 0; turn < 61; turn++) {
      statuses.push((await eager.app.inject({ method: "POST", url: "/api/v1/imports", ...form([]) })).statusCode);
    }
    expect([statuses.slice(0, 60).every((status) => status === 400), statuses[60]]).toEqual([true, 429]);
    await eager.stop();
  });
});
