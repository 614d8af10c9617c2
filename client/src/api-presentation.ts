import type { PresentationBody, PresentationNotesBody } from "../../server/api/types.ts";
import { getJson } from "./api.ts";

/** Six frames for the wall. */
export function fetchPresentation(
  { operation, evaluation }: { readonly operation: number; readonly evaluation: number },
  signal?: AbortSignal,
): Promise<PresentationBody> {
  return getJson(`/operations/${operation}/evaluations/${evaluation}/presentation`, {}, signal);
}

/** What the presenter reads beside them: asked for by the presenter's own window alone. */
export function fetchPresentationNotes(
  { operation, evaluation }: { readonly operation: number; readonly evaluation: number },
  signal?: AbortSignal,
): Promise<PresentationNotesBody> {
  return getJson(`/operations/${operation}/evaluations/${evaluation}/presentation/notes`, {}, signal);
}
