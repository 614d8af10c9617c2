import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../../api.ts";
import { messageOf } from "../../error-message.ts";
import { focusProblem, type Problem } from "../zones/fields.tsx";
import { refusalWords } from "./register-words.ts";

/** Send a form once; what is refused comes back as the field and the words, and the form keeps what was typed. */
export function useSending() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  // Once the field says it.
  useEffect(() => {
    if (problem !== null) focusProblem(problem);
  }, [problem]);
  const send = async (sendIt: () => Promise<void>) => {
    setProblem(null);
    setSending(true);
    try {
      await sendIt();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };
  return { problem, sending, refuse: setProblem, send };
}

/** Fields are named as in the contract; where one row of several is sent, by its own name alone. */
function problemOf(error: unknown): Problem {
  const field = error instanceof ApiError ? error.field : null;
  return { field: field?.replace(/^outcomes\[0\]\.?/, "") || null, message: refusalWords(messageOf(error)) };
}
