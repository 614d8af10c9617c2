import type { NominationBody, StatusChangeBody } from "../../api/types.ts";
import { isCalendarDay } from "../../db/calendar.ts";
import { DomainError } from "../../errors.ts";
import { refuse } from "../filter/parse-filter.ts";

export type TargetStatus = "proposed" | StatusChangeBody["status"];

/** An approved area may be approved again: that is its review. What was declined or closed is nominated anew. */
const NEXT: Readonly<Record<TargetStatus, readonly StatusChangeBody["status"][]>> = {
  proposed: ["approved", "declined", "closed"],
  approved: ["approved", "closed"],
  declined: [],
  closed: [],
};

export function nextStatuses(held: TargetStatus): StatusChangeBody["status"][] {
  return [...NEXT[held]];
}

/** @throws DomainError conflict that tells what the area may become */
export function checkTransition(held: TargetStatus, wanted: StatusChangeBody["status"]): void {
  if (NEXT[held].includes(wanted)) return;
  const allowed = NEXT[held].length === 0 ? "nothing any more; nominate it anew" : NEXT[held].join(" or ");
  throw new DomainError("conflict", `This area is ${held}: it cannot become ${wanted}. It may become ${allowed}.`, {
    field: "status",
    status: held,
  });
}

/** @throws DomainError invalid_query unless a review is set exactly where there is to be one, after today */
export function checkReview({ status, reviewOn }: Pick<StatusChangeBody, "status" | "reviewOn">, today: string): void {
  if (status === "approved" && reviewOn === undefined)
    throw refuse("reviewOn", "reviewOn is missing: an approved area has a day on which it is looked at again.");
  if (status !== "approved" && reviewOn !== undefined)
    throw refuse("reviewOn", `reviewOn is for approved areas; a ${status} one has no review.`);
  if (reviewOn !== undefined) checkReviewDay(reviewOn, today);
}

/** @throws DomainError invalid_query that names what is missing, or what does not belong to the source */
export function checkNomination(nomination: NominationBody, today: string): void {
  const { source } = nomination;
  const given = (["cluster", "polygon", "cells", "areas"] as const).filter((name) => nomination[name] !== undefined);
  const wanted = { cluster: ["cluster"], drawn: ["polygon"], typed: ["polygon"], picked: ["cells", "areas"] }[source];
  const [first] = given;
  if (first === undefined) throw refuse(wanted[0] ?? "source", `source=${source} needs ${wanted.join(" or ")}.`);
  const stray = given.find((name) => !wanted.includes(name)) ?? given[1];
  if (stray !== undefined)
    throw refuse(stray, `${stray} does not go with source=${source}, which takes ${wanted.join(" or ")}, one of them.`);
  if (nomination.reason.trim().length < 3) throw refuse("reason", "reason is missing: say why, in words.");
  checkReviewDay(nomination.reviewOn, today);
}

function checkReviewDay(day: string, today: string): void {
  if (!isCalendarDay(day)) throw refuse("reviewOn", `reviewOn=${day} is not a day of the calendar.`);
  if (day <= today) throw refuse("reviewOn", `reviewOn=${day} is not after today, ${today}.`);
}
