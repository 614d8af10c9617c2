import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardOrigin } from "../../server/access/own-origin.ts";
import { enforceTiers } from "../../server/access/tier.ts";
import { answerErrors } from "../../server/http/answer-errors.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe("what keeps others out", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp("embedded");
  });
  afterAll(() => app.stop());

  it.each(["localhost", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"])("answers to the name %s", async (host) => {
    expect((await app.get("/datasets", { host })).statusCode).toBe(200);
  });

  it.each(["evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example", "192.168.0.4:8080"])(
    "refuses the name %s, whatever it resolves to",
    async (host) => {
      const answer = await app.get("/datasets", { host });
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, "forbidden"]);
    },
  );

  it.each([
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://localhost:9999" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ origin: "http://localhost:80" }, 404],
    [{ origin: "http://localhost:8080", host: "localhost:8080" }, 404],
    [{ "sec-fetch-site": "same-origin" }, 404],
    [{}, 404],
  ])("takes changes from its own pages alone: %j → %i", async (headers, status) => {
    const answer = await app.app.inject({ method: "DELETE", url: "/api/v1/imports/999", headers });
    expect(answer.statusCode).toBe(status);
  });

  it("lets the page load from this server alone", async () => {
    const { headers } = await app.get("/datasets");
    const policy = Object.fromEntries(
      String(headers["content-security-policy"])
        .split(";")
        .map((rule) => [rule.split(" ", 1)[0], rule.split(" ").slice(1).join(" ")]),
    );
    expect(policy).toMatchObject({
      "default-src": "'none'",
      "script-src": "'self'",
      "connect-src": "'self'",
      "worker-src": "'self' blob:",
      "img-src": "'self' data: blob:",
      "frame-ancestors": "'none'",
    });
    expect(Object.values(policy).join(" ")).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("tiers", () => {
  it("refuse to start with a route that declares none", () => {
    const app = Fastify();
    enforceTiers(app, () => ({ name: "x", tiers: ["public"] }));
    expect(() => app.get("/open", () => "open")).toThrow("Route GET /open declares no tier.");
  });

  it("keep a principal from routes of other tiers", async () => {
    const app = Fastify();
    answerErrors(app);
    enforceTiers(app, () => ({ name: "partner", tiers: ["public", "partner"] }));
    app.get("/points", { config: { tier: "analyst" } }, () => "points");
    app.get("/release", { config: { tier: "partner" } }, () => "release");
    expect((await app.inject("/points")).json().error.code).toBe("forbidden");
    expect((await app.inject("/release")).body).toBe("release");
  });
});

describe("a server that a container publishes on loopback", () => {
  it("takes loopback names only, as everywhere: browsers send them through the published port too", async () => {
    const app = Fastify();
    answerErrors(app);
    guardOrigin(app);
    app.get("/", () => "hello");
    expect((await app.inject({ url: "/", headers: { host: "127.0.0.1:8080" } })).statusCode).toBe(200);
    expect((await app.inject({ url: "/", headers: { host: "hexbeat.example" } })).statusCode).toBe(403);
  });
});
