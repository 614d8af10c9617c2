import { signal } from "@preact/signals";

export type Marking = "OFFICIAL" | "OFFICIAL-SENSITIVE";

/** Marking of what is on screen, said by the workspace that shows it and drawn in the header. */
export const marking = signal<Marking>("OFFICIAL");
