import type { NewOutcomeBody } from "../../../../../server/api/types.ts";
import type { OutcomeKind } from "../../../../../server/api/vocabulary.ts";
import type { Problem } from "../../zones/fields.tsx";
import { codeOf, type NamedArea } from "../area-choice.ts";
import { unitsOf } from "./outcome-words.ts";

/** A row of the ledger as it is being written: texts of fields, blank = not said. */
export type OutcomeDraft = {
  readonly kind: OutcomeKind;
  readonly unit: string;
  readonly quantity: string;
  readonly date: string;
  readonly area: string;
  readonly source: string;
  readonly drug: string;
  readonly drugClass: string;
  readonly reference: string;
};

export const EMPTY_OUTCOME: OutcomeDraft = {
  ...{ kind: "warrant", unit: "warrants", quantity: "", date: "", area: "", source: "" },
  ...{ drug: "", drugClass: "", reference: "" },
};

/** Another kind is counted in its own units. */
export function withKind(draft: OutcomeDraft, kind: OutcomeKind): OutcomeDraft {
  const units = unitsOf(kind);
  return { ...draft, kind, unit: units.includes(draft.unit) ? draft.unit : (units[0] ?? "") };
}

/** After a row is stored: the next one of the same day, place and source needs no more than its figures. */
export function nextRow({ kind, unit, date, area, source }: OutcomeDraft): OutcomeDraft {
  return { ...EMPTY_OUTCOME, kind, unit, date, area, source };
}

/** @returns what is sent, or the field that still lacks something, in words */
export function inputOfOutcome(
  draft: OutcomeDraft,
  areas: readonly NamedArea[],
): { input: NewOutcomeBody; problem: null } | { input: null; problem: Problem } {
  const wrong = (field: string, message: string) => ({ input: null, problem: { field, message } });
  const quantity = draft.quantity.trim().replaceAll(/,(?=\d{3}\b)/g, "");
  if (!/^\d{1,8}(\.\d{1,3})?$/.test(quantity) || Number(quantity) === 0)
    return wrong("quantity", "Say how many or how much: a number above 0.");
  if (draft.date === "") return wrong("date", "Say on which day.");
  if (draft.source.trim() === "") return wrong("source", "Say where the figure comes from.");
  const text = (value: string) => (value.trim() === "" ? null : value.trim());
  return {
    problem: null,
    input: {
      ...{ kind: draft.kind, unit: draft.unit, quantity: Number(quantity), date: draft.date },
      area: text(codeOf(draft.area, areas)),
      ...{ source: draft.source.trim(), drug: text(draft.drug), reference: text(draft.reference) },
      drugClass: (["A", "B", "C"] as const).find((name) => name === draft.drugClass) ?? null,
    },
  };
}
