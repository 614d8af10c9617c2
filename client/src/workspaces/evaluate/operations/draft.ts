import type {
  NewOperationBody,
  OperationBody,
  OperationEditBody,
  ShapeInputBody,
} from "../../../../../server/api/types.ts";
import { dayBefore } from "../../../months.ts";
import type { ShapeChoice } from "../../../shapes/shape-choice.ts";
import { dayAfter } from "../../../targets/review-day.ts";
import type { Problem } from "../../zones/fields.tsx";

type Geometry = OperationBody["phases"][number]["geometry"];
export type FourP = OperationBody["fourP"][number];

/** A place taken over from a register: a zone, a target area, a saved group of areas. */
export type TakenPlace = { readonly shape: ShapeInputBody; readonly words: string };

/** A phase as the form holds it; `last` is the last day of it. */
export type PhaseDraft = {
  readonly key: number;
  readonly name: string;
  readonly from: string;
  readonly last: string;
  /** What it has now: its place is kept while no other is chosen. */
  readonly stored: { readonly position: number; readonly geometry: Geometry } | null;
  /** At most one of these two. */
  readonly choice: ShapeChoice | null;
  readonly taken: TakenPlace | null;
};

/** An operation as it is being written: texts of fields, priorities one a line, blank = nothing said. */
export type OperationDraft = {
  readonly name: string;
  readonly lead: string;
  readonly visibility: OperationBody["visibility"];
  readonly nimLevel: "" | "1" | "2" | "3";
  readonly fourP: readonly FourP[];
  readonly priorities: string;
  readonly summary: string;
  readonly costPounds: string;
  readonly costNote: string;
  readonly phases: readonly PhaseDraft[];
};

export function newDraft(): OperationDraft {
  return {
    ...{ name: "", lead: "", visibility: "covert", nimLevel: "", fourP: [], priorities: "" },
    ...{ summary: "", costPounds: "", costNote: "", phases: [newPhase(0)] },
  };
}

export function newPhase(key: number): PhaseDraft {
  return { key, name: `Phase ${key + 1}`, from: "", last: "", stored: null, choice: null, taken: null };
}

export function draftOf(operation: OperationBody): OperationDraft {
  const { name, lead, visibility, nimLevel, fourP, priorities, summary, costPounds, costNote, phases } = operation;
  return {
    ...{ name, lead, visibility, nimLevel: levelOf(String(nimLevel ?? "")), fourP, priorities: priorities.join("\n") },
    ...{ summary: summary ?? "", costPounds: costPounds === null ? "" : String(costPounds), costNote: costNote ?? "" },
    phases: phases.map(({ position, name, from, to, geometry }) => ({
      ...{ key: position, name, from, last: dayBefore(to) },
      ...{ stored: { position, geometry }, choice: null, taken: null },
    })),
  };
}

export function levelOf(text: string): OperationDraft["nimLevel"] {
  return (["1", "2", "3"] as const).find((level) => level === text) ?? "";
}

const LEVELS = { "": null, "1": 1, "2": 2, "3": 3 } as const;

type Words = Omit<NewOperationBody, "dataset" | "phases">;
export type WrittenOperation = Words & { readonly phases: NonNullable<OperationEditBody["phases"]> };

/** @returns what is sent, or the field that still lacks something, in words */
export function inputOfDraft(
  draft: OperationDraft,
): { input: WrittenOperation; problem: null } | { input: null; problem: Problem } {
  const wrong = (field: string, message: string) => ({ input: null, problem: { field, message } });
  if (draft.name.trim() === "") return wrong("name", "The operation has no name yet.");
  if (draft.lead.trim() === "") return wrong("lead", "Say who leads it: a role, not a person.");
  const costPounds = poundsOf(draft.costPounds);
  if (Number.isNaN(costPounds)) return wrong("costPounds", `“${draft.costPounds}” is no sum of money: write 12500.`);
  for (const [at, phase] of draft.phases.entries()) {
    const missing = missingOfPhase(phase);
    if (missing !== null) return wrong(`phases[${at}].${missing.field}`, missing.message);
  }
  return {
    problem: null,
    input: {
      ...{ name: draft.name.trim(), lead: draft.lead.trim(), visibility: draft.visibility },
      nimLevel: LEVELS[draft.nimLevel],
      ...{ fourP: [...draft.fourP], priorities: linesOf(draft.priorities) },
      ...{ summary: textOf(draft.summary), costPounds, costNote: textOf(draft.costNote) },
      phases: draft.phases.map((phase) => ({
        ...{ name: phase.name.trim(), from: phase.from, to: dayAfter(phase.last, 1) },
        ...placeOf(phase),
      })),
    },
  };
}

function missingOfPhase({ name, from, last, stored, choice, taken }: PhaseDraft): Problem | null {
  if (name.trim() === "") return { field: "name", message: "A phase needs a name." };
  if (from === "") return { field: "from", message: `${name} needs its first day.` };
  if (last === "") return { field: "to", message: `${name} needs its last day.` };
  if (last < from) return { field: "to", message: `${name} is reversed: it ends before it begins.` };
  if (choice !== null || taken !== null || stored !== null) return null;
  return { field: "shape", message: `${name} has no place yet: draw, pick or type it, or take it from a register.` };
}

function placeOf({ stored, choice, taken }: PhaseDraft): { keep: number } | { shape: ShapeInputBody } {
  if (taken !== null) return { shape: taken.shape };
  if (choice === null) return { keep: stored?.position ?? 0 };
  if ("polygon" in choice) return { shape: { polygon: choice.polygon } };
  return { shape: "cells" in choice ? { cells: [...choice.cells] } : { areas: [...choice.areas] } };
}

/** "£12,500" → 12500; blank = null, what is no sum NaN. */
function poundsOf(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^£\s*/, "")
    .replaceAll(/,(?=\d{3}\b)/g, "");
  if (plain === "") return null;
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN;
}

function textOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => textOf(line) ?? []);
}
