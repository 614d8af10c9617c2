import { useEffect, useState } from "preact/hooks";
import { focusProblem, type Problem } from "./zones/fields.tsx";

/**
 * Send a form once; what is refused comes back as the field and the words, and the form keeps what was typed.
 * @param problemOf what the service's refusal is to this form
 */
export function useSending(problemOf: (error: unknown) => Problem) {
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
