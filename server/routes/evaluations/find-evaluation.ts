import type { Knex } from "knex";
import type { Principal } from "../../access/tier.ts";
import { type EvaluationRow, readEvaluation, type Subject } from "../../db/evaluation-register.ts";
import { DomainError } from "../../errors.ts";
import { resolveSubject } from "./resolve-subject.ts";

type Numbered = { readonly subject: Subject; readonly evaluation: number };

/** @throws DomainError not_found, also for an evaluation of an operation that the asker may not know of */
export async function findEvaluationFor(
  principal: Principal,
  knex: Knex,
  { subject, evaluation }: Numbered,
): Promise<EvaluationRow> {
  await resolveSubject(knex, subject, principal);
  return findEvaluation(knex, { subject, evaluation });
}

/** For an asker who is known to see its subject. @throws DomainError not_found */
export async function findEvaluation(knex: Knex, { subject, evaluation }: Numbered): Promise<EvaluationRow> {
  const row = await readEvaluation(knex, subject, evaluation);
  if (row !== null) return row;
  throw new DomainError("not_found", `There is no evaluation ${evaluation} of ${subject.kind} ${subject.id}.`);
}
