import { Type } from "typebox";
import type { Principal } from "../access/tier.ts";
import { visibleTo } from "../access/visibility.ts";
import { closed } from "../api/common.ts";
import {
  NewOperation,
  Operation,
  OperationEdit,
  OperationHistory,
  OperationList,
  OperationsQuery,
} from "../api/operations.ts";
import { isCalendarDay } from "../db/calendar.ts";
import { insertOperation, updateOperation } from "../db/operation-changes.ts";
import { findOperation, listOperations, type OperationRow } from "../db/operation-queries.ts";
import { listVersions } from "../db/register-history.ts";
import { DomainError } from "../errors.ts";
import { alwaysWritten, sendWritten } from "../http/send-written.ts";
import { failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import { refuse } from "./filter/parse-filter.ts";
import { describeOperations, writeOperation } from "./registers/operation-body.ts";
import { readChangedPhases, readNewOperation, readPhases, withChanges } from "./registers/read-operation.ts";
import { homeOfNew, namedDataset } from "./registers/register-dataset.ts";
import { writeVersions } from "./registers/write-versions.ts";

export const OperationParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, closed);

/** Operations with their phases and history; each asker sees those of the classes their tier may know of. */
export const operationRoutes: Resource = (context) => async (app) => {
  const { db, catalogue } = context;
  const reading = { tier: "neighbourhood" } as const;
  const writing = { tier: "analyst" } as const;

  app.get(
    "/operations",
    { config: reading, schema: { querystring: OperationsQuery, response: { 200: OperationList, ...failures } } },
    async (request) => {
      const { dataset, from, to } = request.query;
      requireDays({ from, to });
      const operations = await listOperations(db.knex, {
        visible: visibleTo(request.principal),
        dataset: await namedDataset(catalogue, dataset),
        from: from ?? null,
        to: to ?? null,
      });
      return { operations: await describeOperations(db.knex, operations) };
    },
  );

  app.get(
    "/operations/:id",
    {
      ...alwaysWritten,
      config: reading,
      schema: { params: OperationParams, querystring: NoQuery, response: { 200: Operation, ...failures } },
    },
    async (request, reply) => {
      const operation = await requireOperation(context, request.params.id, request.principal);
      return sendWritten(reply, await writeOperation(db.knex, operation));
    },
  );

  app.get(
    "/operations/:id/history",
    {
      // What is open now may have been covert before.
      ...alwaysWritten,
      config: writing,
      schema: { params: OperationParams, querystring: NoQuery, response: { 200: OperationHistory, ...failures } },
    },
    async (request, reply) => {
      const { id } = await requireOperation(context, request.params.id, request.principal);
      const versions = await listVersions(db.knex, "operation", id);
      return sendWritten(reply, `{"id":${id},"versions":${writeVersions(versions)}}`);
    },
  );

  app.post(
    "/operations",
    {
      ...alwaysWritten,
      config: writing,
      schema: { querystring: NoQuery, body: NewOperation, response: { 201: Operation, ...failures } },
    },
    async (request, reply) => {
      const home = await homeOfNew(catalogue, request.body.dataset);
      const operation = readNewOperation(request.body, home?.id ?? null);
      const phases = await readPhases(db.knex, request.body.phases, home);
      const recorded = { by: request.principal.name, reason: null };
      const id = await db.knex.transaction((trx) => insertOperation(trx, operation, phases, recorded));
      const made = await requireOperation(context, id, request.principal);
      return sendWritten(reply.code(201), await writeOperation(db.knex, made));
    },
  );

  app.put(
    "/operations/:id",
    {
      ...alwaysWritten,
      config: writing,
      schema: {
        params: OperationParams,
        querystring: NoQuery,
        body: OperationEdit,
        response: { 200: Operation, ...failures },
      },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const seen = await requireOperation(context, request.params.id, principal);
      const home = (await catalogue.list()).find((dataset) => dataset.id === seen.datasetId) ?? null;
      const phases = await readChangedPhases(db.knex, seen, body.phases, home);
      const changed = { operation: withChanges(seen, body), phases };
      const recorded = { by: principal.name, reason: body.reason };
      await db.knex.transaction((trx) =>
        updateOperation(trx, { id: seen.id, version: body.version }, changed, recorded),
      );
      const operation = await requireOperation(context, seen.id, principal);
      return sendWritten(reply, await writeOperation(db.knex, operation));
    },
  );
};

/** @throws DomainError not_found also for an operation that the asker may not know of */
export async function requireOperation(
  { db }: Pick<RouteContext, "db">,
  id: number,
  principal: Principal,
): Promise<OperationRow> {
  const operation = await findOperation(db.knex, id, visibleTo(principal));
  if (operation === null) throw new DomainError("not_found", `There is no operation ${id}.`);
  return operation;
}

/** @throws DomainError invalid_query for a day that is none, or a window that ends before it begins */
export function requireDays({ from, to }: { from?: string | undefined; to?: string | undefined }): void {
  for (const [name, day] of [["from", from] as const, ["to", to] as const]) {
    if (day !== undefined && !isCalendarDay(day)) throw refuse(name, `${name}=${day} is not a day of the calendar.`);
  }
  if (from !== undefined && to !== undefined && to <= from) {
    throw refuse("to", `to must be later than from; from=${from}, to=${to}.`);
  }
}
