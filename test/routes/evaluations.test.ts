import { hostname } from "node:os";
import { Compile } from "typebox/compile";
import { beforeAll, describe, expect, it } from "vitest";
import { EvaluationDesign } from "../../server/api/evaluation-design.ts";
import { Evaluation, EvaluationJob, EvaluationList } from "../../server/api/evaluations.ts";
import type {
  EvaluationBody,
  EvaluationDesignBody,
  EvaluationJobBody,
  EvaluationListBody,
} from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { backends } from "../db/backends.ts";
import { evaluationCity } from "./evaluation-app.ts";
import { FAR, importPublishedCounts, NEXT, START, squareAbout, TARGET } from "./evaluation-city.ts";

const shapes = {
  design: Compile(EvaluationDesign),
  one: Compile(Evaluation),
  job: Compile(EvaluationJob),
  list: Compile(EvaluationList),
};

describe.each(backends)("evaluations on $name", ({ name }) => {
  const city = evaluationCity(name);
  const { ask, post, ended, evaluate } = city;

  it("suggests a design: windows, rings, strips, receiving places and a control with reasons, and draws them", async () => {
    const answer = await ask("GET", `/operations/${city.operation}/evaluation-design`);
    const body = answer.json<EvaluationDesignBody>();
    expect(shapes.design.Errors(body)).toEqual([]);
    const { design } = body;
    expect(body.refusal).toBeNull();
    expect(design).toMatchObject({ dataset: "calls", indicator: "public_reports", source: "points" });
    expect(design.windows).toMatchObject({
      earlier: { from: "2021-07-01", to: "2022-07-01" },
      before: { from: "2022-07-11", to: START },
      after: { from: START, to: "2023-07-10" },
      unit: "week",
    });
    expect(design.target.boroughs.map(({ code }) => code)).toEqual([TARGET.borough]);
    expect(design.strips.map(({ code }) => code)).toContain(NEXT.borough);
    expect(design.receiving.some(({ cells }) => cells.includes(NEXT.street))).toBe(true);
    const control = design.control.areas.map(({ code }) => code);
    expect(control).not.toContain(TARGET.borough);
    expect(control).not.toContain(NEXT.borough);
    expect(control.length).toBeGreaterThan(3);
    const parts = design.geometry.features.map(({ properties }) => properties.part);
    expect(new Set(parts)).toEqual(new Set(["target", "ring", "strip", "receiving"]));
  });

  it("finds the planted fall and rise, and keeps the result with its method", async () => {
    const { evaluation, text } = await evaluate();
    expect(shapes.one.Errors(JSON.parse(text))).toEqual([]);
    expect(evaluation).toMatchObject({ status: "done", progress: 1, dataset: "calls" });
    expect(evaluation.verdict?.code).toBe("fell_and_rose_nearby");
    expect(evaluation.target!.change).toBeLessThan(-0.5);
    expect(evaluation.placebo!.m).toBeGreaterThanOrEqual(19);
    const marked = [...evaluation.rings!, ...evaluation.strips!, ...evaluation.receiving!].filter((row) => row.marked);
    expect(new Set(marked.map(({ borough }) => borough?.code))).toEqual(new Set([NEXT.borough]));
    expect(evaluation.method).toMatchObject({ dataset: "calls", parameters: { placebos: evaluation.placebo!.m } });
    expect(evaluation.series!.starts).toHaveLength(evaluation.series!.target.length);
    expect(evaluation.series!.marks[0]).toEqual({ kind: "phase", name: "Phase 1", from: START, to: "2023-02-06" });
  });

  it("marks the dated events about its ground: everywhere, in a borough or ward of it, and not those elsewhere", async () => {
    const event = { kind: "campaign", from: "2022-11-01", to: "2022-11-15" };
    const made = async (name: string, areas: string[]) => {
      const answer = await ask("POST", "/events", { ...event, name, areas });
      expect(answer.status).toBe(201);
      return answer.json<{ id: number }>().id;
    };
    const ids = [await made("Everywhere", []), await made("Here", [TARGET.code]), await made("Far", [FAR.borough])];
    const marks = (await evaluate()).evaluation.series!.marks.filter(({ kind }) => kind === "event");
    expect(marks.map(({ name }) => name)).toEqual(["Everywhere", "Here"]);
    for (const id of ids) await ask("POST", `/events/${id}/withdraw`, { version: 1, reason: "of this test" });
    expect((await evaluate()).evaluation.series!.marks.map(({ kind }) => kind)).toEqual(["phase"]);
  });

  it("gives the same bytes when it is run again, and when it is read again", async () => {
    const result = (text: string) => text.slice(text.indexOf('"design"'));
    const first = await evaluate();
    const second = await evaluate();
    expect(result(second.text) === result(first.text)).toBe(true);
    expect(result(first.text).length).toBeGreaterThan(10_000);
    const again = await ask("GET", `/operations/${city.operation}/evaluations/${first.evaluation.id}`);
    expect(again.body).toBe(first.text);
  });

  it("lists evaluations, the newest first, with the verdict of each", async () => {
    const body = (await ask("GET", `/operations/${city.operation}/evaluations`)).json<EvaluationListBody>();
    expect(shapes.list.Errors(body)).toEqual([]);
    const ids = body.evaluations.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(body.evaluations[0]?.verdict?.code).toBe("fell_and_rose_nearby");
  });

  it("takes windows, weights, control, rings, strips, receiving places and indicator that an analyst sets", async () => {
    const { evaluation } = await evaluate({
      indicator: "public_reports",
      windows: { before: { from: "2022-10-10", to: START }, after: { from: START, to: "2023-02-27" } },
      weights: { before: 13, after: 7 },
      control: { areas: [FAR.borough, "E09000013"] },
      rings: 2,
      stripMetres: 1_000,
      receiving: [{ name: "The other street", cells: [FAR.street] }],
    });
    expect(evaluation.error).toBeNull();
    expect(evaluation.design).toMatchObject({
      windows: { weights: { before: 13, after: 7 } },
      stripMetres: 1_000,
      control: { chosen: "named", areas: [{ code: "E09000013" }, { code: FAR.borough }] },
    });
    expect(Math.max(...evaluation.rings!.map(({ k }) => k))).toBe(2);
    const { before, after, change } = evaluation.target!;
    expect(change).toBeCloseTo((after * 13) / 7 / before - 1, 9);
  });

  it("evaluates a zone from the day that it took effect", async () => {
    const { rows } = await city.on.db.bulk.raw(
      `INSERT INTO zone (kind, title, authority, effective_from, geom)
       VALUES ('pspo', 'Test order', 'Test council', '2023-01-09T00:00:00Z', ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326))) RETURNING id`,
      [JSON.stringify({ type: "Polygon", coordinates: squareAbout(TARGET.street, 700) })],
    );
    const zone: number = rows[0].id;
    const job = (await ask("POST", `/zones/${zone}/evaluations`, {})).json<EvaluationJobBody>();
    expect(shapes.job.Errors(job)).toEqual([]);
    const { evaluation } = await ended(`/zones/${zone}/evaluations/${job.id}`);
    expect(evaluation).toMatchObject({ status: "done", subject: { kind: "zone", id: zone } });
    expect(evaluation.verdict?.rules.map(({ code }) => code)).toContain("fell");
    expect(evaluation.series!.marks[0]).toMatchObject({ kind: "zone", name: "Test order" });
    expect(evaluation.rings!.length).toBeGreaterThan(0);
    expect(evaluation.boroughs!.length).toBe(16);
  });

  it("keeps nothing of an evaluation that is cancelled, and says that it was", async () => {
    const waiting = [await post(), await post()].map((answer) => answer.json<EvaluationJobBody>().id);
    const last = `/operations/${city.operation}/evaluations/${waiting[1]}`;
    const cancelled = await ask("DELETE", last);
    expect([cancelled.status, cancelled.json<EvaluationJobBody>().status]).toEqual([202, "cancelled"]);
    await ended(`/operations/${city.operation}/evaluations/${waiting[0]}`);
    const { evaluation } = await ended(last);
    expect(evaluation).toMatchObject({ status: "cancelled", error: { code: "cancelled" } });
    expect(evaluation.design).toBeUndefined();
    expect((await ask("DELETE", last)).status).toBe(409);
    const { rows } = await city.on.db.knex.raw("SELECT result FROM evaluation WHERE id = ?", [waiting[1] ?? 0]);
    expect(rows).toEqual([{ result: null }]);
  });

  it("says of an evaluation whose server stopped half-way that it stopped", async () => {
    const gone = JSON.stringify({
      pid: 1,
      startedTicks: "1",
      bootId: "another boot",
      pidNamespace: null,
      hostname: hostname(),
      openedAt: "2020-01-01T00:00:00Z",
      serverUrl: null,
    });
    const { rows } = await city.on.db.bulk.raw(
      `INSERT INTO evaluation (operation_id, dataset_id, dataset_version, indicator, status, progress, input, owner)
       SELECT ?, id, version, 'public_reports', 'running', 0.5, '{}', ? FROM dataset WHERE code = 'calls' RETURNING id`,
      [city.operation, gone],
    );
    const other = await buildApp({ config: city.on.config, db: city.on.db, imports: city.on.imports });
    await other.ready();
    await other.close();
    const body = (await ask("GET", `/operations/${city.operation}/evaluations/${rows[0].id}`)).json<EvaluationBody>();
    expect(body).toMatchObject({ status: "stopped", error: { code: "stopped" } });
    expect(body.error?.message).toMatch(/nothing of it was kept/);
    expect(body.verdict).toBeUndefined();
  });

  it("ends as stopped what runs when the service closes", async () => {
    const other = await buildApp({ config: city.on.config, db: city.on.db, imports: city.on.imports });
    const started = await other.inject({
      method: "POST",
      url: `/api/v1/operations/${city.operation}/evaluations`,
      payload: {},
    });
    await other.close();
    const body = (
      await ask("GET", `/operations/${city.operation}/evaluations/${started.json().id}`)
    ).json<EvaluationBody>();
    expect(["stopped", "done"]).toContain(body.status);
    expect(body.status === "stopped").toBe(body.verdict === undefined);
  });

  describe("of counts that were published per ward and month", () => {
    beforeAll(() => importPublishedCounts(city.on));
    const published = (input: object = {}) => ({ dataset: "mps", ...input });

    it("offer to test what the counts hold, and nothing else", async () => {
      const answer = await ask("GET", `/operations/${city.operation}/evaluation-design?dataset=mps`);
      const offered = answer.json<EvaluationDesignBody>().indicators.filter(({ tested }) => tested);
      expect(offered.map(({ indicator }) => indicator)).toEqual(["recorded_offences"]);
    });

    it("are made of wards: target, rings, strips and control, and no places", async () => {
      const { evaluation, text } = await evaluate(published());
      expect(shapes.one.Errors(JSON.parse(text))).toEqual([]);
      expect(evaluation.error).toBeNull();
      expect(evaluation.design).toMatchObject({
        source: "published",
        indicator: "recorded_offences",
        units: { kind: "ward", res: null, set: "london-wards-2018" },
        windows: {
          unit: "month",
          before: { from: "2022-07-01", to: "2023-01-01" },
          after: { from: "2023-02-01", to: "2023-08-01" },
        },
        target: { units: 1, boroughs: [{ code: TARGET.borough }] },
        receiving: [],
      });
      expect(evaluation.design!.strips.map(({ code }) => code)).toContain(NEXT.borough);
      expect(evaluation.verdict?.rules.map(({ code }) => code)).toContain("fell");
      expect(evaluation.shifts).toEqual([]);
      expect(evaluation.cannotShow!.join(" ")).toMatch(/hours: this data knows none/);
      expect(evaluation.cannotShow!.join(" ")).toMatch(/largely made by searching/);
      const target = evaluation.design!.geometry.features.find(({ properties }) => properties.part === "target");
      expect(target?.geometry.coordinates).toHaveLength(1);
    });
  });
});
