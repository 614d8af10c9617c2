import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventRoutes } from "../../server/routes/events.ts";
import { operationOutcomeRoutes } from "../../server/routes/operation-outcomes.ts";
import { operationRoutes } from "../../server/routes/operations.ts";
import { backends } from "../db/backends.ts";
import { asPrincipal } from "./as-principal.ts";
import { operationOf, post } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";

const REGISTERS = { routes: [operationRoutes, operationOutcomeRoutes, eventRoutes] };

describe.each(backends)("who may know of an operation, on $name", ({ name }) => {
  let analyst: TestApp;
  let team: Awaited<ReturnType<typeof asPrincipal>>;
  const ids: Record<string, number> = {};
  beforeAll(async () => {
    analyst = await startApp(name);
    for (const visibility of ["open", "partner", "covert"]) {
      const { id } = (await post(analyst, "/operations", operationOf({ name: visibility, visibility }))).json();
      ids[visibility] = id;
      await post(analyst, `/operations/${id}/outcomes`, {
        outcomes: [{ kind: "warrant", quantity: 1, date: "2019-01-05", source: "custody" }],
      });
      const event = { kind: "media", name: visibility, from: "2019-01-05", operation: id };
      expect((await post(analyst, "/events", event)).statusCode).toBe(201);
    }
    const who = { name: "team", tiers: ["public", "neighbourhood"] } as const;
    team = await asPrincipal({ ...analyst.database, imports: analyst.imports }, who, REGISTERS);
  });
  afterAll(async () => {
    await team.close();
    await analyst.stop();
  });

  it("the analyst knows of all", async () => {
    const { operations } = (await analyst.get("/operations")).json();
    expect(operations.map((operation: { name: string }) => operation.name)).toEqual(["open", "partner", "covert"]);
    expect((await analyst.get(`/operations/${ids.covert}`)).json().visibility).toBe("covert");
    expect((await analyst.get("/events")).json().events).toHaveLength(3);
  });

  it("a neighbourhood team knows of none that is covert, by no address", async () => {
    const { body } = await team.inject("/operations");
    expect(JSON.parse(body).operations.map((operation: { name: string }) => operation.name)).toEqual([
      "open",
      "partner",
    ]);
    expect(body).not.toContain("covert");
    const paths = [
      `/operations/${ids.covert}`,
      `/operations/${ids.covert}/outcomes`,
      `/operations/${ids.covert}/outcomes/disposals`,
    ];
    for (const path of paths) {
      const answer = await team.inject(path);
      expect([answer.statusCode, answer.json().error]).toEqual([
        404,
        { code: "not_found", message: `There is no operation ${ids.covert}.` },
      ]);
    }
    const { events } = (await team.inject("/events")).json();
    expect(events.map((event: { name: string }) => event.name)).toEqual(["open", "partner"]);
  });

  it("a neighbourhood team changes nothing, and does not see what an open operation was before", async () => {
    expect((await team.inject({ method: "POST", url: "/operations", payload: operationOf() })).statusCode).toBe(403);
    expect((await team.inject(`/operations/${ids.open}/history`)).statusCode).toBe(403);
    expect((await team.inject(`/operations/${ids.open}/outcomes`)).statusCode).toBe(200);
  });
});
