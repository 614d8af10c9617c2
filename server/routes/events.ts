import { visibleTo } from "../access/visibility.ts";
import { Event, EventList, EventsQuery, NewEvent } from "../api/events.ts";
import { knownAreaCodes } from "../db/area-group-queries.ts";
import { nextDay } from "../db/calendar.ts";
import { type EventFilter, insertEvent, listEvents } from "../db/event-queries.ts";
import { failures, NoQuery, type Resource } from "./context.ts";
import { refuse, splitList } from "./filter/parse-filter.ts";
import { requireDays, requireOperation } from "./operations.ts";
import { homeOfNew, namedDataset } from "./registers/register-dataset.ts";

const EVERYTHING: Omit<EventFilter, "visible"> = {
  dataset: null,
  from: null,
  to: null,
  areas: null,
  operationId: null,
  id: null,
};

/** Dated events that can move a series by themselves: to be marked on every series of their scope. */
export const eventRoutes: Resource = (context) => async (app) => {
  const { db, catalogue } = context;

  app.get(
    "/events",
    {
      config: { tier: "neighbourhood" },
      schema: { querystring: EventsQuery, response: { 200: EventList, ...failures } },
    },
    async (request) => {
      const { dataset, from, to, area, operation } = request.query;
      requireDays({ from, to });
      const events = await listEvents(db.knex, {
        visible: visibleTo(request.principal),
        dataset: await namedDataset(catalogue, dataset),
        from: from ?? null,
        to: to ?? null,
        areas: area === undefined ? null : splitList("area", area),
        operationId: operation ?? null,
        id: null,
      });
      return { events };
    },
  );

  app.post(
    "/events",
    {
      config: { tier: "analyst" },
      schema: { querystring: NoQuery, body: NewEvent, response: { 201: Event, ...failures } },
    },
    async (request, reply) => {
      const { kind, from, to, note, dataset, operation } = request.body;
      requireDays({ from, to });
      const name = request.body.name.trim();
      if (name === "") throw refuse("name", "name is blank: say what it was.");
      const areas = [...new Set(request.body.areas ?? [])];
      const known = await knownAreaCodes(db.knex, areas);
      const unknown = areas.find((code) => !known.has(code));
      if (unknown !== undefined) throw refuse("areas", `areas: no loaded area set has the area "${unknown}".`);
      const home = operation === undefined ? null : await requireOperation(context, operation, request.principal);
      const datasetId = home?.datasetId ?? (await homeOfNew(catalogue, dataset))?.id ?? null;
      const values = { datasetId, origin: "made_here", operationId: operation ?? null, kind, name, from } as const;
      const event = { ...values, to: to ?? nextDay(from), areas, note: note ?? null };
      const id = await insertEvent(db.knex, event, request.principal.name);
      const [made] = await listEvents(db.knex, { ...EVERYTHING, visible: visibleTo(request.principal), id });
      if (made === undefined) throw new Error("the event is not there after it was stored");
      return reply.code(201).send(made);
    },
  );
};
