import type {
  AreaGroupListBody,
  EvaluationCountsBody,
  EventEditBody,
  EventHistoryBody,
  EventListBody,
  NewEventBody,
  NewOutcomeBody,
  OperationHistoryBody,
  OutcomeListBody,
} from "../../server/api/types.ts";
import { getJson, postJson, putJson } from "./api.ts";
import type { Subject } from "./api-evaluation.ts";

type EventBody = EventListBody["events"][number];

/** Every state an operation has had, the newest first. */
export function fetchOperationHistory(id: number, signal?: AbortSignal): Promise<OperationHistoryBody> {
  return getJson(`/operations/${id}/history`, {}, signal);
}

/** Named groups of areas: those of old operations, BCUs, and what was saved here. */
export function fetchAreaGroups(signal?: AbortSignal): Promise<AreaGroupListBody> {
  return getJson("/area-groups", {}, signal);
}

/** Events about these boroughs, wards of theirs, or everywhere. */
export function fetchEventsAbout(
  dataset: string,
  areas: readonly string[],
  signal?: AbortSignal,
): Promise<EventListBody> {
  return getJson("/events", { dataset, area: areas }, signal);
}

export function createEvent(event: NewEventBody): Promise<EventBody> {
  return postJson("/events", event);
}

/** @param edit version = the one that was seen; reason = why it is changed */
export function editEvent(id: number, edit: EventEditBody): Promise<EventBody> {
  return putJson(`/events/${id}`, edit);
}

/** Take an event off every series; it is kept in its history. */
export function withdrawEvent(
  { id, version }: Pick<EventBody, "id" | "version">,
  reason: string,
): Promise<EventHistoryBody> {
  return postJson(`/events/${id}/withdraw`, { version, reason });
}

/** Add rows to an operation's ledger: all of them or none. */
export function addOutcomes(operation: number, outcomes: readonly NewOutcomeBody[]): Promise<OutcomeListBody> {
  return postJson(`/operations/${operation}/outcomes`, { outcomes });
}

/** Take a row out of every count; it is kept. */
export function withdrawOutcome(
  { operation, outcome }: { readonly operation: number; readonly outcome: number },
  reason: string,
): Promise<OutcomeListBody> {
  return postJson(`/operations/${operation}/outcomes/${outcome}/withdraw`, { reason });
}

/** The records that an evaluation tested, by place, before and after. */
export function fetchEvaluationCounts(
  { kind, id }: Subject,
  evaluation: number,
  signal?: AbortSignal,
): Promise<EvaluationCountsBody> {
  return getJson(`/${kind}s/${id}/evaluations/${evaluation}/counts`, {}, signal);
}
