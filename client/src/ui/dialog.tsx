import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = {
  /** Its title's id is `name-title`. */
  readonly name: string;
  readonly title: string;
  /** Further classes, for its size. */
  readonly class?: string;
  /** It was closed, by its button or by Escape. */
  readonly onClose: () => void;
  /** What it holds; `close` closes it as its button does, so that the focus goes back to where it was. */
  readonly children: (close: () => void) => ComponentChildren;
};

/** A dialog over the page, with its title and the button that closes it. Nothing behind it can be reached until then. */
export function Dialog({ name, title, class: kind, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      class={kind === undefined ? "dialog" : `dialog ${kind}`}
      ref={dialog}
      aria-labelledby={`${name}-title`}
      onClose={onClose}
    >
      <div class="dialog-head">
        <h2 id={`${name}-title`}>{title}</h2>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
      <div class="dialog-body">{children(close)}</div>
    </dialog>
  );
}
