import type { Principal } from "../access/tier.ts";
import { visibleTo } from "../access/visibility.ts";
import {
  Event,
  EventEdit,
  EventHistory,
  EventList,
  EventParams,
  EventsQuery,
  EventWithdrawal,
  NewEvent,
} from "../api/events.ts";
import { insertEvent, updateEvent, withdrawEvent } from "../db/event-changes.ts";
import { type EventFilter, type EventRow, listEvents } from "../db/event-queries.ts";
import { listVersions } from "../db/register-history.ts";
import { DomainError } from "../errors.ts";
import { alwaysWritten, sendWritten } from "../http/send-written.ts";
import { type App, failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import { expandAreas } from "./filter/expand-areas.ts";
import { refuse } from "./filter/parse-filter.ts";
import { requireDays, requireOperation } from "./operations.ts";
import { readChangedEvent, readNewEvent } from "./registers/read-event.ts";
import { homeOfNew, namedDataset } from "./registers/register-dataset.ts";
import { writeVersions } from "./registers/write-versions.ts";

const EVERYTHING: Omit<EventFilter, "visible"> = {
  dataset: null,
  from: null,
  to: null,
  areas: null,
  operationId: null,
  id: null,
};
const reading = { tier: "neighbourhood" } as const;
const writing = { tier: "analyst" } as const;

/** Dated events that can move a series by themselves: to be marked on every series of their scope. */
export const eventRoutes: Resource = (context) => async (app) => {
  addReading(app, context);
  addMaking(app, context);
  addChanges(app, context);
};

function addReading(app: App, context: RouteContext): void {
  const { db, catalogue } = context;
  app.get(
    "/events",
    { config: reading, schema: { querystring: EventsQuery, response: { 200: EventList, ...failures } } },
    async (request) => {
      const { dataset, from, to, area, operation } = request.query;
      requireDays({ from, to });
      const events = await listEvents(db.knex, {
        visible: visibleTo(request.principal),
        dataset: await namedDataset(catalogue, dataset),
        from: from ?? null,
        to: to ?? null,
        areas: area === undefined ? null : (await expandAreas(db.knex, area)).codes,
        operationId: operation ?? null,
        id: null,
      });
      return { events };
    },
  );
  app.get(
    "/events/:id/history",
    {
      ...alwaysWritten,
      config: writing,
      schema: { params: EventParams, querystring: NoQuery, response: { 200: EventHistory, ...failures } },
    },
    async (request, reply) => {
      const { id } = await requireEvent(context, request.params.id, { by: request.principal, withdrawnToo: true });
      return sendWritten(reply, await writeHistory(context, id));
    },
  );
}

function addMaking(app: App, context: RouteContext): void {
  const { db, catalogue } = context;
  app.post(
    "/events",
    { config: writing, schema: { querystring: NoQuery, body: NewEvent, response: { 201: Event, ...failures } } },
    async (request, reply) => {
      const { body, principal } = request;
      const words = await readNewEvent(db.knex, body);
      const home = words.operationId === null ? null : await requireOperation(context, words.operationId, principal);
      const asked = await homeOfNew(catalogue, body.dataset);
      const datasetId = home === null ? (asked?.id ?? null) : home.datasetId;
      const event = { ...words, datasetId, origin: "made_here" } as const;
      const id = await db.knex.transaction((trx) => insertEvent(trx, event, principal.name));
      return reply.code(201).send(await requireEvent(context, id, { by: principal }));
    },
  );
}

function addChanges(app: App, context: RouteContext): void {
  const { db } = context;
  const one = { params: EventParams, querystring: NoQuery };
  app.put(
    "/events/:id",
    { config: writing, schema: { ...one, body: EventEdit, response: { 200: Event, ...failures } } },
    async (request) => {
      const { body, principal } = request;
      const stored = await requireEvent(context, request.params.id, { by: principal });
      const words = await readChangedEvent(db.knex, stored, body);
      await requireSameHome(context, stored, { operationId: words.operationId, principal });
      const seen = { id: stored.id, version: body.version };
      await db.knex.transaction((trx) =>
        updateEvent(trx, seen, words, { by: principal.name, reason: requireReason(body.reason) }),
      );
      return requireEvent(context, stored.id, { by: principal });
    },
  );
  app.post(
    "/events/:id/withdraw",
    {
      ...alwaysWritten,
      config: writing,
      schema: { ...one, body: EventWithdrawal, response: { 200: EventHistory, ...failures } },
    },
    async (request, reply) => {
      const { body, principal } = request;
      const { id } = await requireEvent(context, request.params.id, { by: principal });
      const recorded = { by: principal.name, reason: requireReason(body.reason) };
      await db.knex.transaction((trx) => withdrawEvent(trx, { id, version: body.version }, recorded));
      return sendWritten(reply, await writeHistory(context, id));
    },
  );
}

type Asker = { readonly by: Principal; readonly withdrawnToo?: boolean };

/** @throws DomainError not_found also for an event of an operation that the asker may not know of */
async function requireEvent(
  { db }: Pick<RouteContext, "db">,
  id: number,
  { by, withdrawnToo = false }: Asker,
): Promise<EventRow> {
  const [event] = await listEvents(db.knex, { ...EVERYTHING, visible: visibleTo(by), id, withdrawnToo });
  if (event === undefined) throw new DomainError("not_found", `There is no event ${id}.`);
  return event;
}

async function writeHistory({ db }: Pick<RouteContext, "db">, id: number): Promise<string> {
  return `{"id":${id},"versions":${writeVersions(await listVersions(db.knex, "event", id))}}`;
}

type Tie = { readonly operationId: number | null; readonly principal: Principal };

/** What is made up never marks what is real. @throws DomainError that names `operation` */
async function requireSameHome(context: RouteContext, event: EventRow, { operationId, principal }: Tie): Promise<void> {
  if (operationId === null || operationId === event.operation) return;
  const { dataset } = await requireOperation(context, operationId, principal);
  if (dataset === event.dataset) return;
  throw refuse(
    "operation",
    `operation ${operationId} belongs to ${dataset ?? "the real data"}, the event to ${event.dataset ?? "the real data"}.`,
  );
}

function requireReason(text: string): string {
  const reason = text.trim();
  if (reason === "") throw refuse("reason", "reason is blank: say why; it is kept for good.");
  return reason;
}
