import { computed } from "@preact/signals";
import type { Parameter } from "../../api.ts";
import { mode } from "./choices.ts";
import { listQuestion } from "./list-question.ts";
import { listFilter } from "./places/cluster-answers.ts";

/** An answer of the service that can be had as a file, beside the cells of the map. */
export type RouteFile = {
  readonly name: string;
  readonly path: string;
  readonly filter: Readonly<Record<string, Parameter>>;
};

/** What else a mode can be taken along as: its ranked list, and single hot places where they are drawn. */
export const routeFiles = computed<readonly RouteFile[]>(() => {
  const listed = listQuestion.value;
  const files: RouteFile[] = [];
  if (listed !== null) files.push({ name: mode.value === "markets" ? "Markets" : "Ranked list", ...listed });
  if (mode.value === "hot" && listFilter.value !== null) {
    const { ring: _, ...filter } = listFilter.value;
    files.push({ name: "Hot places", path: "/hot-places", filter });
  }
  return files;
});
