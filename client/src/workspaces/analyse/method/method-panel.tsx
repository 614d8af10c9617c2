import { part, update } from "../../../state.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { MethodCard } from "./method-card.tsx";

const panel = part("panel");

/** The method card over the page, by its own link. */
export function MethodPanel() {
  if (panel.value !== "method") return null;
  return (
    <Dialog name="method" title="How this was made, and what it cannot say" onClose={() => update({ panel: null })}>
      {() => <MethodCard />}
    </Dialog>
  );
}
