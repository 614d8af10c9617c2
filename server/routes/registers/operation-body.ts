import type { Knex } from "knex";
import type { OperationListBody } from "../../api/types.ts";
import { listPhaseShapes, listPhases, type OperationRow, type PhaseRow } from "../../db/operation-queries.ts";

type ListedOperation = OperationListBody["operations"][number];

/** Operations with their phases, without geometry. */
export async function describeOperations(knex: Knex, operations: readonly OperationRow[]): Promise<ListedOperation[]> {
  const phases = await listPhases(
    knex,
    operations.map(({ id }) => id),
  );
  return operations.map((operation) => ({
    ...factsOf(operation),
    phases: phases.filter(({ operationId }) => operationId === operation.id).map(describePhase),
  }));
}

/** One operation with the geometry of its phases: JSON text. */
export async function writeOperation(knex: Knex, operation: OperationRow): Promise<string> {
  const shapes = await listPhaseShapes(knex, operation.id);
  const phases = (await listPhases(knex, [operation.id])).map((phase) => {
    const outline = shapes.find(({ position }) => position === phase.position)?.outline ?? "null";
    return `${JSON.stringify(describePhase(phase)).slice(0, -1)},"geometry":${outline}}`;
  });
  return `${JSON.stringify(factsOf(operation)).slice(0, -1)},"phases":[${phases.join(",")}]}`;
}

function factsOf({ datasetId, updatedAt, ...operation }: OperationRow): Omit<ListedOperation, "phases"> {
  return { ...operation, updatedAt: new Date(updatedAt).toISOString() };
}

function describePhase({ operationId, lng, lat, ...phase }: PhaseRow): ListedOperation["phases"][number] {
  return { ...phase, centre: [lng, lat] };
}
