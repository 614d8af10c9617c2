import { signal } from "@preact/signals";
import { type Adjustments, AS_SUGGESTED } from "./adjustments.ts";

/** What the form of the design says; kept while the tabs of one subject are changed. */
export const adjustments = signal<Adjustments>(AS_SUGGESTED);
