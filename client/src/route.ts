import { signal } from "@preact/signals";

/** The workspace that an address opens where it names none. */
export const FIRST_WORKSPACE = "analyse";

/** The workspaces that exist: only to them may a page link. */
export const workspaceNames = signal<readonly string[]>([]);

/** The workspace on screen, as the address names it. */
export const workspace = signal(FIRST_WORKSPACE);

/** Where each workspace was left, so that its link leads back to what was on screen. */
export const lastAddress = signal<ReadonlyMap<string, string>>(new Map());

/** `#/patrol?date=2026-11-21` → "patrol"; no name → the first workspace. */
export function workspaceOf(hash: string): string {
  return /^#\/([a-z]+)/.exec(hash)?.[1] ?? FIRST_WORKSPACE;
}

/** Follow the address from now on; each workspace reads and writes what stands behind its own name. @returns stop */
export function followRoute(): () => void {
  workspace.value = workspaceOf(location.hash);
  const follow = (event: HashChangeEvent) => {
    const left = new URL(event.oldURL).hash;
    lastAddress.value = new Map(lastAddress.peek()).set(workspaceOf(left), left);
    workspace.value = workspaceOf(location.hash);
  };
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}
