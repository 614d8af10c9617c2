import { Type } from "typebox";
import { closed, DatasetCode } from "./common.ts";
import { EvaluationInput, TESTED_INDICATORS } from "./evaluation-design.ts";
import { EvaluationResult, VerdictRule } from "./evaluation-result.ts";

/**
 * Did the operation work, and did it move? POST …/evaluations answers 202 with a job; GET it until `status` is none of
 * queued and running. What is tested is fixed when it is posted; the result is kept and never changes.
 */
export const EVALUATION_STATUSES = ["queued", "running", "done", "refused", "cancelled", "stopped", "failed"] as const;
export type EvaluationStatus = (typeof EVALUATION_STATUSES)[number];

const integer = Type.Union([Type.Integer(), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);

const EvaluationError = Type.Object({ code: Type.String(), message: Type.String(), needed: integer }, closed);

const job = {
  id: Type.Integer(),
  subject: Type.Object({ kind: Type.Enum(["operation", "zone"]), id: Type.Integer() }, closed),
  status: Type.Enum(EVALUATION_STATUSES),
  /** Share done, 0 … 1, and what is being done, in words. */
  progress: Type.Number(),
  phase: text,
  dataset: DatasetCode,
  version: Type.Integer(),
  indicator: Type.Enum(TESTED_INDICATORS),
  createdAt: Type.String(),
  finishedAt: text,
  error: Type.Union([EvaluationError, Type.Null()]),
};

/** POST … answers 202, DELETE 202. */
export const EvaluationJob = Type.Object(job, closed);
/** GET …/evaluations/:id: the job, and the result's fields beside it once `status` is done. */
export const Evaluation = Type.Object(
  { ...job, input: EvaluationInput, ...Type.Partial(EvaluationResult).properties },
  closed,
);
/** GET …/evaluations, the newest first. */
export const EvaluationList = Type.Object(
  {
    evaluations: Type.Array(Type.Object({ ...job, verdict: Type.Union([VerdictRule, Type.Null()]) }, closed)),
  },
  closed,
);

const id = Type.Integer({ minimum: 1 });
export const SubjectParams = Type.Object({ id }, closed);
export const EvaluationParams = Type.Object({ id, evaluation: id }, closed);
