import type {
  DisposalsBody,
  EvaluationBody,
  EvaluationDesignBody,
  EvaluationInputBody,
  EvaluationJobBody,
  EvaluationListBody,
  EventListBody,
  NewOperationBody,
  OperationBody,
  OperationEditBody,
  OperationListBody,
  OutcomeListBody,
  OutcomeReportBody,
  ZoneListBody,
} from "../../server/api/types.ts";
import { getJson, postJson, putJson, sendDelete } from "./api.ts";

/** What is evaluated: an operation by its phases, or a zone from its first day in force. */
export type Subject = { readonly kind: "operation" | "zone"; readonly id: number };

export function fetchOperations(dataset: string, signal?: AbortSignal): Promise<OperationListBody> {
  return getJson("/operations", { dataset }, signal);
}

export function fetchOperation(id: number, signal?: AbortSignal): Promise<OperationBody> {
  return getJson(`/operations/${id}`, {}, signal);
}

export function createOperation(operation: NewOperationBody): Promise<OperationBody> {
  return postJson("/operations", operation);
}

/** @param edit version = the one that was seen; reason = why it is changed */
export function editOperation(id: number, edit: OperationEditBody): Promise<OperationBody> {
  return putJson(`/operations/${id}`, edit);
}

/** Every zone of a dataset, in force or not. */
export function fetchAllZones(dataset: string, signal?: AbortSignal): Promise<ZoneListBody> {
  return getJson("/zones", { dataset, all: "true" }, signal);
}

/** A CSV file's rows; a bad or duplicate one refuses the file unless `skipBadRows`. */
export function importOutcomes(
  operation: number,
  file: { readonly text: string; readonly skipBadRows: boolean },
): Promise<OutcomeReportBody> {
  return postJson(`/operations/${operation}/outcomes/csv`, file);
}

export function fetchEvents(dataset: string, signal?: AbortSignal): Promise<EventListBody> {
  return getJson("/events", { dataset }, signal);
}

export function fetchOutcomes(operation: number, signal?: AbortSignal): Promise<OutcomeListBody> {
  return getJson(`/operations/${operation}/outcomes`, {}, signal);
}

export function fetchDisposals(operation: number, signal?: AbortSignal): Promise<DisposalsBody> {
  return getJson(`/operations/${operation}/outcomes/disposals`, {}, signal);
}

/** The suggestion, before any result is computed. */
export function fetchDesign(
  subject: Subject,
  choice: { readonly dataset?: string; readonly indicator?: string },
  signal?: AbortSignal,
): Promise<EvaluationDesignBody> {
  return getJson(`${pathOf(subject)}/evaluation-design`, choice, signal);
}

export function fetchEvaluations(subject: Subject, signal?: AbortSignal): Promise<EvaluationListBody> {
  return getJson(`${pathOf(subject)}/evaluations`, {}, signal);
}

export function fetchEvaluation(subject: Subject, id: number, signal?: AbortSignal): Promise<EvaluationBody> {
  return getJson(`${pathOf(subject)}/evaluations/${id}`, {}, signal);
}

/** Queue it; what is tested is fixed with this request. */
export function startEvaluation(subject: Subject, input: EvaluationInputBody): Promise<EvaluationJobBody> {
  return postJson(`${pathOf(subject)}/evaluations`, input);
}

/** Nothing of a cancelled evaluation is kept but that it was cancelled. */
export function cancelEvaluation(subject: Subject, id: number): Promise<void> {
  return sendDelete(`${pathOf(subject)}/evaluations/${id}`);
}

function pathOf({ kind, id }: Subject): string {
  return `/${kind}s/${id}`;
}
