import type { Knex } from "knex";
import type { Static } from "typebox";
import type { EventEdit, NewEvent } from "../../api/events.ts";
import { knownAreaCodes } from "../../db/area-group-queries.ts";
import { nextDay } from "../../db/calendar.ts";
import type { EventWords } from "../../db/event-changes.ts";
import type { EventRow } from "../../db/event-queries.ts";
import { refuse } from "../filter/parse-filter.ts";
import { requireDays } from "../operations.ts";

/** The words of an event that is made here. @throws DomainError invalid_query that names the field */
export function readNewEvent(knex: Knex, body: Static<typeof NewEvent>): Promise<EventWords> {
  const { kind, from, to, note = null, operation = null, areas = [] } = body;
  requireDays({ from, to });
  return checked(knex, { kind, name: body.name, from, to: to ?? nextDay(from), note, operationId: operation, areas });
}

/** A stored event with what a change says of it; what it leaves out stays. @throws DomainError invalid_query that names the field */
export function readChangedEvent(knex: Knex, stored: EventRow, body: Static<typeof EventEdit>): Promise<EventWords> {
  const { from = stored.from, to = stored.to, operation = stored.operation } = body;
  requireDays({ from, to });
  const { kind = stored.kind, name = stored.name, note = stored.note, areas = stored.areas } = body;
  return checked(knex, { kind, name, from, to, note, operationId: operation, areas });
}

async function checked(knex: Knex, words: EventWords): Promise<EventWords> {
  const name = words.name.trim();
  if (name === "") throw refuse("name", "name is blank: say what it was.");
  const areas = [...new Set(words.areas)];
  const known = await knownAreaCodes(knex, areas);
  const unknown = areas.find((code) => !known.has(code));
  if (unknown !== undefined) throw refuse("areas", `areas: no loaded area set has the area "${unknown}".`);
  return { ...words, name, areas };
}
