import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../../server/app.ts";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("health on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  it("is live and ready", async () => {
    expect((await app.app.inject("/live")).json()).toEqual({ status: "live" });
    expect((await app.app.inject("/ready")).json()).toEqual({ status: "ready" });
  });

  it("says what a start is still doing, and that it cannot serve yet", async () => {
    const { config, db } = app.database;
    const starting = await buildApp({ config, db, imports: app.imports, startup: () => "migrating" });
    const answer = await starting.inject("/ready");
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: "migrating" }]);
    await starting.close();
  });

  it("answers 503 with words and no SQL once the database is gone", async () => {
    const lost = await startApp(name);
    await lost.get("/cells");
    await lost.database.db.close();
    const answer = await lost.get("/cells");
    expect(answer.statusCode).toBeGreaterThanOrEqual(500);
    expect(Object.keys(answer.json())).toEqual(["error"]);
    expect(answer.body).not.toMatch(/SELECT|\.ts:|node_modules|knex/i);
    const ready = await lost.app.inject("/ready");
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: "database_unavailable" }]);
    expect((await lost.app.inject("/live")).statusCode).toBe(200);
    await lost.app.close();
    await lost.database.drop();
  });
});

describe("the page", () => {
  let folder: string;
  let app: TestApp;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hexbeat-page-"));
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><title>Hexbeat</title>");
    await writeFile(join(folder, "secret.txt"), "not a part of the page");
    await writeFile(join(folder, "assets/index-abc123.js"), "export {};");
    app = await startApp("embedded", { seed: false, pageFolder: folder });
  });
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  it("is served at / and asked about each time, whatever state its address carries", async () => {
    for (const url of ["/", "/?dataset=demo&res=9"]) {
      const answer = await app.app.inject(url);
      expect([answer.statusCode, answer.headers["content-type"], answer.headers["cache-control"]]).toEqual([
        200,
        "text/html; charset=utf-8",
        "no-cache",
      ]);
    }
  });

  it("has assets that never change", async () => {
    const { headers, body } = await app.app.inject("/assets/index-abc123.js");
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(headers["content-type"]).toMatch(/^(text|application)\/javascript/);
    expect(body).toBe("export {};");
  });

  it.each([
    "/assets/../secret.txt",
    "/assets/..%2fsecret.txt",
    "/assets/%2e%2e/secret.txt",
    "/assets/nothing.js",
    "/secret.txt",
  ])("serves nothing else: %s", async (url) => {
    const answer = await app.app.inject(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.json().error.code).toMatch(/not_found|forbidden|bad_request/);
  });
});
