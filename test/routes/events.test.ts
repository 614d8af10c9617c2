import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Event, EventHistory } from "../../server/api/events.ts";
import type { EventListBody } from "../../server/api/types.ts";
import { backends } from "../db/backends.ts";
import { operationOf, post, put } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";

const CAMPAIGN = { kind: "campaign", name: "Poster campaign", from: "2019-05-01", to: "2019-05-15" };

describe.each(backends)("a dated event on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());
  const make = async (changes = {}): Promise<EventListBody["events"][number]> =>
    (await post(app, "/events", { ...CAMPAIGN, ...changes })).json();
  const listed = async (): Promise<number[]> =>
    (await app.get("/events")).json<EventListBody>().events.map(({ id }) => id);

  it("is corrected, keeps what is not named, and every state it had", async () => {
    const { id, version } = await make({ areas: ["E05000001"], note: "Letters, too" });
    expect(version).toBe(1);
    const answer = await put(app, `/events/${id}`, { version: 1, reason: "wrong week", to: "2019-05-08" });
    expect(answer.statusCode).toBe(200);
    expect(Compile(Event).Errors(answer.json())).toEqual([]);
    expect(answer.json()).toMatchObject({
      ...{ id, version: 2, name: "Poster campaign", from: "2019-05-01", to: "2019-05-08" },
      ...{ areas: ["E05000001"], note: "Letters, too" },
    });
    const past = (await app.get(`/events/${id}/history`)).json();
    expect(Compile(EventHistory).Errors(past)).toEqual([]);
    expect(past.versions).toMatchObject([
      { version: 2, action: "edited", reason: "wrong week", state: { to: "2019-05-08" } },
      { version: 1, action: "made", reason: null, state: { to: "2019-05-15" } },
    ]);
  });

  it("marks no series once it is withdrawn, and is not lost", async () => {
    const { id } = await make({ name: "Entered twice" });
    expect(await listed()).toContain(id);
    const answer = await post(app, `/events/${id}/withdraw`, { version: 1, reason: "it is there already" });
    expect([answer.statusCode, answer.json().versions[0]]).toMatchObject([
      200,
      { version: 2, action: "withdrawn", reason: "it is there already", state: { name: "Entered twice" } },
    ]);
    expect(await listed()).not.toContain(id);
    expect((await app.get(`/events/${id}/history`)).json().versions).toHaveLength(2);
    expect((await post(app, `/events/${id}/withdraw`, { version: 2, reason: "again" })).statusCode).toBe(404);
    expect((await put(app, `/events/${id}`, { version: 2, reason: "back", name: "Back" })).statusCode).toBe(404);
  });

  it("is changed by one person at a time", async () => {
    const { id } = await make({ name: "Seen by two" });
    await put(app, `/events/${id}`, { version: 1, reason: "first", name: "By the first" });
    const second = await put(app, `/events/${id}`, { version: 1, reason: "second", name: "By the second" });
    expect([second.statusCode, second.json().error.code]).toEqual([409, "conflict"]);
    expect((await post(app, `/events/${id}/withdraw`, { version: 1, reason: "late" })).statusCode).toBe(409);
    expect((await app.get(`/events/${id}/history`)).json().versions[0].state.name).toBe("By the first");
  });

  it.each([
    [{ to: "2019-04-30" }, "to"],
    [{ from: "2019-02-30" }, "from"],
    [{ name: "  " }, "name"],
    [{ areas: ["E05999999"] }, "areas"],
    [{ kind: "rumour" }, "kind"],
    [{ reason: " " }, "reason"],
    [{ operation: 9_999 }, undefined],
  ])("with %j is refused, and stays as it was", async (changes, field) => {
    const { id } = await make({ name: "Unchanged" });
    const answer = await put(app, `/events/${id}`, { version: 1, reason: "a try", ...changes });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.json().error.details?.field).toBe(field);
    expect((await app.get(`/events/${id}/history`)).json().versions).toHaveLength(1);
  });

  it("of a real operation is never tied to made-up data, nor the other way", async () => {
    const real = (await post(app, "/operations", operationOf())).json().id;
    const tied = await make({ operation: real, dataset: "demo", name: "Tied to a real one" });
    expect([tied.operation, tied.dataset]).toEqual([real, null]);
    const { id } = await make({ dataset: "demo", name: "In the made-up city" });
    const answer = await put(app, `/events/${id}`, { version: 1, reason: "tie", operation: real });
    expect([answer.statusCode, answer.json().error.details.field]).toEqual([400, "operation"]);
    const freed = await put(app, `/events/${tied.id}`, { version: 1, reason: "untie", operation: null });
    expect(freed.json()).toMatchObject({ operation: null, dataset: null });
  });

  it("leaves in the log who did what to it, and nothing of what it says", async () => {
    const { id } = await make({ name: "Logged" });
    await post(app, `/events/${id}/withdraw`, { version: 1, reason: "of no use" });
    const log = "SELECT action, details FROM audit_event WHERE subject = ? ORDER BY id";
    expect((await app.database.db.knex.raw(log, [`event/${id}`])).rows).toEqual([
      { action: "event.made", details: { version: 1 } },
      { action: "event.withdrawn", details: { version: 2 } },
    ]);
  });
});
