import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Principal } from "../../access/tier.ts";
import { EvaluationCounts } from "../../api/evaluation-counts.ts";
import { DesignQuery, EvaluationDesign, EvaluationInput, INDICATORS } from "../../api/evaluation-design.ts";
import { Evaluation, EvaluationJob, EvaluationList, EvaluationParams, SubjectParams } from "../../api/evaluations.ts";
import type { EvaluationDesignBody, EvaluationInputBody, EvaluationJobBody } from "../../api/types.ts";
import {
  type EvaluationRow,
  listEvaluations,
  readResult,
  registerEvaluation,
  type Subject,
} from "../../db/evaluation-register.ts";
import { DomainError } from "../../errors.ts";
import { sendWritten } from "../../http/send-written.ts";
import { type App, failures, NoQuery } from "../context.ts";
import { refuse } from "../filter/parse-filter.ts";
import { readSteady } from "../read-steady.ts";
import { abortOnClose, type StatisticsResource } from "../statistics/statistics-context.ts";
import { composeDesign } from "./compose-design.ts";
import { composeResult } from "./compose-result.ts";
import { createEvaluationJobs, type EvaluationJobs, evaluationOwner } from "./evaluation-jobs.ts";
import { findEvaluation, findEvaluationFor } from "./find-evaluation.ts";
import { createGrounds } from "./grounds.ts";
import { requireResult } from "./kept-result.ts";
import { presentationRoutes } from "./presentation.ts";
import { type ResolvedScene, resolveScene } from "./resolve-scene.ts";
import { resolveSubject } from "./resolve-subject.ts";
import type { SceneContext } from "./source.ts";
import { countTested } from "./tested-counts.ts";

/** Did the operation (or the order) work, and did it move? Evaluations as jobs whose results are kept. */
export const evaluationRoutes: StatisticsResource = (context) => async (app) => {
  const scene: SceneContext = { ...context, grounds: createGrounds(context) };
  const jobs = createEvaluationJobs(context.db.knex, (error) => app.log.error(error));
  app.addHook("onReady", async () => {
    await jobs.recover();
  });
  app.addHook("preClose", () => jobs.close());
  await app.register(subjectRoutes("operation", scene, jobs), { prefix: "/operations" });
  await app.register(subjectRoutes("zone", scene, jobs), { prefix: "/zones" });
  await app.register(presentationRoutes(context), { prefix: "/operations" });
};

type Kind = Subject["kind"];

const config = { tier: "analyst" } as const;
type Registering = { readonly kind: Kind; readonly context: SceneContext; readonly jobs: EvaluationJobs };

function subjectRoutes(kind: Kind, context: SceneContext, jobs: EvaluationJobs): FastifyPluginAsyncTypebox {
  return async (app) => {
    addDesign(app, { kind, context, jobs });
    addReading(app, { kind, context, jobs });
    addWork(app, { kind, context, jobs });
  };
}

function addDesign(app: App, { kind, context }: Registering): void {
  const schema = { params: SubjectParams, querystring: DesignQuery, response: { 200: EvaluationDesign, ...failures } };
  app.get("/:id/evaluation-design", { config, schema }, async (request, reply) => {
    const subject = { kind, id: request.params.id };
    const asked = { subject, principal: request.principal, input: request.query };
    const body = await design(context, asked, abortOnClose(reply));
    return sendWritten(reply.header("cache-control", "no-store"), JSON.stringify(body));
  });
}

function addReading(app: App, { kind, context }: Registering): void {
  const { knex } = context.db;
  const listing = { params: SubjectParams, querystring: NoQuery, response: { 200: EvaluationList, ...failures } };
  app.get("/:id/evaluations", { config, schema: listing }, async (request, reply) => {
    const subject = { kind, id: request.params.id };
    await resolveSubject(knex, subject, request.principal);
    const rows = await listEvaluations(knex, subject);
    const evaluations = rows.map((row) => ({ ...jobOf(row), verdict: row.verdict }));
    return reply.header("cache-control", "no-store").send({ evaluations });
  });
  const reading = { params: EvaluationParams, querystring: NoQuery, response: { 200: Evaluation, ...failures } };
  app.get("/:id/evaluations/:evaluation", { config, schema: reading }, async (request, reply) => {
    const { id, evaluation } = request.params;
    const row = await findEvaluationFor(request.principal, knex, { subject: { kind, id }, evaluation });
    const head = JSON.stringify({ ...jobOf(row), input: row.input });
    const result = row.status === "done" ? await readResult(knex, row.id) : null;
    // As it was written: a result that is parsed and written again could differ in a byte.
    const body = result === null ? head : `${head.slice(0, -1)},${result.slice(1)}`;
    return sendWritten(reply.header("cache-control", "no-store"), body);
  });
  addCounts(app, { kind, context });
}

function addCounts(app: App, { kind, context }: Omit<Registering, "jobs">): void {
  const { catalogue, db } = context;
  const counting = { params: EvaluationParams, querystring: NoQuery, response: { 200: EvaluationCounts, ...failures } };
  app.get("/:id/evaluations/:evaluation/counts", { config, schema: counting }, async (request, reply) => {
    const subject = { kind, id: request.params.id };
    const { evaluation } = request.params;
    await resolveSubject(db.knex, subject, request.principal);
    const { design } = await requireResult(db.knex, subject, evaluation);
    const { counts } = await readSteady(db.knex, () => countTested({ knex: db.knex, catalogue }, design));
    return reply.header("cache-control", "no-store").send({ evaluation, ...counts });
  });
}

function addWork(app: App, { kind, context, jobs }: Registering): void {
  const { knex } = context.db;
  const job = { 202: EvaluationJob, ...failures };
  const posting = { params: SubjectParams, querystring: NoQuery, body: EvaluationInput, response: job };
  app.post("/:id/evaluations", { config, schema: posting }, async (request, reply) => {
    const subject = { kind, id: request.params.id };
    const asked = { subject, principal: request.principal, input: request.body };
    const begun = await begin(context, jobs, { asked, signal: abortOnClose(reply) });
    const at = `/api/v1/${kind}s/${subject.id}/evaluations/${begun.id}`;
    return reply.code(202).header("location", at).send(begun);
  });
  const cancelling = { params: EvaluationParams, querystring: NoQuery, response: job };
  app.delete("/:id/evaluations/:evaluation", { config, schema: cancelling }, async (request, reply) => {
    const { id, evaluation } = request.params;
    const subject = { kind, id };
    const row = await findEvaluationFor(request.principal, knex, { subject, evaluation });
    if (await jobs.cancel(row.id))
      return reply.code(202).send(jobOf(await findEvaluation(knex, { subject, evaluation })));
    throw new DomainError("conflict", `Evaluation ${evaluation} cannot be cancelled any more (${row.status}).`);
  });
}

type Asked = { readonly subject: Subject; readonly principal: Principal; readonly input: EvaluationInputBody };

/** What an evaluation would test, and what stands against it. */
async function design(context: SceneContext, asked: Asked, signal: AbortSignal): Promise<EvaluationDesignBody> {
  const scene = await read(context, asked);
  const { kind, id, name } = scene.subject;
  const planned = await plan(context, scene, signal);
  return {
    subject: { kind, id, name },
    design: await composeDesign(context, scene, planned.design),
    indicators: INDICATORS.map((indicator, at) => ({
      indicator,
      tested: scene.testable.some((tested) => tested === indicator),
      before: planned.indicators[at] ?? 0,
    })),
    refusal: planned.design.refusal,
  };
}

/** Everything that can be wrong is said now; then the work begins. */
async function begin(
  context: SceneContext,
  jobs: EvaluationJobs,
  { asked, signal }: { asked: Asked; signal: AbortSignal },
): Promise<EvaluationJobBody> {
  const { knex } = context.db;
  const scene = await read(context, asked);
  const { refusal } = (await plan(context, scene, signal)).design;
  if (refusal !== null) throw refusedBy(refusal);
  const { dataset, indicator } = scene;
  const id = await registerEvaluation(knex, {
    ...{ subject: asked.subject, datasetId: dataset.id, version: dataset.version, indicator },
    ...{ input: asked.input, owner: evaluationOwner() },
  });
  jobs.start(id, async (tell, stop) => {
    await tell({ progress: 0.2, phase: "comparing with places without an operation" });
    const ran = await context.pool.run("runEvaluation", scene.input, stop);
    await tell({ progress: 0.9, phase: "writing" });
    const result = await composeResult(context, scene, ran);
    const { code, text } = result.verdict;
    return { result: JSON.stringify(result), verdict: { code, text } };
  });
  return jobOf(await findEvaluation(knex, { subject: asked.subject, evaluation: id }));
}

async function read(context: SceneContext, { subject, principal, input }: Asked): Promise<ResolvedScene> {
  const resolved = await resolveSubject(context.db.knex, subject, principal);
  return readSteady(context.db.knex, () => resolveScene(context, resolved, input));
}

async function plan(context: SceneContext, scene: ResolvedScene, signal: AbortSignal) {
  try {
    return await context.pool.run("planEvaluation", scene.input, signal);
  } catch (error) {
    if (!(error instanceof RangeError) || error.message !== "target") throw error;
    throw new DomainError("evaluation_refused", "The target lies outside the boroughs of the data.", {
      field: "target",
    });
  }
}

function refusedBy({ field, message, needed }: NonNullable<EvaluationDesignBody["refusal"]>): DomainError {
  if (needed === null) return refuse(field, message);
  return new DomainError("evaluation_refused", message, { field, needed });
}

function jobOf(row: EvaluationRow): EvaluationJobBody {
  const {
    id,
    operationId,
    zoneId,
    status,
    progress,
    phase,
    dataset,
    version,
    indicator,
    createdAt,
    finishedAt,
    error,
  } = row;
  const subject =
    operationId !== null
      ? ({ kind: "operation", id: operationId } as const)
      : ({ kind: "zone", id: zoneId ?? 0 } as const);
  return { id, subject, status, progress, phase, dataset, version, indicator, createdAt, finishedAt, error };
}
