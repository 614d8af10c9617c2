import type { ZoneBody } from "../../../../server/api/types.ts";
import { ApiError } from "../../api.ts";
import { messageOf } from "../../error-message.ts";
import { change, changed, openZone } from "./answers.ts";
import type { Problem } from "./fields.tsx";
import { plainWords } from "./words.ts";

/** After a zone was made or changed: the list is asked for again, and the zone is open as it now is. */
export function showChanged({ id }: ZoneBody): void {
  changed.value++;
  change({ zone: id, task: null });
}

/** A refusal as a form of zones says it; a successor's fields are named as its own. */
export function zoneProblem(error: unknown): Problem {
  const message = messageOf(error);
  const field = error instanceof ApiError ? error.field : null;
  // Somebody else changed it: what is on screen is read again, what was typed stays.
  if (error instanceof ApiError && error.code === "conflict") openZone.reload();
  return { field: field?.replace(/^zone\./, "") ?? null, message: plainWords(message.replace(/^zone\./, "")) };
}
