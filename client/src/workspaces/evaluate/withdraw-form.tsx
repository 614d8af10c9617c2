import { useState } from "preact/hooks";
import { useSending } from "../use-sending.ts";
import { OtherProblem } from "../zones/fields.tsx";
import { FormButtons, ReasonField } from "./form-parts.tsx";
import { registerProblem } from "./register-words.ts";

type Props = {
  /** What is withdrawn, by name. */
  readonly what: string;
  /** What follows from it. */
  readonly follows: string;
  readonly onWithdraw: (reason: string) => Promise<void>;
  readonly onEnd: () => void;
};

/** Take something out of use that was entered by mistake, with the reason: it is kept, and counts no more. */
export function WithdrawForm({ what, follows, onWithdraw, onEnd }: Props) {
  const [reason, setReason] = useState("");
  const { problem, sending, refuse, send } = useSending(registerProblem);
  const submit = (event: Event) => {
    event.preventDefault();
    if (reason.trim() === "") refuse({ field: "reason", message: "Say why: it is kept for good." });
    else
      void send(async () => {
        await onWithdraw(reason.trim());
        onEnd();
      });
  };
  return (
    <form class="register-form" onSubmit={submit} noValidate aria-label={`Withdraw ${what}`}>
      <p>
        Withdraw <strong>{what}</strong>. {follows}
      </p>
      <ReasonField title="Why (kept for good)" value={reason} onInput={setReason} problem={problem} />
      <OtherProblem problem={problem} fields={["reason"]} />
      <FormButtons save="Withdraw it" sending={sending} onCancel={onEnd} />
    </form>
  );
}
