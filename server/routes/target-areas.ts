import {
  Nomination,
  StatusChange,
  TARGET_STATUSES,
  TargetArea,
  TargetAreas,
  TargetAreasQuery,
  TargetParams,
} from "../api/target-areas.ts";
import type { TargetAreaBody } from "../api/types.ts";
import { decideTargetArea, insertTargetArea, listDecisions, listTargetAreas } from "../db/target-area-queries.ts";
import { DomainError } from "../errors.ts";
import { londonDay } from "../ingest/london-time.ts";
import { type App, failures, NoQuery } from "./context.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";
import { refuse, splitList } from "./filter/parse-filter.ts";
import { readSteady } from "./read-steady.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics/statistics-context.ts";
import { checkNomination, checkReview, checkTransition } from "./target-areas/check-nomination.ts";
import { describeFeature, describeTarget } from "./target-areas/describe-target.ts";
import { gatherArea, gatherCluster } from "./target-areas/gather-evidence.ts";

/** Target areas: nominated with the evidence of the moment, decided on, never forgotten. */
export const targetAreaRoutes: StatisticsResource = (context) => async (app) => {
  addReading(app, context);
  addNomination(app, context);
  addDecisions(app, context);
};

function addReading(app: App, { db, catalogue }: StatisticsContext): void {
  app.get(
    "/target-areas",
    {
      config: { tier: "analyst" },
      schema: { querystring: TargetAreasQuery, response: { 200: TargetAreas, ...failures } },
    },
    async (request, reply) => {
      const wanted = parseStatuses(request.query.status);
      const dataset = chooseDataset(await catalogue.list(), request.query.dataset, "anything");
      const rows = await listTargetAreas(db.knex, { datasetId: dataset.id });
      const features = rows.filter(({ status }) => wanted.includes(status)).map((row) => describeFeature(row, today()));
      return reply
        .header("cache-control", "no-store")
        .send({ type: "FeatureCollection", dataset: dataset.code, features });
    },
  );
  app.get(
    "/target-areas/:id",
    {
      config: { tier: "analyst" },
      schema: { params: TargetParams, querystring: NoQuery, response: { 200: TargetArea, ...failures } },
    },
    async (request, reply) =>
      reply.header("cache-control", "no-store").send(await findTarget({ db }, request.params.id)),
  );
}

function addNomination(app: App, context: StatisticsContext): void {
  app.post(
    "/target-areas",
    {
      config: { tier: "analyst" },
      schema: { querystring: NoQuery, body: Nomination, response: { 201: TargetArea, ...failures } },
    },
    async (request, reply) => {
      const nomination = request.body;
      checkNomination(nomination, today());
      const signal = abortOnClose(reply);
      const { dataset, name, ...area } = await readSteady(context.db.knex, () =>
        nomination.source === "cluster" ? gatherCluster(context, nomination, signal) : gatherArea(context, nomination),
      );
      const at = new Date();
      const id = await insertTargetArea(
        context.db.knex,
        { ...area, at, datasetId: dataset.id, name: nomination.name?.trim() || name, source: nomination.source },
        {
          at,
          by: request.principal.name,
          status: "proposed",
          reason: nomination.reason.trim(),
          reviewOn: nomination.reviewOn,
        },
      );
      return reply
        .code(201)
        .header("location", `/api/v1/target-areas/${id}`)
        .send(await findTarget(context, id));
    },
  );
}

function addDecisions(app: App, context: StatisticsContext): void {
  app.post(
    "/target-areas/:id/status",
    {
      config: { tier: "analyst" },
      schema: {
        params: TargetParams,
        querystring: NoQuery,
        body: StatusChange,
        response: { 200: TargetArea, ...failures },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { status, reason, reviewOn } = request.body;
      if (reason.trim().length < 3) throw refuse("reason", "reason is missing: say why, in words.");
      const known = await decideTargetArea(context.db.knex, id, (held) => {
        checkTransition(held, status);
        checkReview(request.body, today());
        return {
          at: new Date(),
          by: request.principal.name,
          status,
          reason: reason.trim(),
          reviewOn: reviewOn ?? null,
        };
      });
      if (!known) throw noSuchTarget(id);
      return findTarget(context, id);
    },
  );
}

async function findTarget({ db }: Pick<StatisticsContext, "db">, id: number): Promise<TargetAreaBody> {
  const [row] = await listTargetAreas(db.knex, { ids: [id] });
  if (row === undefined) throw noSuchTarget(id);
  return describeTarget(row, await listDecisions(db.knex, id), today());
}

function noSuchTarget(id: number): DomainError {
  return new DomainError("not_found", `There is no target area ${id}.`);
}

function parseStatuses(text: string | undefined): readonly string[] {
  if (text === undefined) return TARGET_STATUSES;
  const wanted = splitList("status", text);
  const unknown = wanted.find((status) => !TARGET_STATUSES.some((known) => known === status));
  if (unknown === undefined) return wanted;
  throw refuse("status", `Unknown status "${unknown.slice(0, 40)}"; allowed: ${TARGET_STATUSES.join(", ")}.`);
}

/** Calendar day in London. */
function today(): string {
  return londonDay(Date.now());
}
