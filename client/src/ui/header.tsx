import { publishing } from "../imports/publishing.ts";
import { marking } from "../marking.ts";
import { lastAddress } from "../route.ts";
import { hash, update } from "../state.ts";
import { openEntry } from "../workspaces/open-workspace.tsx";
import { WORKSPACES } from "../workspaces/workspaces.ts";

/** Brand, the workspaces that exist, and the marking of what is on screen. */
export function Header() {
  return (
    <header class="header">
      <a class="skip" href={hash.value} onClick={focusList}>
        Skip the map, go to the table
      </a>
      <span class="brand">Hexbeat</span>
      <nav aria-label="Workspaces">
        {WORKSPACES.filter(({ unlisted }) => unlisted !== true).map(({ name, label }) => (
          <a key={name} href={addressOf(name)} aria-current={openEntry.value?.name === name ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div class="header-end">
        <span role="status" class="publishing">
          {publishing.value ? "Publishing: the map is as before" : ""}
        </span>
        <button type="button" class="button" onClick={() => update({ panel: "import" })}>
          Import data
        </button>
        <strong class="marking">{marking.value}</strong>
      </div>
    </header>
  );
}

/** Where a workspace was left; Analyse writes its whole state, so its address is always known. */
function addressOf(name: string): string {
  return name === "analyse" ? hash.value : (lastAddress.value.get(name) ?? `#/${name}`);
}

function focusList(event: Event): void {
  event.preventDefault();
  const target = document.getElementById("list") ?? document.querySelector("main");
  if (target === null) return;
  // Other workspaces have no list of this name: what they show is where the reading goes on.
  target.tabIndex = -1;
  target.focus();
}
