import { computed, effect, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { FIRST_WORKSPACE, workspace, workspaceNames } from "../route.ts";
import { FailedPage } from "../ui/failed-page.tsx";
import { WORKSPACES, type Workspace } from "./workspaces.ts";

const loaded = signal<ReadonlyMap<string, ComponentType>>(new Map());
const failed = signal<string | null>(null);

/** The entry that the address names; a name that does not exist opens the first one. */
export const openEntry = computed<Workspace | undefined>(
  () =>
    WORKSPACES.find((entry) => entry.name === workspace.value) ??
    WORKSPACES.find((entry) => entry.name === FIRST_WORKSPACE),
);

/** The workspace on screen, under the header. */
export function OpenWorkspace() {
  const wanted = openEntry.value;
  const Page = wanted === undefined ? undefined : loaded.value.get(wanted.name);
  useEffect(() => {
    if (wanted !== undefined) document.title = `Hexbeat – ${wanted.label}`;
  }, [wanted]);
  if (wanted === undefined) return null;
  return (
    <div class={`workspace workspace-${wanted.name}`}>
      {Page !== undefined ? <Page /> : <Waiting wanted={wanted} />}
    </div>
  );
}

function Waiting({ wanted }: { readonly wanted: Workspace }) {
  if (failed.value !== wanted.name) return null;
  return (
    <FailedPage
      title={`${wanted.label} could not be loaded`}
      words="Hexbeat's server does not answer. Check that it is running, then try again."
      again={() => void load(wanted)}
    />
  );
}

/** Load what the address names, from now on. Called before anything is drawn: the first map waits for it. @returns stop */
export function loadWorkspaces(): () => void {
  workspaceNames.value = WORKSPACES.map(({ name }) => name);
  return effect(() => {
    if (openEntry.value !== undefined) void load(openEntry.value);
  });
}

/** Load the code of a workspace once. */
async function load(wanted: Workspace): Promise<void> {
  if (loaded.peek().has(wanted.name)) return;
  failed.value = null;
  try {
    const page = await wanted.load();
    loaded.value = new Map(loaded.peek()).set(wanted.name, page);
  } catch {
    failed.value = wanted.name;
  }
}
