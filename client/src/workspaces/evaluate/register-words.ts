import { ApiError } from "../../api.ts";
import { messageOf } from "../../error-message.ts";
import type { Problem } from "../zones/fields.tsx";

const PARTS: Readonly<Record<string, string>> = {
  name: "The name",
  from: "The first day",
  to: "The end",
  shape: "The place",
  reason: "The reason",
  areas: "The areas",
};

/** A refusal with its field as the form names it: "phases[0].shape is not a valid polygon" → "The place of phase 1 is …". */
export function refusalWords(message: string): string {
  const words = message
    .replace(/^phases\[(\d+)\]\.(name|from|to|shape)\b/, (_, at: string, part: string) => {
      return `${PARTS[part] ?? part} of phase ${Number(at) + 1}`;
    })
    .replace(/^outcomes\[0\](?:\.\w+)?/, "This row")
    .replace(/^(?:name|from|to|reason|areas)\b/, (part) => PARTS[part] ?? part);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same with its field: named as in the contract, and where one row of several is sent, by its own name alone. */
export function registerProblem(error: unknown): Problem {
  const field = error instanceof ApiError ? error.field : null;
  return { field: field?.replace(/^outcomes\[0\]\.?/, "") || null, message: refusalWords(messageOf(error)) };
}
