import { describe, expect, it } from "vitest";
import {
  draftOf,
  inputOfDraft,
  newDraft,
  newPhase,
  type OperationDraft,
  type PhaseDraft,
} from "../../client/src/workspaces/evaluate/operations/draft.ts";
import { changesBetween } from "../../client/src/workspaces/evaluate/operations/history-changes.ts";
import { refusalWords } from "../../client/src/workspaces/evaluate/register-words.ts";
import type { OperationBody, OperationHistoryBody } from "../../server/api/types.ts";

type State = OperationHistoryBody["versions"][number]["state"];

const GEOMETRY = { type: "MultiPolygon" as const, coordinates: [[[[0, 51] as number[]]]] };
const phase: PhaseDraft = {
  ...newPhase(0),
  ...{ from: "2026-03-02", last: "2026-03-29", choice: { source: "picked", areas: ["E05000001"] } },
};
const written = (changes: Partial<OperationDraft> = {}): OperationDraft => ({
  ...newDraft(),
  ...{ name: " Kittiwake ", lead: "Inspector, town centre team", phases: [phase] },
  ...changes,
});
const stored: OperationBody = {
  ...{ id: 7, version: 3, dataset: null, synthetic: false, name: "Heron", lead: "Inspector", nimLevel: 2 },
  ...{
    fourP: ["pursue"],
    priorities: ["Open dealing", "Town centre"],
    summary: null,
    costPounds: 12_500,
    costNote: null,
  },
  ...{ visibility: "partner", from: "2026-03-02", to: "2026-03-30", updatedAt: "2026-04-01T00:00:00.000Z" },
  phases: [
    {
      ...{ position: 0, name: "One", from: "2026-03-02", to: "2026-03-30", areaSquareMetres: 1, centre: [0, 51] },
      ...{ shape: { from: "areas", set: "w", codes: ["E05000001"] }, geometry: GEOMETRY },
    },
  ],
};

describe("an operation that is being written", () => {
  it("is sent whole: level, 4P, priorities one a line, cost as people write it, the day after the last", () => {
    const draft = written({
      ...{ nimLevel: "2", fourP: ["pursue", "prevent"], priorities: "Open dealing\n\n Town centre " },
      ...{ costPounds: "£12,500.50", costNote: "overtime", summary: " " },
    });
    expect(inputOfDraft(draft).input).toEqual({
      ...{ name: "Kittiwake", lead: "Inspector, town centre team", visibility: "covert", nimLevel: 2 },
      ...{ fourP: ["pursue", "prevent"], priorities: ["Open dealing", "Town centre"], summary: null },
      ...{ costPounds: 12_500.5, costNote: "overtime" },
      phases: [{ name: "Phase 1", from: "2026-03-02", to: "2026-03-30", shape: { areas: ["E05000001"] } }],
    });
  });

  it.each<[string, Partial<OperationDraft>, string]>([
    ["no name", { name: " " }, "name"],
    ["no lead", { lead: "" }, "lead"],
    ["a cost that is no sum", { costPounds: "a lot" }, "costPounds"],
    ["a phase without a name", { phases: [{ ...phase, name: "" }] }, "phases[0].name"],
    ["a second phase without its first day", { phases: [phase, { ...phase, from: "" }] }, "phases[1].from"],
    ["a phase without its last day", { phases: [{ ...phase, last: "" }] }, "phases[0].to"],
    ["a reversed phase", { phases: [{ ...phase, last: "2026-03-01" }] }, "phases[0].to"],
    ["a phase without a place", { phases: [{ ...phase, choice: null }] }, "phases[0].shape"],
  ])("with %s names the field", (_what, changes, field) => {
    const { input, problem } = inputOfDraft(written(changes));
    expect([input, problem?.field]).toEqual([null, field]);
  });

  it("keeps the place of a phase that is not moved, and takes one over from a register", () => {
    const draft = draftOf(stored);
    expect(draft).toMatchObject({ nimLevel: "2", priorities: "Open dealing\nTown centre", costPounds: "12500" });
    expect(inputOfDraft(draft).input?.phases).toEqual([{ name: "One", from: "2026-03-02", to: "2026-03-30", keep: 0 }]);
    const taken = { shape: { zone: 4 }, words: "An order" };
    const moved = { ...draft, phases: draft.phases.map((one) => ({ ...one, taken })) };
    expect(inputOfDraft(moved).input?.phases[0]).toMatchObject({ shape: { zone: 4 } });
  });
});

describe("the history of an operation", () => {
  const state: State = {
    ...{ name: "Heron", lead: "Inspector", nimLevel: 2, fourP: ["pursue"], priorities: [], summary: null },
    ...{ costPounds: null, costNote: null, visibility: "covert" },
    phases: [
      {
        ...{ name: "One", from: "2026-03-02", to: "2026-03-30" },
        ...{ shape: { from: "polygon", set: null, codes: [] }, geometry: GEOMETRY },
      },
    ],
  };

  it("tells each change in words: a fact, a day, another outline, a phase more", () => {
    const [one] = state.phases;
    const moved = { type: "MultiPolygon" as const, coordinates: [[[[1, 51] as number[]]]] };
    const after: State = {
      ...{ ...state, visibility: "partner", costPounds: 9_000 },
      phases: [
        { ...one!, to: "2026-04-06", shape: { from: "cells", set: null, codes: ["a", "b"] }, geometry: moved },
        { ...one!, name: "Two" },
      ],
    };
    expect(changesBetween(state, after)).toEqual([
      { what: "Who may know", before: "Covert: analysts alone", after: "Partners under an agreement" },
      { what: "Cost", before: "–", after: "£9,000" },
      { what: "Phase 1", before: "One, 2 Mar 2026 – 29 Mar 2026", after: "One, 2 Mar 2026 – 5 Apr 2026" },
      { what: "Phase 1, place", before: "an outline", after: "2 hexagons, another outline" },
      { what: "Phase 2", before: "–", after: "Two, 2 Mar 2026 – 29 Mar 2026" },
    ]);
  });

  it("tells nothing where nothing changed", () => {
    expect(changesBetween(state, structuredClone(state))).toEqual([]);
  });
});

describe("a refusal", () => {
  it.each([
    [
      "phases[1].shape is not a valid polygon: it crosses itself.",
      "The place of phase 2 is not a valid polygon: it crosses itself.",
    ],
    [
      "outcomes[0].quantity: must be a number above 0. Nothing was saved.",
      "This row: must be a number above 0. Nothing was saved.",
    ],
    [
      "to must be later than from; from=2019-01-02, to=2019-01-01.",
      "The end must be later than from; from=2019-01-02, to=2019-01-01.",
    ],
    ["There is no operation 9.", "There is no operation 9."],
  ])("%s", (said, words) => {
    expect(refusalWords(said)).toBe(words);
  });
});
