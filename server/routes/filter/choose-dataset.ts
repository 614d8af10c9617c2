import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { DomainError } from "../../errors.ts";

/** What a dataset must hold to answer. */
export type Need = "points" | "counts-or-points" | "anything";

/**
 * The one dataset a query reads: the named one, else the newest published real one that can answer, else the synthetic one.
 * @throws DomainError invalid_query for an unknown name, points_required when the named one cannot answer, not_found when none can
 */
export function chooseDataset(datasets: readonly KnownDataset[], name: string | undefined, need: Need): KnownDataset {
  if (name !== undefined) return namedDataset(datasets, name, need);
  const able = datasets.filter((dataset) => canAnswer(dataset, need));
  const chosen = able.find((dataset) => !dataset.synthetic) ?? able[0];
  if (chosen !== undefined) return chosen;
  throw new DomainError("not_found", "No data is loaded that could answer this. Import a file first.");
}

export function canAnswer({ facts }: KnownDataset, need: Need): boolean {
  if (need === "anything") return true;
  return facts.located > 0 || (need === "counts-or-points" && facts.counts.length > 0);
}

function namedDataset(datasets: readonly KnownDataset[], name: string, need: Need): KnownDataset {
  const named = datasets.find((dataset) => dataset.code === name);
  if (named === undefined) {
    const known = datasets.map((dataset) => dataset.code).join(", ") || "none is loaded";
    throw new DomainError("invalid_query", `Unknown dataset "${name}"; known: ${known}.`, { field: "dataset" });
  }
  if (canAnswer(named, need)) return named;
  throw new DomainError(
    "points_required",
    `dataset "${name}" has no incidents with a location${named.facts.counts.length > 0 ? ", only published counts per area (see area-counts)" : ""}.`,
    { field: "dataset" },
  );
}
