import { signal } from "@preact/signals";
import type { DatasetInfo } from "../../server/api/types.ts";
import { fetchDatasets } from "./api.ts";
import { liveResource } from "./resource.ts";
import { part } from "./state.ts";

/** The list of data, which every workspace chooses from. */
export const datasets = liveResource(signal({ key: "datasets" }), (_, abort) => fetchDatasets(abort));
/** The dataset that the map shall fly to once its newest version is shown; null = stay. */
export const flyTarget = signal<string | null>(null);

const inAnalyse = part("dataset");

/** The dataset of that name; null where there is none, and until the list is there. */
export function datasetNamed(id: string | null): DatasetInfo | null {
  return datasets.current.value.value?.datasets.find((known) => known.id === id) ?? null;
}

/** The dataset that is asked for, else the one that was open in Analyse, else the service's own choice. @param asked as in the address */
export function datasetFor(asked: string | null): DatasetInfo | null {
  const list = datasets.current.value.value;
  return datasetNamed(asked) ?? datasetNamed(inAnalyse.value) ?? datasetNamed(list?.default ?? null);
}
