import { signal } from "@preact/signals";
import { fetchDatasets } from "./api.ts";
import { liveResource } from "./resource.ts";

/** The list of data, which every workspace chooses from. */
export const datasets = liveResource(signal({ key: "datasets" }), (_, abort) => fetchDatasets(abort));
/** The dataset that the map shall fly to once its newest version is shown; null = stay. */
export const flyTarget = signal<string | null>(null);
