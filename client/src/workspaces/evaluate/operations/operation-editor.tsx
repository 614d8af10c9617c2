import { useEffect, useState } from "preact/hooks";
import type { DatasetInfo, OperationBody } from "../../../../../server/api/types.ts";
import { createOperation, editOperation, fetchOperation } from "../../../api-evaluation.ts";
import { useSending } from "../../use-sending.ts";
import { idOf, OtherProblem, type Problem } from "../../zones/fields.tsx";
import { change, currentOperation, operation, operations, step } from "../answers.ts";
import { FormButtons, missingReason, ReasonField } from "../form-parts.tsx";
import { registerProblem } from "../register-words.ts";
import { draftOf, inputOfDraft, newDraft, newPhase, type OperationDraft, type WrittenOperation } from "./draft.ts";
import { FACT_FIELDS, OperationFacts } from "./operation-facts.tsx";
import { OperationHistory } from "./operation-history.tsx";
import { PhaseFields } from "./phase-fields.tsx";

/** Record an operation or correct one: what it was, its phases with dates and places. */
export function OperationEditor({ dataset }: { readonly dataset: DatasetInfo }) {
  const isNew = step.value !== "edit";
  const shown = currentOperation.value;
  // What is being written stays, also while the list behind it is read again.
  const [begun, setBegun] = useState<OperationBody | null>(null);
  useEffect(() => {
    if (!isNew && begun === null) setBegun(shown);
  }, [isNew, begun, shown]);
  if (isNew) return <Editor key="new" known={null} dataset={dataset} onNewer={setBegun} />;
  if (begun === null) return <p class="evaluate-message">Loading the operation…</p>;
  return <Editor key={`${begun.id} ${begun.version}`} known={begun} dataset={dataset} onNewer={setBegun} />;
}

type Change = (patch: Partial<OperationDraft> | ((held: OperationDraft) => Partial<OperationDraft>)) => void;
type Props = { readonly known: OperationBody | null; readonly dataset: DatasetInfo };

/** @param onNewer given the operation as it is now, when somebody else has changed it meanwhile */
function Editor({ known, dataset, onNewer }: Props & { readonly onNewer: (newer: OperationBody) => void }) {
  const [draft, setDraft] = useState<OperationDraft>(() => (known === null ? newDraft() : draftOf(known)));
  const [reason, setReason] = useState("");
  const { problem, sending, refuse, send } = useSending(registerProblem);
  // Keys come faster than the page is drawn: each builds on what is held, not on what was drawn last.
  const set: Change = (patch) =>
    setDraft((held) => ({ ...held, ...(typeof patch === "function" ? patch(held) : patch) }));
  useEffect(() => document.getElementById(idOf("name"))?.focus(), []);
  const save = (event: Event) => {
    event.preventDefault();
    const { input, problem: missing } = inputOfDraft(draft);
    const lacking = missing ?? missingReason(known === null, reason);
    if (input === null || lacking !== null) refuse(lacking);
    else void send(() => store({ input, known, dataset, reason }));
  };
  return (
    <main class="operation-editor" id="list" tabIndex={-1}>
      <form onSubmit={save} noValidate>
        <h1>{known === null ? "Record an operation" : `Edit ${known.name}`}</h1>
        <OperationFacts draft={draft} problem={problem} onChange={set} />
        <Phases draft={draft} dataset={dataset} problem={problem} isNew={known === null} onChange={set} />
        {known !== null && <ReasonField title={WHY} value={reason} onInput={setReason} problem={problem} />}
        <OtherProblem problem={problem} fields={fieldsOf(draft)}>
          {known !== null && problem?.field === "version" && (
            <ReadAgain onRead={() => void send(async () => onNewer(await fetchOperation(known.id)))} />
          )}
        </OtherProblem>
        <FormButtons save="Save the operation" sending={sending} onCancel={() => change({ step: null })} />
      </form>
      {known !== null && <OperationHistory />}
    </main>
  );
}

const WHY = "Why it is changed (kept for good)";

/** Fields that say it themselves when they are refused. */
function fieldsOf({ phases }: OperationDraft): readonly string[] {
  const parts = ["name", "from", "to", "shape"];
  return [...FACT_FIELDS, "reason", ...phases.flatMap((_, at) => parts.map((part) => `phases[${at}].${part}`))];
}

/** Two people changed it at once: the first change stands. */
function ReadAgain({ onRead }: { readonly onRead: () => void }) {
  return (
    <button type="button" class="button" onClick={onRead}>
      Read it again: what is typed here is lost
    </button>
  );
}

type Stored = Props & { readonly input: WrittenOperation; readonly reason: string };

/** Save it and open its design. */
async function store({ input, known, dataset, reason }: Stored): Promise<void> {
  const synthetic = dataset.synthetic ? { dataset: dataset.id } : {};
  const { phases, ...words } = input;
  const shaped = phases.map(({ keep: _kept, shape, ...phase }) => ({ ...phase, shape: shape ?? {} }));
  const { id } =
    known === null
      ? await createOperation({ ...words, phases: shaped, ...synthetic })
      : await editOperation(known.id, { ...input, version: known.version, reason: reason.trim() });
  operations.reload();
  operation.reload();
  change({ subject: { kind: "operation", id }, step: "design", evaluation: null, view: null });
}

type PhasesProps = {
  readonly draft: OperationDraft;
  readonly dataset: DatasetInfo;
  readonly problem: Problem | null;
  readonly isNew: boolean;
  readonly onChange: Change;
};

/** Its phases; the map of one of them at a time is open. */
function Phases({ draft, dataset, problem, isNew, onChange }: PhasesProps) {
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
          {...{ phase, at, dataset, problem }}
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
