import { computed } from "@preact/signals";
import type { AreaKind } from "../../../../server/api/types.ts";
import {
  type CellSource,
  type Filter,
  fetchAreaCounts,
  fetchAreaSets,
  fetchAreas,
  fetchCellIndex,
  fetchCellValues,
  fetchPlaces,
  fetchSeries,
} from "../../api.ts";
import { buildGeometry } from "../../cells/build-geometry.ts";
import { liveResource } from "../../resource.ts";
import { counted, dataset, filter, res, show, wholeFilter } from "./choices.ts";

/** Everything the workspace asks the server for. Keys carry the dataset version: a published import asks again. */
const ground = computed(() => {
  const data = dataset.value;
  return data === null
    ? null
    : { key: `${data.id} ${data.version} ${JSON.stringify(data.sets)}`, id: data.id, sets: data.sets };
});

function areasOf(kind: AreaKind) {
  const request = computed(() => (ground.value?.sets.some((s) => s.kind === kind) ? ground.value : null));
  return liveResource(request, ({ id }, abort) => fetchAreas(id, kind, abort));
}
export const boroughs = areasOf("borough");
export const wards = areasOf("ward");
export const stations = liveResource(ground, ({ id }, abort) => fetchPlaces(id, "station", abort));
export const areaSets = liveResource(ground, (_, abort) => fetchAreaSets(abort));

export const histogram = liveResource(
  computed(() => keyed(wholeFilter.value)),
  ({ filter: { version: _, ...wanted } }, abort) => fetchSeries(wanted, "month", abort),
);

const source = computed<(CellSource & { key: string }) | null>(() => {
  const data = dataset.value;
  if (data === null || data.points === 0 || show.value !== "hexagons" || !counted.value) return null;
  return { key: `${data.id} ${data.version} ${res.value}`, dataset: data.id, version: data.version, res: res.value };
});
export const geometry = liveResource(source, ({ key: _, ...wanted }, abort) =>
  buildGeometry(wanted.res, fetchCellIndex(wanted, abort)),
);

/** What the shown cells are asked with, or null while areas are shown. */
const cellsRequest = computed(() => cellsRequestIn({}));

/** The same of other months. */
export function cellsRequestIn(months: { readonly from?: string; readonly to?: string }) {
  const [cells, shown] = [source.value, filter.value];
  if (cells === null || shown === null) return null;
  const { key: sourceKey, ...from } = cells;
  const wanted = { ...shown, ...months };
  return { key: `${sourceKey} ${JSON.stringify(wanted)}`, source: from, sourceKey, filter: wanted };
}

export async function loadCells(
  { source: from, sourceKey, filter: wanted }: NonNullable<typeof cellsRequest.value>,
  abort: AbortSignal,
) {
  return { ...(await fetchCellValues(from, wanted, abort)), sourceKey, filter: wanted };
}
export const cellValues = liveResource(cellsRequest, loadCells);

/** Have the counts of other months ready before they are asked for. */
export async function prepareCells(months: { readonly from: string; readonly to: string }): Promise<void> {
  const request = cellsRequestIn(months);
  if (request !== null) await cellValues.prepare(request);
}

const countsRequest = computed(() => {
  const wanted = filter.value;
  if (wanted === null || show.value === "hexagons") return null;
  const kind: AreaKind = show.value === "wards" ? "ward" : "borough";
  return { key: `${kind} ${JSON.stringify(wanted)}`, kind, filter: wanted };
});
export const areaCounts = liveResource(countsRequest, async (request, abort) => ({
  ...(await fetchAreaCounts(withoutVersion(request.filter), request.kind, abort)),
  filter: request.filter,
}));

function keyed<T>(wanted: T | null): { key: string; filter: T } | null {
  return wanted === null ? null : { key: JSON.stringify(wanted), filter: wanted };
}

function withoutVersion({ version: _, ...wanted }: Filter & { version: number }): Filter {
  return wanted;
}
