import type { Knex } from "knex";
import { Compile } from "typebox/compile";
import { EvaluationResult } from "../../api/evaluation-result.ts";
import type { EvaluationResultBody } from "../../api/types.ts";
import { readResult, type Subject } from "../../db/evaluation-register.ts";
import { DomainError } from "../../errors.ts";
import { findEvaluation } from "./find-evaluation.ts";

const resultSchema = Compile(EvaluationResult);

/**
 * The result of an evaluation, as it was kept; for an asker who is known to see its subject.
 * @throws DomainError not_found; conflict while there is none, or one that this version of Hexbeat does not read
 */
export async function requireResult(knex: Knex, subject: Subject, evaluation: number): Promise<EvaluationResultBody> {
  const { status } = await findEvaluation(knex, { subject, evaluation });
  const written = await readResult(knex, evaluation);
  if (written === null)
    throw new DomainError("conflict", `Evaluation ${evaluation} has no result to show (${status}).`);
  const result: unknown = JSON.parse(written);
  if (!resultSchema.Check(result))
    throw new DomainError(
      "conflict",
      `Evaluation ${evaluation} was made by another version of Hexbeat: evaluate again.`,
    );
  return result;
}
