import type { RejectReason } from "./reading.ts";

/** Why one row, or one value of it, cannot be taken. `reason` is counted, `detail` is read by a person. */
export type Refusal = { readonly reason: RejectReason; readonly detail: string };

export function refusal(reason: RejectReason, detail: string): Refusal {
  return { reason, detail };
}

/** Tell a refusal from a value: no value of the readers has a property `reason`. */
export function isRefusal(value: object): value is Refusal {
  return "reason" in value;
}

/** A value for a message: quoted, and cut where it is long. */
export function quoted(text: string): string {
  return text.length > 60 ? `"${text.slice(0, 57)}…"` : `"${text}"`;
}
