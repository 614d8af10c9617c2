import type { EventListBody, NewEventBody } from "../../../../../server/api/types.ts";
import { dayBefore } from "../../../months.ts";
import { dayAfter } from "../../../targets/review-day.ts";
import type { Problem } from "../../zones/fields.tsx";

export type DatedEvent = EventListBody["events"][number];

export const EVENT_KINDS = [
  { value: "campaign", label: "Campaign: publicity raises calls" },
  { value: "training", label: "Training: officers record otherwise" },
  { value: "media", label: "Media: reports in press or broadcast" },
  { value: "festival", label: "Festival or other large event" },
] as const satisfies readonly { readonly value: DatedEvent["kind"]; readonly label: string }[];

/** An event as it is being written; `last` is its last day, blank = one day. */
export type EventDraft = {
  readonly kind: DatedEvent["kind"];
  readonly name: string;
  readonly from: string;
  readonly last: string;
  readonly note: string;
  /** Number of the operation it belongs to; blank = none. */
  readonly operation: string;
  /** Codes; empty = everywhere. */
  readonly areas: readonly string[];
};

export const EMPTY_EVENT: EventDraft = {
  ...{ kind: "campaign", name: "", from: "", last: "", note: "", operation: "", areas: [] },
};

export function draftOfEvent({ kind, name, from, to, note, operation, areas }: DatedEvent): EventDraft {
  const last = dayBefore(to);
  return {
    ...{ kind, name, from, last: last === from ? "" : last, note: note ?? "" },
    ...{ operation: operation === null ? "" : String(operation), areas },
  };
}

export function kindOf(text: string): DatedEvent["kind"] {
  return EVENT_KINDS.find(({ value }) => value === text)?.value ?? "campaign";
}

/** @returns what is sent of it, or the field that still lacks something, in words */
export function inputOfEvent(
  draft: EventDraft,
):
  | { input: Omit<NewEventBody, "dataset" | "operation"> & { to: string }; problem: null }
  | { input: null; problem: Problem } {
  const wrong = (field: string, message: string) => ({ input: null, problem: { field, message } });
  const { kind, from } = draft;
  const [name, note] = [draft.name.trim(), draft.note.trim()];
  if (name === "") return wrong("name", "Say what it was.");
  if (from === "") return wrong("from", "Say on which day it began.");
  const last = draft.last === "" ? from : draft.last;
  if (last < from) return wrong("to", "It is reversed: it ends before it begins.");
  return {
    problem: null,
    input: { kind, name, from, to: dayAfter(last, 1), note: note === "" ? null : note, areas: [...draft.areas] },
  };
}
