import { latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import {
  type Adjustments,
  AS_SUGGESTED,
  inputOf,
  suggestedDays,
} from "../../client/src/workspaces/evaluate/design/adjustments.ts";
import { inputOfDraft, newDraft, type OperationDraft } from "../../client/src/workspaces/evaluate/operations/draft.ts";

const design = { dataset: "demo", indicator: "public_reports" } as const;
const ask = (patch: Partial<Adjustments>) => inputOf({ ...AS_SUGGESTED, ...patch }, design);
const half = { from: "2025-01-06", last: "2025-06-29" };
const quarter = { from: "2025-07-07", last: "2025-10-05" };

describe("what a design asks with", () => {
  it("is the dataset and the indicator alone where nothing is changed", () => {
    expect(ask({}).input).toEqual(design);
  });

  it("makes the last day of a window an exclusive end, and weighs windows of unlike length", () => {
    expect(ask({ windows: { before: half, after: quarter } }).input).toEqual({
      ...design,
      windows: { before: { from: "2025-01-06", to: "2025-06-30" }, after: { from: "2025-07-07", to: "2025-10-06" } },
      weights: { before: 175, after: 91 },
    });
  });

  it("weighs nothing where the windows are as long as each other", () => {
    expect(ask({ windows: { before: half, after: half } }).input).not.toHaveProperty("weights");
  });

  it("turns a named place into its hexagon", () => {
    expect(ask({ receiving: [{ name: "Hoxton station", point: "51.5316, -0.0757" }] }).input?.receiving).toEqual([
      { name: "Hoxton station", cells: [latLngToCell(51.5316, -0.0757, 9)] },
    ]);
  });

  it("says which field cannot be read", () => {
    expect(ask({ stripMetres: "1.5" }).problem).toMatch(/whole number of metres from 200 to 5,000/);
    expect(ask({ receiving: [{ name: "", point: "somewhere" }] }).problem).toBe(
      "“somewhere” is no place: write it like 51.5301, -0.0102.",
    );
    expect(ask({ control: [] }).problem).toMatch(/at least one control borough/);
  });

  it("shows a suggested window by its last day", () => {
    const windows = {
      before: { from: "2025-05-05", to: "2025-11-03" },
      after: { from: "2025-11-03", to: "2026-05-04" },
    };
    expect(suggestedDays({ windows } as Parameters<typeof suggestedDays>[0])).toEqual({
      before: { from: "2025-05-05", last: "2025-11-02" },
      after: { from: "2025-11-03", last: "2026-05-03" },
    });
  });
});

describe("an operation that is being recorded", () => {
  const days = { from: "2025-11-03", last: "2025-11-16" };
  const phase = { key: 0, name: "Phase 1", ...days, stored: null, choice: null, taken: null } as const;
  const draft = (patch: Partial<OperationDraft>): OperationDraft => ({
    ...newDraft(),
    ...{ name: "Kestrel", lead: "Inspector", phases: [phase] },
    ...patch,
  });

  it("is covert until somebody says otherwise", () => {
    expect(newDraft().visibility).toBe("covert");
  });

  it("sends its phases with exclusive ends and their place", () => {
    const picked = draft({ phases: [{ ...phase, choice: { source: "picked", areas: ["E05000001"] } }] });
    expect(inputOfDraft(picked).input).toEqual({
      ...{ name: "Kestrel", lead: "Inspector", visibility: "covert", summary: null, nimLevel: null },
      ...{ fourP: [], priorities: [], costPounds: null, costNote: null },
      phases: [{ name: "Phase 1", from: "2025-11-03", to: "2025-11-17", shape: { areas: ["E05000001"] } }],
    });
  });

  it("keeps the polygon of a phase that is only renamed", () => {
    const stored = { position: 2, geometry: { type: "MultiPolygon" as const, coordinates: [] } };
    const input = inputOfDraft(draft({ phases: [{ ...phase, stored }] })).input;
    expect(input?.phases[0]).toEqual({ name: "Phase 1", from: "2025-11-03", to: "2025-11-17", keep: 2 });
  });

  it.each([
    [{ name: " " }, "The operation has no name yet."],
    [{ lead: "" }, "Say who leads it: a role, not a person."],
    [{ phases: [{ ...phase, last: "" }] }, "Phase 1 needs its last day."],
    [{ phases: [{ ...phase, last: "2025-11-02" }] }, "Phase 1 is reversed: it ends before it begins."],
    [{}, "Phase 1 has no place yet: draw, pick or type it, or take it from a register."],
  ])("says what is missing: %o", (patch, problem) => {
    expect(inputOfDraft(draft(patch)).problem?.message).toBe(problem);
  });
});
