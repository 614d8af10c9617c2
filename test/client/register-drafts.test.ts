import { describe, expect, it } from "vitest";
import { codeOf } from "../../client/src/workspaces/evaluate/area-choice.ts";
import {
  draftOfEvent,
  EMPTY_EVENT,
  type EventDraft,
  inputOfEvent,
} from "../../client/src/workspaces/evaluate/events/event-draft.ts";
import {
  EMPTY_OUTCOME,
  inputOfOutcome,
  nextRow,
  type OutcomeDraft,
  withKind,
} from "../../client/src/workspaces/evaluate/outcomes/outcome-draft.ts";
import { KIND_OPTIONS, unitsOf } from "../../client/src/workspaces/evaluate/outcomes/outcome-words.ts";
import { OUTCOME_KINDS, OUTCOME_UNITS } from "../../server/api/vocabulary.ts";

const AREAS = [
  { code: "E09000019", name: "Islington" },
  { code: "E05000366", name: "Upper Holloway" },
  { code: "E05000001", name: "Park" },
  { code: "E05000002", name: "Park" },
];

describe("an area that is named in a register", () => {
  it.each([
    ["Upper Holloway (E05000366)", "E05000366"],
    ["E09000019", "E09000019"],
    [" upper holloway ", "E05000366"],
    ["Park", "Park"],
    ["Atlantis", "Atlantis"],
    ["", ""],
  ])("%j is read as %j: what two areas are called is left for the service to refuse", (text, code) => {
    expect(codeOf(text, AREAS)).toBe(code);
  });
});

describe("an event that is being written", () => {
  const draft = (changes: Partial<EventDraft>): EventDraft => ({
    ...EMPTY_EVENT,
    name: "Posters",
    from: "2026-03-02",
    ...changes,
  });

  it("lasts one day where no last day is said, else to the end of the last", () => {
    expect(inputOfEvent(draft({})).input).toMatchObject({
      from: "2026-03-02",
      to: "2026-03-03",
      note: null,
      areas: [],
    });
    expect(inputOfEvent(draft({ last: "2026-03-08" })).input?.to).toBe("2026-03-09");
  });

  it("names the field that lacks something", () => {
    const fieldOf = (changes: Partial<EventDraft>) => inputOfEvent(draft(changes)).problem?.field;
    expect([fieldOf({ name: " " }), fieldOf({ from: "" }), fieldOf({ last: "2026-03-01" })]).toEqual([
      "name",
      "from",
      "to",
    ]);
  });

  it("comes back from the register as it was written", () => {
    const event = {
      ...{ id: 3, version: 2, dataset: null, synthetic: false, operation: 7, areas: ["E09000019"] },
      kind: "media" as const,
    };
    const days = { name: "Posters", from: "2026-03-02", to: "2026-03-03", note: null };
    expect(draftOfEvent({ ...event, ...days })).toEqual({
      ...{
        kind: "media",
        name: "Posters",
        from: "2026-03-02",
        last: "",
        note: "",
        operation: "7",
        areas: ["E09000019"],
      },
    });
  });
});

describe("a row of the ledger that is being written", () => {
  const draft = (changes: Partial<OutcomeDraft>): OutcomeDraft => ({
    ...{ ...EMPTY_OUTCOME, quantity: "3", date: "2026-03-02", source: "custody log" },
    ...changes,
  });

  it("is counted in the units of its kind, as the contract lists them", () => {
    expect(KIND_OPTIONS.map(({ value }) => value)).toEqual([...OUTCOME_KINDS]);
    for (const kind of OUTCOME_KINDS) expect(unitsOf(kind)).toEqual(OUTCOME_UNITS[kind]);
    const seizure = withKind(EMPTY_OUTCOME, "seizure");
    expect(seizure.unit).toBe("seizures");
    expect(withKind({ ...seizure, unit: "grams" }, "warrant").unit).toBe("warrants");
  });

  it("is sent with its area by code and blanks as nothing", () => {
    expect(inputOfOutcome(draft({ quantity: "1,250.5", area: "Islington", drug: " heroin " }), AREAS).input).toEqual({
      ...{ kind: "warrant", unit: "warrants", quantity: 1250.5, date: "2026-03-02", area: "E09000019" },
      ...{ source: "custody log", drug: "heroin", drugClass: null, reference: null },
    });
  });

  it.each([
    [{ quantity: "" }, "quantity"],
    [{ quantity: "0" }, "quantity"],
    [{ quantity: "-2" }, "quantity"],
    [{ quantity: "some" }, "quantity"],
    [{ date: "" }, "date"],
    [{ source: " " }, "source"],
  ])("%j names the field that is wrong", (changes, field) => {
    expect(inputOfOutcome(draft(changes), AREAS).problem?.field).toBe(field);
  });

  it("leaves day, place and source for the next one, and no figure", () => {
    expect(nextRow(draft({ area: "Islington", drug: "heroin", reference: "A1" }))).toEqual({
      ...{ ...EMPTY_OUTCOME, quantity: "", date: "2026-03-02", source: "custody log", area: "Islington" },
    });
  });
});
