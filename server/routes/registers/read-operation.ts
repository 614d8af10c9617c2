import type { Knex } from "knex";
import type { Static } from "typebox";
import type { NewOperation, OperationEdit } from "../../api/operations.ts";
import type { ShapeInput } from "../../api/shapes.ts";
import { isCalendarDay } from "../../db/calendar.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import type { OperationValues, OperationWords, PhaseValues } from "../../db/operation-changes.ts";
import { listPhaseShapes, listPhases, type OperationRow } from "../../db/operation-queries.ts";
import { refuse } from "../filter/parse-filter.ts";
import { resolveShape } from "./resolve-shape.ts";

/** The values of an operation that is made here; covert until somebody says otherwise. */
export function readNewOperation(body: Static<typeof NewOperation>, datasetId: number | null): OperationValues {
  return {
    datasetId,
    origin: "made_here",
    name: said("name", body.name),
    lead: said("lead", body.lead),
    nimLevel: body.nimLevel ?? null,
    fourP: body.fourP ?? [],
    priorities: body.priorities ?? [],
    summary: body.summary ?? null,
    costPounds: body.costPounds ?? null,
    costNote: body.costNote ?? null,
    visibility: body.visibility ?? "covert",
  };
}

/** A stored operation with what a change says of it; what it leaves out stays. */
export function withChanges(operation: OperationRow, body: Static<typeof OperationEdit>): OperationWords {
  const { version, reason, phases, name, lead, ...changes } = body;
  return {
    ...operation,
    ...changes,
    name: name === undefined ? operation.name : said("name", name),
    lead: lead === undefined ? operation.lead : said("lead", lead),
  };
}

/** @throws DomainError invalid_query that names the phase and its field */
export async function readPhases(
  knex: Knex,
  phases: Static<typeof NewOperation>["phases"],
  dataset: KnownDataset | null,
): Promise<PhaseValues[]> {
  const read: PhaseValues[] = [];
  for (const [index, phase] of phases.entries()) {
    requireDates(phase, `phases[${index}]`);
    read.push(await phaseOf(knex, phase, { field: `phases[${index}].shape`, shape: phase.shape, dataset }));
  }
  return read;
}

/** The phases of a change: new ones by their shape, old ones by the position they had. */
export async function readChangedPhases(
  knex: Knex,
  operation: OperationRow,
  phases: Static<typeof OperationEdit>["phases"],
  dataset: KnownDataset | null,
): Promise<PhaseValues[]> {
  const shapes = await listPhaseShapes(knex, operation.id);
  const old = (await listPhases(knex, [operation.id])).flatMap((phase): PhaseValues[] => {
    const geometry = shapes.find(({ position }) => position === phase.position)?.exact;
    return geometry === undefined
      ? []
      : [{ name: phase.name, from: phase.from, to: phase.to, shape: phase.shape, geometry }];
  });
  if (phases === undefined) return old;
  const read: PhaseValues[] = [];
  for (const [index, phase] of phases.entries()) {
    const field = `phases[${index}]`;
    requireDates(phase, field);
    const kept = phase.keep === undefined ? undefined : old[phase.keep];
    if (
      (phase.shape === undefined) === (phase.keep === undefined) ||
      (phase.keep !== undefined && kept === undefined)
    ) {
      throw refuse(
        `${field}.shape`,
        `${field} must give either a shape or keep, the position of a phase it has (0 to ${old.length - 1}).`,
      );
    }
    if (kept !== undefined)
      read.push({ ...kept, name: said(`${field}.name`, phase.name), from: phase.from, to: phase.to });
    else read.push(await phaseOf(knex, phase, { field: `${field}.shape`, shape: phase.shape ?? {}, dataset }));
  }
  return read;
}

type Dated = { readonly name: string; readonly from: string; readonly to: string };
type Where = {
  readonly field: string;
  readonly shape: Static<typeof ShapeInput>;
  readonly dataset: KnownDataset | null;
};

async function phaseOf(knex: Knex, { name, from, to }: Dated, { field, shape, dataset }: Where): Promise<PhaseValues> {
  if (shape.premises !== undefined) {
    throw refuse(field, `${field}: a phase is shown to meetings, which see no premises: give its area.`);
  }
  const { origin, geometry } = await resolveShape(knex, field, shape, dataset);
  return { name: said(field.replace(/shape$/, "name"), name), from, to, shape: origin, geometry };
}

function requireDates({ from, to }: Dated, field: string): void {
  for (const [name, day] of [["from", from] as const, ["to", to] as const]) {
    if (!isCalendarDay(day)) throw refuse(`${field}.${name}`, `${field}.${name}=${day} is not a day of the calendar.`);
  }
  if (to > from) return;
  throw refuse(
    `${field}.to`,
    `${field}.to must be later than from (it is the day after the last); from=${from}, to=${to}.`,
  );
}

function said(field: string, text: string): string {
  const words = text.trim();
  if (words === "") throw refuse(field, `${field} is blank.`);
  return words;
}
