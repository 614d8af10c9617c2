import { signal } from "@preact/signals";
import type { NominationBody } from "../../../server/api/types.ts";

/** What the list was asked with when its row was clicked: the server reads the evidence anew with just this. */
export type NominationQuery = Pick<
  NominationBody,
  "dataset" | "version" | "category" | "from" | "to" | "set" | "universe" | "res" | "ring" | "cap"
>;

/** Where a nomination starts: from a row of the ranked list, or from nothing but a dataset and a period. */
export type NominationStart =
  | {
      readonly source: "cluster";
      /** `id` of the row of /clusters. */
      readonly cluster: string;
      readonly name: string;
      /** One line under the name: "82 drug offences, core of 3.1 ha". */
      readonly detail: string;
      /** Cells of the core, to draw it. */
      readonly cells: readonly string[];
      readonly query: NominationQuery;
    }
  | { readonly source: "area"; readonly query: NominationQuery };

/** The nomination on screen; null = none. */
export const nomination = signal<NominationStart | null>(null);
/** Grows with every nomination that was stored: a list of target areas reloads on it. */
export const nominated = signal(0);

/**
 * Open the dialog that nominates a target area. Mount `<NominateDialog />` (nominate-dialog.tsx) once in the workspace, then:
 *
 *   openNomination({ source: "cluster", cluster: row.id, name: row.name, detail: "82 drug offences, core of 3.1 ha",
 *     cells: row.core.cells, query: { dataset, version, category, from, to, res, ring, cap } });
 *
 * `{ source: "area", query }` opens it on drawing, picking and typing. Name in `query` what the list was asked with and
 * nothing else. `nominated` changes when one was stored.
 */
export function openNomination(start: NominationStart): void {
  nomination.value = start;
}
