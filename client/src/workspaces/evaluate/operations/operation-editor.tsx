import { useEffect, useState } from "preact/hooks";
import type { DatasetInfo, OperationBody } from "../../../../../server/api/types.ts";
import { createOperation, editOperation, type OperationInput } from "../../../api-evaluation.ts";
import { change, currentOperation, operation, operations, step } from "../answers.ts";
import { draftOf, inputOfDraft, newDraft, newPhase, type OperationDraft } from "./draft.ts";
import { PhaseFields } from "./phase-fields.tsx";

/** Record an operation or correct one: name, lead, phases with dates and places. */
export function OperationEditor({ dataset }: { readonly dataset: DatasetInfo }) {
  const known = step.value === "edit" ? currentOperation.value : null;
  if (step.value === "edit" && known === null) return <p class="evaluate-message">Loading the operation…</p>;
  return <Editor key={known === null ? "new" : `${known.id} ${known.version}`} known={known} dataset={dataset} />;
}

type Change = (patch: Partial<OperationDraft> | ((held: OperationDraft) => Partial<OperationDraft>)) => void;
type Props = { readonly known: OperationBody | null; readonly dataset: DatasetInfo };

function Editor({ known, dataset }: Props) {
  const [draft, setDraft] = useState<OperationDraft>(() => (known === null ? newDraft() : draftOf(known)));
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  // Keys come faster than the page is drawn: each builds on what is held, not on what was drawn last.
  const set: Change = (patch) =>
    setDraft((held) => ({ ...held, ...(typeof patch === "function" ? patch(held) : patch) }));
  useEffect(() => document.getElementById("operation-name")?.focus(), []);
  const save = async (event: Event) => {
    event.preventDefault();
    const { input, problem: missing } = inputOfDraft(draft);
    setProblem(missing);
    if (input === null) return;
    setSending(true);
    try {
      await store({ input, known, dataset, reason });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <main class="operation-editor" id="list" tabIndex={-1}>
      <form onSubmit={(event) => void save(event)}>
        <h1>{known === null ? "Record an operation" : `Edit ${known.name}`}</h1>
        <Facts draft={draft} onChange={set} />
        <Phases draft={draft} dataset={dataset} isNew={known === null} onChange={set} />
        {known !== null && <Reason value={reason} onInput={setReason} />}
        {problem !== null && (
          <p class="notice error" role="alert">
            {problem}
          </p>
        )}
        <Buttons sending={sending} />
      </form>
    </main>
  );
}

function Reason({ value, onInput }: { readonly value: string; readonly onInput: (value: string) => void }) {
  return (
    <label class="field">
      <span class="field-title">Why it is changed (kept for good)</span>
      <input
        type="text"
        required
        maxLength={400}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function Buttons({ sending }: { readonly sending: boolean }) {
  return (
    <div class="editor-buttons">
      <button type="submit" class="button primary" disabled={sending}>
        {sending ? "Saving…" : "Save the operation"}
      </button>
      <button type="button" class="button" onClick={() => change({ step: null })}>
        Cancel
      </button>
    </div>
  );
}

type Stored = Props & { readonly input: OperationInput; readonly reason: string };

/** Save it and open its design. */
async function store({ input, known, dataset, reason }: Stored): Promise<void> {
  const synthetic = dataset.synthetic ? { dataset: dataset.id } : {};
  const { id } =
    known === null
      ? await createOperation({ ...input, ...synthetic })
      : await editOperation(known.id, { ...input, version: known.version, reason });
  operations.reload();
  operation.reload();
  change({ subject: { kind: "operation", id }, step: "design", evaluation: null, view: null });
}

type PhasesProps = {
  readonly draft: OperationDraft;
  readonly dataset: DatasetInfo;
  readonly isNew: boolean;
  readonly onChange: Change;
};

/** Its phases; the map of one of them at a time is open. */
function Phases({ draft, dataset, isNew, onChange }: PhasesProps) {
  const { phases } = draft;
  const [open, setOpen] = useState(isNew ? 0 : -1);
  const add = () => {
    const key = 1 + Math.max(...phases.map((phase) => phase.key));
    onChange({ phases: [...phases, newPhase(key)] });
    setOpen(key);
  };
  return (
    <>
      {phases.map((phase, at) => (
        <PhaseFields
          key={phase.key}
          phase={phase}
          dataset={dataset}
          isOpen={open === phase.key}
          onOpen={(isOpen) => setOpen(isOpen ? phase.key : -1)}
          onPhase={(patch) =>
            onChange((held) => ({ phases: held.phases.map((one, i) => (i === at ? { ...one, ...patch } : one)) }))
          }
          onRemove={phases.length === 1 ? null : () => onChange({ phases: phases.filter((_, i) => i !== at) })}
        />
      ))}
      <button type="button" class="button" onClick={add}>
        Add a phase
      </button>
    </>
  );
}

const VISIBILITIES = [
  { value: "covert", label: "Covert: analysts alone" },
  { value: "partner", label: "Partners under an agreement" },
  { value: "open", label: "Open" },
] as const;

type FactsProps = { readonly draft: OperationDraft; readonly onChange: (patch: Partial<OperationDraft>) => void };

function Facts({ draft, onChange }: FactsProps) {
  return (
    <div class="editor-facts">
      <label class="field">
        <span class="field-title">Name</span>
        <input
          id="operation-name"
          type="text"
          maxLength={120}
          value={draft.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-title">Led by (a role, not a person)</span>
        <input
          type="text"
          maxLength={400}
          placeholder="Inspector, neighbourhood team"
          value={draft.lead}
          onInput={(event) => onChange({ lead: event.currentTarget.value })}
        />
      </label>
      <VisibilityField draft={draft} onChange={onChange} />
      <label class="field editor-summary">
        <span class="field-title">What was done, in a sentence (of places, not of people)</span>
        <textarea
          rows={2}
          maxLength={4_000}
          value={draft.summary}
          onInput={(event) => onChange({ summary: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function VisibilityField({ draft, onChange }: FactsProps) {
  return (
    <label class="field">
      <span class="field-title">Who may know of it</span>
      <select
        value={draft.visibility}
        onChange={({ currentTarget: { value } }) =>
          onChange({ visibility: VISIBILITIES.find((known) => known.value === value)?.value ?? "covert" })
        }
      >
        {VISIBILITIES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
