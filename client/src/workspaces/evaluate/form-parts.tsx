import { type Problem, TextField } from "../zones/fields.tsx";

type ReasonProps = {
  readonly title: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem: Problem | null;
};

/** What a change of a register never goes without. */
export function ReasonField(props: ReasonProps) {
  return <TextField name="reason" {...props} />;
}

/** Why a change without a reason is not sent; null where there is one. @param isNew what is new needs none */
export function missingReason(isNew: boolean, reason: string): Problem | null {
  if (isNew || reason.trim() !== "") return null;
  return { field: "reason", message: "Say why it is changed: it is kept for good." };
}

type ButtonsProps = { readonly save: string; readonly sending: boolean; readonly onCancel: () => void };

/** The end of a form. */
export function FormButtons({ save, sending, onCancel }: ButtonsProps) {
  return (
    <div class="editor-buttons">
      <button type="submit" class="button primary" disabled={sending}>
        {sending ? "Saving…" : save}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
