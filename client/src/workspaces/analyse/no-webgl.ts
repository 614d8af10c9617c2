import { signal } from "@preact/signals";

/** This browser cannot draw the map: the table stands for it. */
export const noWebGl = signal(false);
