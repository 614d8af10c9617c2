import { Type } from "typebox";
import { closed } from "../api/common.ts";
import {
  Disposals,
  NewOutcomes,
  OutcomeFile,
  OutcomeList,
  OutcomeReport,
  OutcomesQuery,
  OutcomeWithdrawal,
} from "../api/operation-outcomes.ts";
import type { OutcomeListBody } from "../api/types.ts";
import type { OperationRow } from "../db/operation-queries.ts";
import { withdrawOutcome } from "../db/outcome-changes.ts";
import { listOutcomes, type OutcomeFilter, sumOutcomes } from "../db/outcome-queries.ts";
import { DomainError } from "../errors.ts";
import { type LedgerLine, readOutcomeFile } from "../ingest/outcome-file.ts";
import type { OutcomeLine } from "../ingest/read-outcome.ts";
import { DUPLICATE, isNamed, type RefusedLine, storeOutcomes } from "../ingest/store-outcomes.ts";
import { COUNTING_RULE } from "../registers/outcome-rules.ts";
import { failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import { OperationParams, requireDays, requireOperation } from "./operations.ts";
import { chartDisposals } from "./registers/chart-disposals.ts";

const OutcomeParams = Type.Object(
  { ...OperationParams.properties, outcome: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  closed,
);
const FILE_BYTES = 6_000_000;
const TOLD_LINES = 50;

/** The ledger of what an operation did and what came of it. */
export const operationOutcomeRoutes: Resource = (context) => async (app) => {
  const { db } = context;
  const reading = { tier: "neighbourhood" } as const;
  const writing = { tier: "analyst" } as const;

  app.get(
    "/operations/:id/outcomes",
    {
      config: reading,
      schema: { params: OperationParams, querystring: OutcomesQuery, response: { 200: OutcomeList, ...failures } },
    },
    async (request) => {
      const { kind, from, to } = request.query;
      requireDays({ from, to });
      const { id } = await requireOperation(context, request.params.id, request.principal);
      return readLedger(context, { operationId: id, kind: kind ?? null, from: from ?? null, to: to ?? null });
    },
  );

  app.get(
    "/operations/:id/outcomes/disposals",
    {
      config: reading,
      schema: { params: OperationParams, querystring: NoQuery, response: { 200: Disposals, ...failures } },
    },
    async (request) => {
      const operation = await requireOperation(context, request.params.id, request.principal);
      return chartDisposals(operation, await listOutcomes(db.knex, whole(operation.id)));
    },
  );

  app.post(
    "/operations/:id/outcomes",
    {
      config: writing,
      schema: {
        params: OperationParams,
        querystring: NoQuery,
        body: NewOutcomes,
        response: { 201: OutcomeList, ...failures },
      },
    },
    async (request, reply) => {
      const operation = await requireOperation(context, request.params.id, request.principal);
      const lines = request.body.outcomes.map(({ unit, area, drug, drugClass, reference, ...row }, line) => {
        const optional = { unit: unit ?? null, area: area ?? null, drug: drug ?? null };
        return { line, draft: { ...row, ...optional, drugClass: drugClass ?? null, reference: reference ?? null } };
      });
      const by = request.principal.name;
      await db.knex.transaction(async (trx) => {
        const [first] = await storeOutcomes(trx, { operation, lines, by });
        if (first !== undefined) throw refuseRow(first);
      });
      return reply.code(201).send(await readLedger(context, whole(operation.id)));
    },
  );

  app.post(
    "/operations/:id/outcomes/csv",
    {
      config: writing,
      bodyLimit: FILE_BYTES,
      schema: {
        params: OperationParams,
        querystring: NoQuery,
        body: OutcomeFile,
        response: { 200: OutcomeReport, ...failures },
      },
    },
    async (request) => {
      const operation = await requireOperation(context, request.params.id, request.principal);
      const lines = readOutcomeFile(request.body.text).map((line) =>
        line.operation === null || isNamed(operation, line.operation) ? line : ofAnother(line, operation),
      );
      const by = request.principal.name;
      const refused = await db.knex.transaction(async (trx) => {
        const told = await storeOutcomes(trx, { operation, lines, by });
        if (told.length > 0 && request.body.skipBadRows !== true) throw refuseFile(told, lines.length);
        return told;
      });
      return { read: lines.length, accepted: lines.length - refused.length, refused };
    },
  );

  app.post(
    "/operations/:id/outcomes/:outcome/withdraw",
    {
      config: writing,
      schema: {
        params: OutcomeParams,
        querystring: NoQuery,
        body: OutcomeWithdrawal,
        response: { 200: OutcomeList, ...failures },
      },
    },
    async (request) => {
      const { id: operationId } = await requireOperation(context, request.params.id, request.principal);
      const row = { operationId, id: request.params.outcome };
      const withdrawn = await withdrawOutcome(db.knex, row, {
        by: request.principal.name,
        reason: request.body.reason,
      });
      if (!withdrawn) throw new DomainError("not_found", `There is no outcome ${row.id} to withdraw here.`);
      return readLedger(context, whole(operationId));
    },
  );
};

function whole(operationId: number): OutcomeFilter {
  return { operationId, kind: null, from: null, to: null };
}

async function readLedger({ db }: Pick<RouteContext, "db">, filter: OutcomeFilter): Promise<OutcomeListBody> {
  const rows = await listOutcomes(db.knex, filter);
  return {
    operation: filter.operationId,
    outcomes: rows.map(({ recordedAt, ...row }) => ({ ...row, recordedAt: new Date(recordedAt).toISOString() })),
    totals: await sumOutcomes(db.knex, filter),
    countingRule: COUNTING_RULE,
  };
}

/** A file that names operations is not laid under another one. */
function ofAnother({ line, operation }: LedgerLine, { name }: OperationRow): OutcomeLine {
  return {
    line,
    fault: { field: "operation", detail: `"${operation?.slice(0, 80)}" is not this operation (${name})` },
  };
}

function refuseRow({ line, reason, detail }: RefusedLine): DomainError {
  if (reason === DUPLICATE) {
    const field = `outcomes[${line}]`;
    return new DomainError("conflict", `${field} is a duplicate: ${detail}. Nothing was saved.`, { field });
  }
  const field = `outcomes[${line}].${reason}`;
  return new DomainError("invalid_query", `${field}: ${detail}. Nothing was saved.`, { field });
}

function refuseFile(refused: readonly RefusedLine[], read: number): DomainError {
  const [first] = refused;
  const message = `${refused.length} of ${read} rows cannot be taken; the first, line ${first?.line} (${first?.reason}): ${first?.detail}. Nothing was saved. Mend the file, or send it with skipBadRows.`;
  return new DomainError("import_refused", message, { field: "text", refused: refused.slice(0, TOLD_LINES) });
}
