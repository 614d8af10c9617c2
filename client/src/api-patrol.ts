import type {
  NominationBody,
  PatrolBody,
  StatusChangeBody,
  TargetAreaBody,
  TargetAreasBody,
  VisitArrivalBody,
  VisitBody,
  VisitDepartureBody,
  VisitListBody,
} from "../../server/api/types.ts";
import { getJson, postJson } from "./api.ts";

export function fetchTargetAreas(dataset: string, signal?: AbortSignal): Promise<TargetAreasBody> {
  return getJson("/target-areas", { dataset }, signal);
}

export function fetchTargetArea(id: number, signal?: AbortSignal): Promise<TargetAreaBody> {
  return getJson(`/target-areas/${id}`, {}, signal);
}

export function nominate(nomination: NominationBody): Promise<TargetAreaBody> {
  return postJson("/target-areas", nomination);
}

export function decideTarget(id: number, change: StatusChangeBody): Promise<TargetAreaBody> {
  return postJson(`/target-areas/${id}/status`, change);
}

export type PatrolRequest = {
  readonly dataset: string;
  /** Target area ids; empty = every proposed or approved one. */
  readonly targets: readonly number[];
  readonly date: string;
  readonly seed: number;
};

export function fetchPatrol({ targets, ...request }: PatrolRequest, signal?: AbortSignal): Promise<PatrolBody> {
  return getJson("/patrol", { ...request, targets: targets.map(String) }, signal);
}

export function fetchVisits(dataset: string, date: string, signal?: AbortSignal): Promise<VisitListBody> {
  return getJson("/patrol/visits", { dataset, date }, signal);
}

export function logArrival(arrival: VisitArrivalBody): Promise<VisitBody> {
  return postJson("/patrol/visits", arrival);
}

export function logDeparture(id: number, departure: VisitDepartureBody): Promise<VisitBody> {
  return postJson(`/patrol/visits/${id}/departure`, departure);
}
