import { useEffect, useRef } from "preact/hooks";
import { part, update } from "../../../state.ts";
import { MethodCard } from "./method-card.tsx";

const panel = part("panel");

/** The method card over the page, by its own link. */
export function MethodPanel() {
  return panel.value === "method" ? <Opened /> : null;
}

function Opened() {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => update({ panel: null });
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="method-title" onClose={close}>
      <div class="dialog-head">
        <h2 id="method-title">How this was made, and what it cannot say</h2>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
      <div class="dialog-body">
        <MethodCard />
      </div>
    </dialog>
  );
}
