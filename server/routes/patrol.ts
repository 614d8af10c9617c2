import type { FastifyReply } from "fastify";
import {
  Patrol,
  PatrolQuery,
  Visit,
  VisitArrival,
  VisitDeparture,
  VisitList,
  VisitParams,
  VisitsQuery,
} from "../api/patrol.ts";
import type { VisitBody } from "../api/types.ts";
import { isCalendarDay } from "../db/calendar.ts";
import { endVisit, findVisit, insertVisit, listVisits } from "../db/patrol-queries.ts";
import { listTargetAreas } from "../db/target-area-queries.ts";
import { DomainError } from "../errors.ts";
import { type App, failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";
import { refuse } from "./filter/parse-filter.ts";
import { describePatrol } from "./patrol/describe-patrol.ts";
import { resolvePatrol } from "./patrol/resolve-patrol.ts";
import { readSteady } from "./read-steady.ts";

/** The patrol sheet, and visits to its stops. */
export const patrolRoutes: Resource = (context) => async (app) => {
  addSheet(app, context);
  addVisits(app, context);
  addDeparture(app, context);
};

function addSheet(app: App, { db, catalogue }: RouteContext): void {
  app.get(
    "/patrol",
    { config: { tier: "analyst" }, schema: { querystring: PatrolQuery, response: { 200: Patrol, ...failures } } },
    async (request, reply) => {
      const { seed = 0 } = request.query;
      const { body } = await readSteady(db.knex, async () => {
        const resolved = await resolvePatrol({ knex: db.knex, catalogue }, request.query);
        return { dataset: resolved.dataset, body: await describePatrol(db.knex, resolved, seed) };
      });
      return fresh(reply).send(body);
    },
  );
}

function addVisits(app: App, { db, catalogue }: RouteContext): void {
  app.get(
    "/patrol/visits",
    { config: { tier: "analyst" }, schema: { querystring: VisitsQuery, response: { 200: VisitList, ...failures } } },
    async (request, reply) => {
      const { target, dataset, date } = request.query;
      if (date !== undefined && !isCalendarDay(date))
        throw refuse("date", `date=${date} is not a day of the calendar.`);
      const chosen = dataset === undefined ? null : chooseDataset(await catalogue.list(), dataset, "anything");
      const visits = await listVisits(db.knex, {
        ...(target === undefined ? {} : { target }),
        ...(date === undefined ? {} : { date }),
        ...(chosen === null ? {} : { datasetId: chosen.id }),
      });
      return fresh(reply).send({ visits });
    },
  );
  app.post(
    "/patrol/visits",
    {
      config: { tier: "analyst" },
      schema: { querystring: NoQuery, body: VisitArrival, response: { 201: Visit, ...failures } },
    },
    async (request, reply) => {
      const { target, stop, arrivedAt, note } = request.body;
      if ((await listTargetAreas(db.knex, { ids: [target] })).length === 0)
        throw refuse("target", `There is no target area ${target}.`);
      const id = await insertVisit(db.knex, {
        ...{ target, stop: stop ?? null, note: note?.trim() || null, by: request.principal.name },
        arrivedAt: instantOf("arrivedAt", arrivedAt),
      });
      return reply
        .code(201)
        .header("location", `/api/v1/patrol/visits?target=${target}`)
        .send(await visitOf(db, id));
    },
  );
}

function addDeparture(app: App, { db }: RouteContext): void {
  app.post(
    "/patrol/visits/:id/departure",
    {
      config: { tier: "analyst" },
      schema: {
        params: VisitParams,
        querystring: NoQuery,
        body: VisitDeparture,
        response: { 200: Visit, ...failures },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { arrivedAt } = await visitOf(db, id);
      const leftAt = instantOf("leftAt", request.body.leftAt);
      if (leftAt.getTime() < Date.parse(arrivedAt))
        throw refuse("leftAt", `leftAt=${leftAt.toISOString()} is before the arrival at ${arrivedAt}.`);
      if (await endVisit(db.knex, id, { leftAt, note: request.body.note?.trim() || null })) return visitOf(db, id);
      throw new DomainError("conflict", `Visit ${id} has ended already.`, { field: "id" });
    },
  );
}

async function visitOf(db: RouteContext["db"], id: number): Promise<VisitBody> {
  const visit = await findVisit(db.knex, id);
  if (visit === null) throw new DomainError("not_found", `There is no visit ${id}.`);
  return visit;
}

const CLOCK_DRIFT_MS = 60_000;

/** @throws DomainError invalid_query for no time, or one that has not come yet */
function instantOf(field: string, text: string | undefined): Date {
  const now = Date.now();
  if (text === undefined) return new Date(now);
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw refuse(field, `${field}=${text} is no time.`);
  if (time > now + CLOCK_DRIFT_MS) throw refuse(field, `${field}=${text} has not come yet.`);
  return new Date(time);
}

function fresh(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "no-store");
}
