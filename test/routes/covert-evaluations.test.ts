import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvaluationListBody } from "../../server/api/types.ts";
import { statisticsRoutes } from "../../server/routes/statistics/statistics.ts";
import { backends } from "../db/backends.ts";
import { asPrincipal } from "./as-principal.ts";
import { evaluationCity } from "./evaluation-app.ts";

const UNKNOWN = 999_999;

/*
 * The tier of these routes lets analysts alone through, who know of all. What is tested here is the rule behind that gate: it
 * holds for whoever else a route is opened to.
 */
describe.each(backends)("evaluations of covert work on $name", ({ name }) => {
  const city = evaluationCity(name);
  let team: Awaited<ReturnType<typeof asPrincipal>>;
  let evaluation = 0;
  beforeAll(async () => {
    evaluation = (await city.evaluate()).evaluation.id;
    const who = { name: "team", tiers: ["public", "neighbourhood"] } as const;
    team = await asPrincipal(city.on, who, { routes: [statisticsRoutes], gate: "open" });
  });
  afterAll(() => team?.close());

  const become = (visibility: string) =>
    city.on.db.bulk.raw("UPDATE operation SET visibility = ? WHERE id = ?", [visibility, city.operation]);

  type Method = "GET" | "POST" | "DELETE";
  const addresses = (operation: number): [Method, string][] => [
    ["GET", `/operations/${operation}/evaluation-design`],
    ["GET", `/operations/${operation}/evaluations`],
    ["POST", `/operations/${operation}/evaluations`],
    ["GET", `/operations/${operation}/evaluations/${evaluation}`],
    ["GET", `/operations/${operation}/evaluations/${evaluation}/counts`],
    ["DELETE", `/operations/${operation}/evaluations/${evaluation}`],
    ["GET", `/operations/${operation}/evaluations/${evaluation}/presentation`],
    ["GET", `/operations/${operation}/evaluations/${evaluation}/presentation/notes`],
  ];
  const askAll = async (operation: number): Promise<[string, number, string][]> => {
    const answers: [string, number, string][] = [];
    for (const [method, url] of addresses(operation)) {
      const { statusCode, body } = await team.inject({ method, url, ...(method === "POST" ? { payload: {} } : {}) });
      answers.push([method, statusCode, body.replaceAll(String(operation), "N")]);
    }
    return answers;
  };

  it("look like those of an operation that never was to somebody who may not know of it", async () => {
    await become("covert");
    const body = JSON.stringify({ error: { code: "not_found", message: "There is no operation N." } });
    const absent = addresses(UNKNOWN).map(([method]) => [method, 404, body]);
    expect(await askAll(UNKNOWN)).toEqual(absent);
    expect(await askAll(city.operation)).toEqual(absent);
  });

  it("begin nothing that such a person asked for", async () => {
    await become("covert");
    await team.inject({ method: "POST", url: `/operations/${city.operation}/evaluations`, payload: {} });
    const { evaluations } = (
      await city.ask("GET", `/operations/${city.operation}/evaluations`)
    ).json<EvaluationListBody>();
    expect(evaluations.map(({ id, status }) => [id, status])).toEqual([[evaluation, "done"]]);
  });

  it("are read by the same person once the operation is open", async () => {
    await become("open");
    const answers = await askAll(city.operation);
    // There is nothing left to cancel of what has ended.
    expect(answers.map(([method, status]) => [method, status])).toEqual([
      ["GET", 200],
      ["GET", 200],
      ["POST", 202],
      ["GET", 200],
      ["GET", 200],
      ["DELETE", 409],
      ["GET", 200],
      ["GET", 200],
    ]);
  });

  it("are known to the analyst, but never shown to a meeting", async () => {
    await become("covert");
    expect((await city.ask("GET", `/operations/${city.operation}/evaluations/${evaluation}`)).status).toBe(200);
    for (const what of ["presentation", "presentation/notes"]) {
      const shown = await city.ask("GET", `/operations/${city.operation}/evaluations/${evaluation}/${what}`);
      expect([what, shown.status, shown.body.includes("frames")]).toEqual([what, 403, false]);
    }
  });

  it("are the same whoever asks: covert work elsewhere is kept out of the comparison, and not named", async () => {
    await become("open");
    const { rows } = await city.on.db.bulk.raw(
      "INSERT INTO operation (name, visibility) VALUES ('Nightjar', 'covert') RETURNING id",
    );
    await city.on.db.bulk.raw(
      `INSERT INTO operation_phase (operation_id, position, name, starts_on, ends_on, geom)
       SELECT ?, position, 'Nightjar one', starts_on, ends_on, ST_Translate(geom, 0.12, 0.08) FROM operation_phase WHERE operation_id = ?`,
      [rows[0].id, city.operation],
    );
    const seen = await city.ask("GET", `/operations/${city.operation}/evaluation-design`);
    const known = await team.inject(`/operations/${city.operation}/evaluation-design`);
    expect(known.json()).toEqual(seen.json());
    const { text } = await city.evaluate();
    expect([seen.body, text].map((body) => body.includes("Nightjar"))).toEqual([false, false]);
  });
});
