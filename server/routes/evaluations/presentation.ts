import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Principal } from "../../access/tier.ts";
import { EvaluationParams } from "../../api/evaluations.ts";
import { Presentation, PresentationNotes } from "../../api/presentation.ts";
import { listPhases } from "../../db/operation-queries.ts";
import { sumOutcomes } from "../../db/outcome-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import { DomainError } from "../../errors.ts";
import { composeNotes, composePresentation } from "../../evaluation/presentation/compose-presentation.ts";
import type { PresentationFacts } from "../../evaluation/presentation/facts.ts";
import { COUNTING_RULE } from "../../registers/outcome-rules.ts";
import { failures, NoQuery, type RouteContext } from "../context.ts";
import { requireOperation } from "../operations.ts";
import { requireResult } from "./kept-result.ts";

/** An evaluation as six frames for the wall, and the presenter's notes on them; under /operations. */
export function presentationRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const config = { tier: "analyst" } as const;
  const schema = { params: EvaluationParams, querystring: NoQuery };
  return async (app) => {
    app.get(
      "/:id/evaluations/:evaluation/presentation",
      { config, schema: { ...schema, response: { 200: Presentation, ...failures } } },
      async (request, reply) => {
        const facts = await readFacts(context, request.params, request.principal);
        request.log.info({ ...request.params, by: request.principal.name }, "presentation opened");
        return reply.header("cache-control", "no-store").send(composePresentation(facts));
      },
    );
    app.get(
      "/:id/evaluations/:evaluation/presentation/notes",
      { config, schema: { ...schema, response: { 200: PresentationNotes, ...failures } } },
      async (request, reply) => {
        const facts = await readFacts(context, request.params, request.principal);
        return reply.header("cache-control", "no-store").send(composeNotes(facts, COUNTING_RULE));
      },
    );
  };
}

type Params = { readonly id: number; readonly evaluation: number };

/** @throws DomainError not_found; forbidden for covert work, whoever asks; conflict while there is no result to show */
async function readFacts(
  context: RouteContext,
  { id, evaluation }: Params,
  principal: Principal,
): Promise<PresentationFacts> {
  const { knex } = context.db;
  const operation = await requireOperation(context, id, principal);
  if (operation.visibility === "covert")
    throw new DomainError("forbidden", `Operation ${id} is covert: it is not shown to any meeting.`);
  const result = await requireResult(knex, { kind: "operation", id }, evaluation);
  const everything = { operationId: id, kind: null, from: null, to: null };
  const phases = await listPhases(knex, [id]);
  return {
    operation: {
      id,
      name: operation.name,
      phases: phases.map(({ from, to, lng, lat }) => ({ from, to, lngLat: [lng, lat] })),
    },
    evaluation,
    synthetic: await isSynthetic(context, result.design.dataset),
    totals: await sumOutcomes(knex, everything),
    places: await listPlaces(knex, operation.synthetic, "station"),
    result,
  };
}

/** What was counted decides the watermark, not what was evaluated. */
async function isSynthetic({ catalogue }: RouteContext, dataset: string): Promise<boolean> {
  return (await catalogue.list()).find(({ code }) => code === dataset)?.synthetic ?? true;
}
