import { CELL_INDEX_TYPE, decodeCellIndex } from "../../server/api/cell-columns.ts";
import { CHANGE_VALUES_TYPE, type ChangeColumns, decodeChange } from "../../server/api/change-columns.ts";
import { decodeHotspots, HOTSPOT_VALUES_TYPE, type HotspotColumns } from "../../server/api/hotspot-columns.ts";
import type {
  BacktestBody,
  CellCountsBody,
  ChangeBody,
  ClustersBody,
  ConcentrationBody,
  EffortBody,
  EmergingBody,
  HotPlacesBody,
  IncidentPageBody,
  JointBody,
  MarketsBody,
  RepeatLocationsBody,
  Resolution,
  SpikesBody,
  ZoneListBody,
} from "../../server/api/types.ts";
import { type Filter, getBytes, getJson, type Parameter } from "./api.ts";
import type { Partner, Ring } from "./query.ts";

/** What a statistic on cells is asked with: whole months, an explicit resolution, one version of the data. */
export type TestFilter = Filter & { readonly version: number; readonly res: Resolution };
export type AreaTestFilter = TestFilter & { readonly ring: Ring };

/** Cells with a count, as JSON: for maps whose rows are those of a universe. */
export function fetchCellCounts(filter: TestFilter, signal?: AbortSignal): Promise<CellCountsBody> {
  return getJson("/cells", filter, signal);
}

/** Ascending compact cells of the universe, or those of `area`: the rows of `fetchHotspots`. */
export async function fetchHotspotIndex(
  { dataset, version, res, area }: TestFilter,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const bytes = await getBytes("/hotspots/index", { dataset, version, res, area }, CELL_INDEX_TYPE, signal);
  return decodeCellIndex(bytes).compact;
}

export async function fetchHotspots(filter: AreaTestFilter, signal?: AbortSignal): Promise<HotspotColumns> {
  return decodeHotspots(await getBytes("/hotspots", filter, HOTSPOT_VALUES_TYPE, signal));
}

export function fetchHotPlaces(filter: TestFilter, signal?: AbortSignal): Promise<HotPlacesBody> {
  return getJson("/hot-places", filter, signal);
}

export function fetchClusters(filter: AreaTestFilter, signal?: AbortSignal): Promise<ClustersBody> {
  return getJson("/clusters", filter, signal);
}

/** @param cell comma list of cells whose months are wanted, too */
export function fetchEmerging(filter: AreaTestFilter & { cell?: string }, signal?: AbortSignal): Promise<EmergingBody> {
  return getJson("/emerging", filter, signal);
}

/** Forecasts end with `to`; where they are scored never depends on `from` or `area`. */
export function fetchBacktest(
  { dataset, version, category, to, res, ring, origins }: AreaTestFilter & { readonly origins: number },
  signal?: AbortSignal,
): Promise<BacktestBody> {
  return getJson("/backtest", { dataset, version, category, to, res, ring, origins }, signal);
}

export function fetchConcentration(filter: TestFilter, signal?: AbortSignal): Promise<ConcentrationBody> {
  return getJson("/concentration", filter, signal);
}

export type SpikesFilter = {
  readonly dataset: string;
  readonly version: number;
  readonly category: string;
  readonly area: readonly string[];
  readonly month: string;
};
export function fetchSpikes(filter: SpikesFilter, signal?: AbortSignal): Promise<SpikesBody> {
  return getJson("/spikes", filter, signal);
}

type Uncounted = Omit<Filter, "category"> & { readonly version: number };

/** Which records count is fixed: there is no category. */
export function fetchEffort(filter: Uncounted, signal?: AbortSignal): Promise<EffortBody> {
  return getJson("/effort", filter, signal);
}

/** Which records count is fixed: there is no category. */
export function fetchMarkets(filter: Uncounted, signal?: AbortSignal): Promise<MarketsBody> {
  return getJson("/markets", filter, signal);
}

export function fetchJoint(filter: AreaTestFilter & { with: Partner }, signal?: AbortSignal): Promise<JointBody> {
  return getJson("/joint", filter, signal);
}

export type Change = ChangeColumns & Pick<ChangeBody, "gate" | "method">;
/** Columns aligned to the rows of `fetchHotspotIndex`. */
export async function fetchChange(
  filter: TestFilter & { readonly from2: string; readonly to2: string },
  signal?: AbortSignal,
): Promise<Change> {
  const columns = decodeChange(await getBytes("/change", filter, CHANGE_VALUES_TYPE, signal));
  // The JSON door: the server made these words of the types they are read as.
  const told: Pick<ChangeBody, "gate" | "method"> = JSON.parse(columns.words);
  return { ...columns, ...told };
}

export function fetchRepeatLocations(
  filter: Filter & { readonly version: number },
  signal?: AbortSignal,
): Promise<RepeatLocationsBody> {
  return getJson("/repeat-locations", filter, signal);
}

/** Points in [west, south, east, north], one page. */
export function fetchIncidents(
  filter: Filter & { readonly bbox: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<IncidentPageBody> {
  return getJson("/incidents", filter, signal);
}

/** Zones in force on a day. */
export function fetchZones(filter: { dataset: string; at: string }, signal?: AbortSignal): Promise<ZoneListBody> {
  return getJson("/zones", filter, signal);
}

const FILE_TYPES = { csv: "text/csv", geojson: "application/geo+json" } as const;

/** An answer as a file: the very rows of the list that is shown. */
export async function fetchFile(
  path: string,
  filter: Readonly<Record<string, Parameter>>,
  kind: keyof typeof FILE_TYPES,
): Promise<Blob> {
  return new Blob([(await getBytes(path, filter, FILE_TYPES[kind])).slice()], { type: FILE_TYPES[kind] });
}
