import { publishing } from "../imports/publishing.ts";
import { hash, update } from "../state.ts";
import { markingOf } from "../vocabulary.ts";
import { category } from "../workspaces/analyse/choices.ts";

/** Brand, the workspaces that exist, and the marking of what is on screen. */
export function Header() {
  return (
    <header class="header">
      <a class="skip" href={hash.value} onClick={focusList}>
        Skip the map, go to the table
      </a>
      <span class="brand">Hexbeat</span>
      <nav aria-label="Workspaces">
        <a href={hash.value} aria-current="page">
          Analyse
        </a>
      </nav>
      <div class="header-end">
        <span role="status" class="publishing">
          {publishing.value ? "Publishing: the map is as before" : ""}
        </span>
        <button type="button" class="button" onClick={() => update({ panel: "import" })}>
          Import data
        </button>
        <strong class="marking">{markingOf(category.value)}</strong>
      </div>
    </header>
  );
}

function focusList(event: Event): void {
  event.preventDefault();
  document.getElementById("list")?.focus();
}
