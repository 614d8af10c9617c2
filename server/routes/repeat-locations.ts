import {
  RepeatLocationHistory,
  RepeatLocationPath,
  RepeatLocationScope,
  RepeatLocations,
  RepeatLocationsQuery,
  SetRepeatStatus,
} from "../api/repeat-locations.ts";
import type { RepeatLocationHistoryBody } from "../api/types.ts";
import type { KnownDataset } from "../db/dataset-catalogue.ts";
import { addRepeatStatus, findRepeatPlace, listRepeatHistory } from "../db/repeat-location-queries.ts";
import { DomainError } from "../errors.ts";
import { type App, failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";
import { refuse } from "./filter/parse-filter.ts";
import { readSteady } from "./read-steady.ts";
import { describeRepeatLocations } from "./repeat-locations/describe-repeat-locations.ts";
import { readPlaceName } from "./repeat-locations/place-name.ts";

/** Places that come back, what has been decided about each, and every earlier decision. */
export const repeatLocationRoutes: Resource = (context) => async (app) => {
  app.get(
    "/repeat-locations",
    {
      config: { tier: "analyst" },
      schema: { querystring: RepeatLocationsQuery, response: { 200: RepeatLocations, ...failures } },
    },
    async (request, reply) => {
      const { body } = await readSteady(context.db.knex, () => describeRepeatLocations(context, request.query));
      return reply.header("cache-control", "private, no-store").send(body);
    },
  );
  addHistory(app, context);
  addDecision(app, context);
};

function addHistory(app: App, context: RouteContext): void {
  app.get(
    "/repeat-locations/:id/history",
    {
      config: { tier: "analyst" },
      schema: {
        ...{ params: RepeatLocationPath, querystring: RepeatLocationScope },
        response: { 200: RepeatLocationHistory, ...failures },
      },
    },
    async (request, reply) => {
      const at = await findPlace(context, request.params.id, request.query.dataset);
      return reply.header("cache-control", "private, no-store").send(await describeHistory(context, at));
    },
  );
}

function addDecision(app: App, context: RouteContext): void {
  app.put(
    "/repeat-locations/:id/status",
    {
      config: { tier: "analyst" },
      schema: {
        ...{ params: RepeatLocationPath, querystring: NoQuery, body: SetRepeatStatus },
        response: { 200: RepeatLocationHistory, ...failures },
      },
    },
    async (request, reply) => {
      const { status, dataset, reason } = request.body;
      if (reason.trim().length < 3) throw refuse("reason", "reason must say why in a few words.");
      const at = await findPlace(context, request.params.id, dataset);
      await addRepeatStatus(context.db.knex, {
        ...{ datasetId: at.dataset.id, place: at.place, id: at.id },
        ...{ status, reason: reason.trim(), principal: request.principal.name },
      });
      return reply.header("cache-control", "private, no-store").send(await describeHistory(context, at));
    },
  );
}

type KnownPlace = { readonly dataset: KnownDataset; readonly place: string; readonly id: string };

/** @throws DomainError not_found unless the dataset has an incident there, or a decision on it */
async function findPlace({ db, catalogue }: RouteContext, id: string, code: string | undefined): Promise<KnownPlace> {
  const dataset = chooseDataset(await catalogue.list(), code, "points");
  const place = await findRepeatPlace(db.knex, dataset.id, id);
  if (place === null) throw new DomainError("not_found", `There is no location "${id}" in dataset "${dataset.code}".`);
  return { dataset, place, id };
}

async function describeHistory(
  { db }: RouteContext,
  { dataset, place, id }: KnownPlace,
): Promise<RepeatLocationHistoryBody> {
  const rows = await listRepeatHistory(db.knex, dataset.id, place);
  return {
    ...{ dataset: dataset.code, id, ...readPlaceName(place), status: rows[0]?.status ?? "new" },
    history: rows.map(({ place: _, ...entry }) => entry),
  };
}
