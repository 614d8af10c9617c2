import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Presentation, PresentationNotes } from "../../server/api/presentation.ts";
import { finishEvaluation, registerEvaluation } from "../../server/db/evaluation-register.ts";
import { backends } from "../db/backends.ts";
import { compared, resultOf } from "../evaluation/presentation-result.ts";
import { operationOf, post, put } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";

const ROSE = compared(80, 130, 82, { pPlacebo: 0.01 });

describe.each(backends)("presentations on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const make = async (changes: Record<string, unknown> = {}): Promise<number> =>
    (await post(app, "/operations", operationOf(changes))).json().id;

  /** An evaluation of the operation, still open. */
  const register = async (operation: number): Promise<number> => {
    const { knex } = app.database.db;
    const datasets = await knex.raw("SELECT id FROM dataset ORDER BY id LIMIT 1");
    return registerEvaluation(knex, {
      ...{ subject: { kind: "operation", id: operation }, datasetId: datasets.rows[0].id, version: 1 },
      ...{ indicator: "public_reports", input: {}, owner: "{}" },
    });
  };
  const finish = (evaluation: number, result: unknown) =>
    finishEvaluation(app.database.db.knex, evaluation, { status: "done", result: JSON.stringify(result) });
  const evaluated = async (operation: number, result: unknown = resultOf()): Promise<string> => {
    const evaluation = await register(operation);
    await finish(evaluation, result);
    return `/operations/${operation}/evaluations/${evaluation}/presentation`;
  };

  it("have the form the contract gives them, and no more", async () => {
    const path = await evaluated(await make());
    expect(Compile(Presentation).Errors((await app.get(path)).json())).toEqual([]);
    expect(Compile(PresentationNotes).Errors((await app.get(`${path}/notes`)).json())).toEqual([]);
  });

  it("show the operation's own ledger by kind and unit, without premises", async () => {
    const operation = await make({ name: "Counted" });
    const rows = [
      { kind: "warrant", quantity: 2 },
      { kind: "warrant", quantity: 1 },
      { kind: "premises_secured", quantity: 9 },
    ].map((row, at) => ({ ...row, date: `2019-01-0${at + 2}`, source: "ledger" }));
    expect((await post(app, `/operations/${operation}/outcomes`, { outcomes: rows })).statusCode).toBe(201);
    const { frames, operation: shown } = (await app.get(await evaluated(operation))).json();
    expect(shown).toEqual({ id: operation, name: "Counted" });
    expect(frames[1].picture.tallies).toEqual([{ label: "warrants", n: 3 }]);
    expect(frames[1].picture.phases).toEqual([{ name: "Phase 1", from: "2019-01-01", to: "2019-02-01" }]);
  });

  it("hold no free text of the register, no cell, no control and no name that an analyst typed", async () => {
    const operation = await make({
      lead: "Inspector Lestrade",
      summary: "A flat above the shop",
      priorities: ["Number 12"],
    });
    const path = await evaluated(operation, resultOf({ displacement: ROSE, marked: ["first"], found: "named" }));
    const wall = (await app.get(path)).body;
    for (const hidden of [
      "Only phase",
      "Lestrade",
      "above the shop",
      "Number 12",
      "Flat 9",
      "89194ad3257ffff",
      "control",
    ])
      expect(wall).not.toContain(hidden);
    expect(wall).toContain("a place named by the analyst");
  });

  it("are refused for covert work, also when it became covert after it was evaluated", async () => {
    const operation = await make();
    const path = await evaluated(operation);
    expect((await app.get(path)).statusCode).toBe(200);
    const edit = { version: 1, reason: "Now covert", visibility: "covert" };
    expect((await put(app, `/operations/${operation}`, edit)).statusCode).toBe(200);
    for (const asked of [path, `${path}/notes`]) {
      const answer = await app.get(asked);
      expect([answer.statusCode, answer.json().error]).toEqual([
        403,
        { code: "forbidden", message: `Operation ${operation} is covert: it is not shown to any meeting.` },
      ]);
    }
  });

  it("need a result: none while it runs, none of another operation, none of another form", async () => {
    const operation = await make();
    const evaluation = await register(operation);
    const path = `/operations/${operation}/evaluations/${evaluation}/presentation`;
    const running = await app.get(path);
    expect([running.statusCode, running.json().error.message]).toEqual([
      409,
      `Evaluation ${evaluation} has no result to show (queued).`,
    ]);
    expect((await app.get(`/operations/${await make()}/evaluations/${evaluation}/presentation`)).statusCode).toBe(404);
    await finish(evaluation, { target: "as it was written long ago" });
    expect((await app.get(path)).json().error).toEqual({
      code: "conflict",
      message: `Evaluation ${evaluation} was made by another version of Hexbeat: evaluate again.`,
    });
  });

  it("take no query, and are never kept by a browser", async () => {
    const path = await evaluated(await make());
    expect((await app.get(`${path}?frame=2`)).statusCode).toBe(400);
    expect((await app.get(path)).headers["cache-control"]).toBe("no-store");
  });
});
