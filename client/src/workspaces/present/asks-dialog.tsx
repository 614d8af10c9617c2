import { useEffect, useRef, useState } from "preact/hooks";
import type { PresentationBody } from "../../../../server/api/types.ts";
import { type Ask, MOST_ASKS, trimAsk } from "./address.ts";
import { change, presentQuery } from "./answers.ts";
import { asComposed } from "./frame.tsx";

type Props = { readonly presentation: PresentationBody; readonly onClose: () => void };

/** The presenter words the decisions, and writes down who and by when; kept in the address alone. */
export function AsksDialog({ presentation, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const composed = composedOf(presentation);
  const [asks, setAsks] = useState<readonly Ask[]>(presentQuery.peek().asks ?? composed);
  useEffect(() => dialog.current?.showModal(), []);
  const set = (at: number, patch: Partial<Ask>) =>
    setAsks(asks.map((ask, row) => (row === at ? { ...ask, ...patch } : ask)));
  const save = () => {
    const kept = asks.map(trimAsk).filter(({ text }) => text !== "");
    change({ asks: kept.length === 0 || same(kept, composed) ? null : kept });
    onClose();
  };
  return (
    <dialog class="asks-dialog" ref={dialog} aria-labelledby="asks-title" onClose={onClose}>
      <h2 id="asks-title">What we ask for</h2>
      {asks.map((ask, at) => (
        <fieldset key={at}>
          <legend class="visually-hidden">Decision {at + 1}</legend>
          <Field label={`Decision ${at + 1}`} value={ask.text} most={120} onInput={(text) => set(at, { text })} />
          <Field label="Who" value={ask.owner} most={60} onInput={(owner) => set(at, { owner })} />
          <Field label="By when" value={ask.by} most={30} onInput={(by) => set(at, { by })} />
        </fieldset>
      ))}
      <div class="dialog-buttons">
        {asks.length < MOST_ASKS && (
          <button type="button" onClick={() => setAsks([...asks, { text: "", owner: "", by: "" }])}>
            One more
          </button>
        )}
        <button type="button" onClick={() => setAsks(composed)}>
          As composed
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={save}>
          Show these
        </button>
      </div>
    </dialog>
  );
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onInput: (value: string) => void;
};

function Field({ label, value, most, onInput }: FieldProps) {
  return (
    <label>
      <span>{label}</span>
      <input type="text" value={value} maxLength={most} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    </label>
  );
}

function composedOf({ frames }: PresentationBody): Ask[] {
  return frames.flatMap(({ picture }) => (picture.kind === "asks" ? asComposed(picture.asks) : []));
}

function same(a: readonly Ask[], b: readonly Ask[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
