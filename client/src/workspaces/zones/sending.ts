import { useEffect, useState } from "preact/hooks";
import type { ZoneBody } from "../../../../server/api/types.ts";
import { ApiError } from "../../api.ts";
import { messageOf } from "../../error-message.ts";
import { change, changed, openZone } from "./answers.ts";
import { focusProblem, type Problem } from "./fields.tsx";
import { plainWords } from "./words.ts";

/** Send a form once; what is refused comes back as the field and the words, and the form keeps what was typed. */
export function useSending() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  // Once the field says it.
  useEffect(() => {
    if (problem !== null) focusProblem(problem);
  }, [problem]);
  const send = async (sendIt: () => Promise<ZoneBody>) => {
    setProblem(null);
    setSending(true);
    try {
      const zone = await sendIt();
      changed.value++;
      change({ zone: zone.id, task: null });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };
  return { problem, sending, refuse: setProblem, send };
}

/** A successor's fields are named as its own. */
function problemOf(error: unknown): Problem {
  const message = messageOf(error);
  const field = error instanceof ApiError ? error.field : null;
  // Somebody else changed it: what is on screen is read again, what was typed stays.
  if (error instanceof ApiError && error.code === "conflict") openZone.reload();
  return { field: field?.replace(/^zone\./, "") ?? null, message: plainWords(message.replace(/^zone\./, "")) };
}
