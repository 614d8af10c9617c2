import type { ComponentType } from "preact";

/** One entry of the header: a page of its own, loaded when it is first opened. */
export type Workspace = {
  /** As in the address, `#/name`. */
  readonly name: string;
  readonly label: string;
  readonly load: () => Promise<ComponentType>;
  /** Reached from a place, not from the header. */
  readonly unlisted?: true;
};

/** The workspaces that exist, in the order of the header. A new one is a new line here. */
export const WORKSPACES: readonly Workspace[] = [
  { name: "analyse", label: "Analyse", load: async () => (await import("./analyse/analyse.tsx")).Analyse },
  { name: "evaluate", label: "Evaluate", load: async () => (await import("./evaluate/evaluate.tsx")).Evaluate },
  { name: "patrol", label: "Patrol", load: async () => (await import("./patrol/patrol.tsx")).Patrol },
  { name: "present", label: "Meeting", load: async () => (await import("./present/present.tsx")).Present },
  { name: "zones", label: "Zones", load: async () => (await import("./zones/zones.tsx")).Zones },
  {
    name: "profile",
    label: "Profile",
    unlisted: true,
    load: async () => (await import("./profile/profile.tsx")).Profile,
  },
];
