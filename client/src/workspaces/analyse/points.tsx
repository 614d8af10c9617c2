import { computed, effect } from "@preact/signals";
import { fetchIncidents } from "../../api-statistics.ts";
import { formatCount } from "../../format.ts";
import { emptyData, pointData } from "../../layers/sources.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import { liveResource } from "../../resource.ts";
import { part, update } from "../../state.ts";
import { Check } from "../../ui/check.tsx";
import { dataset, filter } from "./choices.ts";
import { map } from "./live-map.ts";

const asked = part("points");
const view = part("view");
/** Further out there are more than anybody can tell apart. */
const STREET_ZOOM = 14;
const MOST = 3_000;

const isClose = computed(() => (view.value?.zoom ?? 0) >= STREET_ZOOM);
const request = computed(() => {
  const [wanted, shown, target] = [filter.value, view.value, map.value];
  if (!asked.value || !isClose.value || wanted === null || shown === null || target === null) return null;
  const { version, ...rest } = wanted;
  const bbox = target.bounds().map((degrees) => degrees.toFixed(5));
  return {
    key: `${version} ${bbox.join()} ${JSON.stringify(rest)}`,
    filter: { ...rest, bbox: bbox.join(), limit: MOST },
  };
});
const incidents = liveResource(request, ({ filter: wanted }, abort) => fetchIncidents(wanted, abort));

/** Whether single records are on screen: they change the marking. */
export const showsPoints = computed(() => request.value !== null);

/** Keep the dots in step with the view. @returns stop */
export function drawPoints(target: HexbeatMap): () => void {
  return effect(() => {
    const found = showsPoints.value ? incidents.current.value.value : null;
    const points = (found?.features ?? []).map(({ geometry, properties }) => ({
      lngLat: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0] as const,
      name: properties.category,
    }));
    target.setData("incidents", points.length === 0 ? emptyData() : pointData(points));
  });
}

/** Single records, close by, with their marking. */
export function PointsControl() {
  if (dataset.value === null || dataset.value.points === 0) return null;
  return (
    <div class="field">
      <Check checked={asked.value} onChange={(points) => update({ points })}>
        Single records as points
      </Check>
      {asked.value && <p class="hint">{pointWords()}</p>}
    </div>
  );
}

function pointWords(): string {
  if (!isClose.value) return "Zoom in to street level and they are drawn; this view is too wide.";
  const { value, state, message } = incidents.current.value;
  if (state === "failed") return message ?? "They could not be loaded.";
  if (value === null) return "Loading…";
  const more = value.next === null ? "" : ": the first of more, zoom in for the rest";
  const snapped = dataset.value?.snapped ? " Points are snapped: many stand on one." : "";
  return `OFFICIAL-SENSITIVE: ${formatCount(value.features.length)} records in view${more}.${snapped}`;
}
