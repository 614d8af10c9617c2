import { useEffect, useState } from "preact/hooks";
import type { DatasetInfo } from "../../../../../server/api/types.ts";
import { createEvent, editEvent } from "../../../api-registers.ts";
import { useSending } from "../../use-sending.ts";
import { bindFields, idOf, LinesField, OtherProblem, SelectField, TextField } from "../../zones/fields.tsx";
import { events, operations } from "../answers.ts";
import { FormButtons, missingReason, ReasonField } from "../form-parts.tsx";
import { registerProblem } from "../register-words.ts";
import { EventAreas } from "./event-areas.tsx";
import {
  type DatedEvent,
  draftOfEvent,
  EMPTY_EVENT,
  EVENT_KINDS,
  type EventDraft,
  inputOfEvent,
  kindOf,
} from "./event-draft.ts";

type Props = {
  readonly dataset: DatasetInfo;
  /** null = a new one. */
  readonly known: DatedEvent | null;
  readonly onEnd: () => void;
};
const FIELDS = ["kind", "name", "from", "to", "note", "operation", "areas", "reason"];

/** Write a dated event, or correct one: what, when, where; its earlier states are kept. */
export function EventForm({ dataset, known, onEnd }: Props) {
  const [draft, setDraft] = useState<EventDraft>(known === null ? EMPTY_EVENT : draftOfEvent(known));
  const [reason, setReason] = useState("");
  const { problem, sending, refuse, send } = useSending(registerProblem);
  useEffect(() => document.getElementById(idOf("name"))?.focus(), []);
  const save = (event: Event) => {
    event.preventDefault();
    const { input, problem: missing } = inputOfEvent(draft);
    const lacking = missing ?? missingReason(known === null, reason);
    if (input === null || lacking !== null) refuse(lacking);
    else
      void send(async () => {
        await store({ input, operation: draft.operation, known, dataset, reason });
        onEnd();
      });
  };
  const title = known === null ? "New event" : `Edit ${known.name}`;
  return (
    <form class="register-form" onSubmit={save} noValidate aria-label={title}>
      <Fields draft={draft} problem={problem} onDraft={(patch) => setDraft((held) => ({ ...held, ...patch }))} />
      {known !== null && (
        <ReasonField title="Why it is changed (kept for good)" value={reason} onInput={setReason} problem={problem} />
      )}
      <OtherProblem problem={problem} fields={FIELDS} />
      <FormButtons save="Save the event" sending={sending} onCancel={onEnd} />
    </form>
  );
}

type Stored = Omit<Props, "onEnd"> & {
  readonly input: NonNullable<ReturnType<typeof inputOfEvent>["input"]>;
  /** Number of the operation it belongs to; blank = none. */
  readonly operation: string;
  readonly reason: string;
};

async function store({ input, operation, known, dataset, reason }: Stored): Promise<void> {
  const tied = operation === "" ? null : Number(operation);
  try {
    if (known !== null)
      await editEvent(known.id, { ...input, operation: tied, version: known.version, reason: reason.trim() });
    else await createEvent({ ...input, ...(tied === null ? {} : { operation: tied }), ...homeOf(dataset) });
  } finally {
    // Also where somebody else was faster: the list shows what stands now, and the form what was typed.
    events.reload();
  }
}

type FieldsProps = {
  readonly draft: EventDraft;
  readonly problem: ReturnType<typeof useSending>["problem"];
  readonly onDraft: (patch: Partial<EventDraft>) => void;
};

function Fields({ draft, problem, onDraft }: FieldsProps) {
  const { kind, name, from, last, note, operation, areas } = draft;
  const field = bindFields<"kind" | "name" | "from" | "to" | "note" | "operation">({
    values: { kind, name, from, to: last, note, operation },
    problem,
    onField: (part, value) =>
      onDraft(part === "to" ? { last: value } : part === "kind" ? { kind: kindOf(value) } : { [part]: value }),
  });
  const list = operations.current.value.value?.operations ?? [];
  return (
    <div class="editor-facts">
      <TextField {...field("name", "What it was")} most={200} />
      <SelectField {...field("kind", "Kind")} options={EVENT_KINDS} />
      <TextField {...field("from", "First day")} type="date" />
      <TextField {...field("to", "Last day (blank: one day)")} type="date" />
      <SelectField
        {...field("operation", "Part of an operation")}
        options={[{ value: "", label: "no" }, ...list.map(({ id, name }) => ({ value: String(id), label: name }))]}
      />
      <EventAreas areas={areas} problem={problem} onAreas={(next) => onDraft({ areas: next })} />
      <LinesField {...field("note", "Note")} most={1_000} />
    </div>
  );
}

function homeOf({ id, synthetic }: DatasetInfo): { dataset?: string } {
  return synthetic ? { dataset: id } : {};
}
