import type { OperationBody } from "../../../../../server/api/types.ts";
import type { OperationInput, PhaseInput, ShapeInput } from "../../../api-evaluation.ts";
import { dayBefore } from "../../../months.ts";
import type { ShapeChoice } from "../../../shapes/shape-choice.ts";
import { dayAfter } from "../../../targets/review-day.ts";

/** A phase as the form holds it; `last` is the last day of it. */
export type PhaseDraft = {
  readonly key: number;
  readonly name: string;
  readonly from: string;
  readonly last: string;
  /** The position whose polygon is kept while no other is chosen. */
  readonly keep: number | null;
  readonly choice: ShapeChoice | null;
};
export type OperationDraft = {
  readonly name: string;
  readonly lead: string;
  readonly visibility: OperationBody["visibility"];
  readonly summary: string;
  readonly phases: readonly PhaseDraft[];
};

export function newDraft(): OperationDraft {
  return { name: "", lead: "", visibility: "covert", summary: "", phases: [newPhase(0)] };
}

export function newPhase(key: number): PhaseDraft {
  return { key, name: `Phase ${key + 1}`, from: "", last: "", keep: null, choice: null };
}

export function draftOf({ name, lead, visibility, summary, phases }: OperationBody): OperationDraft {
  return {
    ...{ name, lead, visibility, summary: summary ?? "" },
    phases: phases.map((phase) => ({
      ...{ key: phase.position, name: phase.name, from: phase.from, last: dayBefore(phase.to) },
      ...{ keep: phase.position, choice: null },
    })),
  };
}

/** @returns what is sent, or what is still missing, in words */
export function inputOfDraft(
  draft: OperationDraft,
): { input: OperationInput; problem: null } | { input: null; problem: string } {
  const wrong = (problem: string) => ({ input: null, problem });
  if (draft.name.trim() === "") return wrong("The operation has no name yet.");
  if (draft.lead.trim() === "") return wrong("Say who leads it: a role, not a person.");
  const phases: PhaseInput[] = [];
  for (const { name, from, last, keep, choice } of draft.phases) {
    if (name.trim() === "") return wrong("Every phase needs a name.");
    if (from === "" || last === "") return wrong(`${name} needs its first and its last day.`);
    if (last < from) return wrong(`${name} is reversed: it ends before it begins.`);
    if (choice === null && keep === null) return wrong(`${name} has no place yet: draw, pick or type it.`);
    const where = choice === null ? { keep: keep ?? 0 } : { shape: shapeOf(choice) };
    phases.push({ name: name.trim(), from, to: dayAfter(last, 1), ...where });
  }
  const summary = draft.summary.trim();
  return {
    problem: null,
    input: {
      ...{ name: draft.name.trim(), lead: draft.lead.trim(), visibility: draft.visibility },
      ...{ summary: summary === "" ? null : summary, phases },
    },
  };
}

function shapeOf(choice: ShapeChoice): ShapeInput {
  if ("polygon" in choice) return { polygon: choice.polygon };
  return "cells" in choice ? { cells: choice.cells } : { areas: choice.areas };
}
