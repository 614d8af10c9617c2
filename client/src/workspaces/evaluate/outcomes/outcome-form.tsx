import { useState } from "preact/hooks";
import { addOutcomes } from "../../../api-registers.ts";
import { useSending } from "../../use-sending.ts";
import { bindFields, OtherProblem, type Problem, SelectField, TextField } from "../../zones/fields.tsx";
import { areaText, namedAreas } from "../area-choice.ts";
import { registerProblem } from "../register-words.ts";
import { EMPTY_OUTCOME, inputOfOutcome, nextRow, type OutcomeDraft, withKind } from "./outcome-draft.ts";
import { KIND_OPTIONS, kindNamed, kindWords, unitsOf } from "./outcome-words.ts";

type Props = { readonly operation: number; readonly onStored: () => void };
const FIELDS = Object.keys(EMPTY_OUTCOME);

/** One row of the ledger by hand. Date, area and source stay for the next. */
export function OutcomeForm({ operation, onStored }: Props) {
  const [draft, setDraft] = useState<OutcomeDraft>(EMPTY_OUTCOME);
  const [stored, setStored] = useState<string | null>(null);
  const { problem, sending, refuse, send } = useSending(registerProblem);
  const save = (event: Event) => {
    event.preventDefault();
    setStored(null);
    const { input, problem: missing } = inputOfOutcome(draft, namedAreas.current.peek().value ?? []);
    if (input === null) refuse(missing);
    else
      void send(async () => {
        await addOutcomes(operation, [input]);
        setStored(`Stored: ${kindWords(input.kind)}, ${input.quantity} ${input.unit ?? ""}.`);
        setDraft(nextRow);
        onStored();
      });
  };
  return (
    <details class="more">
      <summary>Add a row</summary>
      <form class="register-form" onSubmit={save} noValidate aria-label="New row of the ledger">
        <Fields draft={draft} problem={problem} onDraft={setDraft} />
        <OtherProblem problem={problem} fields={FIELDS} />
        <div class="editor-buttons">
          <button type="submit" class="button primary" disabled={sending}>
            {sending ? "Saving…" : "Store the row"}
          </button>
          <span role="status">{stored}</span>
        </div>
      </form>
    </details>
  );
}

type FieldsProps = {
  readonly draft: OutcomeDraft;
  readonly problem: Problem | null;
  readonly onDraft: (draft: OutcomeDraft) => void;
};

const CLASSES = [
  { value: "", label: "as the law has it on that day" },
  ...["A", "B", "C"].map((value) => ({ value, label: value })),
];

function Fields({ draft, problem, onDraft }: FieldsProps) {
  const field = bindFields<keyof OutcomeDraft>({
    ...{ values: draft, problem },
    onField: (name, value) =>
      onDraft(name === "kind" ? withKind(draft, kindNamed(value)) : { ...draft, [name]: value }),
  });
  const units = unitsOf(draft.kind).map((unit) => ({ value: unit, label: unit }));
  return (
    <div class="editor-facts">
      <SelectField {...field("kind", "Kind")} options={KIND_OPTIONS} />
      <TextField {...field("quantity", "Quantity")} most={12} />
      <SelectField {...field("unit", "Unit")} options={units} />
      <TextField {...field("date", "Date")} type="date" />
      <TextField {...field("area", "Borough or ward", "Where it was; may stay blank.")} list="outcome-areas" />
      <datalist id="outcome-areas">
        {(namedAreas.current.value.value ?? []).map((area) => (
          <option key={area.code} value={areaText(area)} />
        ))}
      </datalist>
      <TextField {...field("source", "Source of the figure")} most={200} />
      <TextField {...field("drug", "Drug")} most={60} />
      <SelectField {...field("drugClass", "Class")} options={CLASSES} />
      <TextField {...field("reference", "Reference", "Tells two alike rows apart; no names of persons.")} most={100} />
    </div>
  );
}
