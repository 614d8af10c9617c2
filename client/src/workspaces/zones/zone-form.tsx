import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ShapeInputBody, ZoneBody } from "../../../../server/api/types.ts";
import { editZone, makeZone, supersedeZone, varyZone } from "../../api-zones.ts";
import { useSending } from "../use-sending.ts";
import { change, type Home } from "./answers.ts";
import { changedWords, type Draft, draftOf, EMPTY_DRAFT, newZoneOf } from "./draft.ts";
import { MomentField, OtherProblem, type Problem, TextField } from "./fields.tsx";
import { ConditionFields, OrderFields, PaperFields, WhoFields } from "./form-parts.tsx";
import { showChanged, zoneProblem } from "./sending.ts";
import { ZoneShape } from "./zone-shape.tsx";

export type FormTask = "make" | "edit" | "vary" | "supersede";
type Props = { readonly dataset: Home; readonly zone: ZoneBody | null; readonly task: FormTask };

const TITLES: Readonly<Record<FormTask, string>> = {
  make: "New zone",
  edit: "Correct",
  vary: "Vary",
  supersede: "Supersede by a new order",
};
const SAVE: Readonly<Record<FormTask, string>> = {
  make: "Make the zone",
  edit: "Save the correction",
  vary: "Vary the zone",
  supersede: "Make the new order",
};
/** What is on screen while a zone is written: premises and grounds are not for everybody; null = no form is open. */
export const writing = signal<Pick<ZoneBody, "kind" | "grounds"> | null>(null);

/** Everything that a field on this form says itself when it is refused. */
const FIELDS = ["shape", "from", "reason", ...Object.keys(EMPTY_DRAFT)];

/** Write a zone, or a change to one: its words beside the map that it is drawn on. */
export function ZoneForm({ dataset, zone, task }: Props) {
  const [begun] = useState(() => firstDraft(zone, task));
  const [draft, setDraft] = useState<Draft>(begun);
  const [shape, setShape] = useState<ShapeInputBody | null>(null);
  const [from, setFrom] = useState("");
  const [reason, setReason] = useState("");
  const { problem, sending, refuse, send } = useSending(zoneProblem);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const grounds = draft.grounds.trim() === "" ? null : draft.grounds;
  useEffect(() => {
    writing.value = { kind: draft.kind, grounds };
    return () => {
      writing.value = null;
    };
  }, [draft.kind, grounds]);
  const written = { dataset, zone, task, begun, draft, shape, from, reason };
  const submit = (event: Event) => {
    event.preventDefault();
    const missing = missingOf(written);
    if (missing !== null) refuse(missing);
    else void send(async () => showChanged(await store(written)));
  };
  const parts = { draft, problem, onDraft: (patch: Partial<Draft>) => setDraft({ ...draft, ...patch }) };
  return (
    <form class="zone-form" aria-labelledby="zone-form-title" onSubmit={submit} noValidate>
      <div class="zone-form-words">
        <h1 id="zone-form-title" ref={heading} tabIndex={-1}>
          {TITLES[task]}
          {zone !== null && `: ${zone.title}`}
        </h1>
        {task !== "vary" && <OrderFields {...parts} kindIsFixed={task === "edit"} />}
        {task === "vary" && (
          <MomentField
            name="from"
            title="From when"
            value={from}
            onInput={setFrom}
            problem={problem}
            hint="Until then it stays as it was, on the map, too."
          />
        )}
        <WhoFields {...parts} />
        <ConditionFields {...parts} />
        <PaperFields {...parts} />
        {task !== "make" && (
          <TextField name="reason" title="Why (kept for good)" value={reason} onInput={setReason} problem={problem} />
        )}
        <OtherProblem problem={problem} fields={FIELDS} />
      </div>
      <ZoneShape dataset={dataset} kind={draft.kind} zone={zone} problem={problem} onShape={setShape} />
      <div class="zone-form-send">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? "Saving…" : SAVE[task]}
        </button>
        <button type="button" class="button" onClick={() => change({ task: null })}>
          Cancel
        </button>
        <span class="hint">
          {dataset.synthetic
            ? "A made-up zone of the demo data."
            : "Held to the rules in force: a refusal names the rule."}
        </span>
      </div>
    </form>
  );
}

/** A successor has the words of the order it follows, and times of its own. */
function firstDraft(zone: ZoneBody | null, task: FormTask): Draft {
  if (zone === null) return EMPTY_DRAFT;
  return task === "supersede" ? { ...draftOf(zone), effectiveFrom: "", effectiveTo: "" } : draftOf(zone);
}

type Written = Props & {
  readonly begun: Draft;
  readonly draft: Draft;
  readonly shape: ShapeInputBody | null;
  readonly from: string;
  readonly reason: string;
};

/** What the service could not even be asked without. */
function missingOf({ task, draft, shape, from, reason }: Written): Problem | null {
  if (task !== "vary") {
    if (draft.title.trim() === "") return { field: "title", message: "Say what it is called." };
    if (draft.authority.trim() === "") return { field: "authority", message: "Say whose order it is." };
    if (draft.effectiveFrom === "") return { field: "effectiveFrom", message: "Say from when it holds." };
  }
  if (task === "vary" && from === "") return { field: "from", message: "Say from when it is varied." };
  if (task !== "make" && reason.trim() === "") return { field: "reason", message: "Say why: it is kept for good." };
  if (task === "make" && shape === null)
    return { field: "shape", message: "There is no area yet: draw, pick or type it." };
  return null;
}

function store({ dataset, zone, task, begun, draft, shape, from, reason }: Written): Promise<ZoneBody> {
  if (zone === null || task === "make") return makeZone({ ...newZoneOf(draft, shape ?? {}), ...homeOf(dataset) });
  const { id, version } = zone;
  const given = shape === null ? {} : { shape };
  if (task === "edit") return editZone(id, { version, reason, ...changedWords(begun, draft, true), ...given });
  if (task === "vary") return varyZone(id, { version, reason, from, ...changedWords(begun, draft, false), ...given });
  return supersedeZone(id, { version, reason, zone: newZoneOf(draft, shape ?? shapeAsBefore(zone)) });
}

/** The area of the zone that a new one follows, or its premises. */
function shapeAsBefore({ id, shape: { premises } }: ZoneBody): ShapeInputBody {
  return premises === undefined ? { zone: id } : { premises };
}

function homeOf({ id }: Home) {
  return id === null ? {} : { dataset: id };
}
