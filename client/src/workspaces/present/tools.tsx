import type { Command } from "./keys.ts";

export type Doing = (command: Command) => void;

const TOOLS = [
  ["fullscreen", "Full screen", "F"],
  ["tone", "Dark or light", "D"],
  ["notes", "Notes on the other screen", "N"],
  ["blank", "Blank screen", "B"],
] as const;

/** What the presenter may do besides going on; closed while it is not needed, so that the wall has few words. */
export function Tools({ doing, onEdit }: { readonly doing: Doing; readonly onEdit: () => void }) {
  return (
    <ul class="stage-tools">
      {TOOLS.map(([kind, label, key]) => (
        <li key={kind}>
          <button type="button" onClick={() => doing({ kind })}>
            {label} <kbd>{key}</kbd>
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={onEdit}>
          Edit the decisions
        </button>
      </li>
      <li>
        <button type="button" onClick={() => print()}>
          Print six pages
        </button>
      </li>
      <li>
        <button type="button" onClick={() => doing({ kind: "leave" })}>
          Leave <kbd>Esc</kbd>
        </button>
      </li>
    </ul>
  );
}
