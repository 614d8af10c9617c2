import { signal, useSignalEffect } from "@preact/signals";
import type { DatasetInfo, PatrolBody } from "../../../../server/api/types.ts";
import { boundsOf } from "../../cells/outline.ts";
import { routeData, stopData, targetData } from "../../layers/patrol.ts";
import { pointData } from "../../layers/sources.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { Bounds } from "../../map/map-types.ts";
import { GroundMap } from "../../ui/ground-map.tsx";
import { sheet, targets } from "./answers.ts";

/** The map on screen, for the picture that is printed; null where there is none. */
export const patrolMap = signal<HexbeatMap | null>(null);

/** Numbered stops, their circles, the round between them, and the target areas. */
export function PatrolMap({ dataset }: { readonly dataset: DatasetInfo }) {
  useSignalEffect(() => {
    const map = patrolMap.value;
    const shown = sheet.current.value.value;
    if (map === null) return;
    drawStops(map, shown);
    const chosen = new Set(shown?.stops.map(({ target }) => target.id));
    const areas = (targets.current.value.value?.features ?? []).filter(({ id }) => chosen.has(id));
    map.setData("targets", targetData(areas.map(({ geometry }) => geometry)));
  });
  return (
    <div class="patrol-map">
      <GroundMap
        dataset={dataset}
        onMap={(map) => {
          patrolMap.value = map;
        }}
        without="the stops are in the list and in the table."
      />
    </div>
  );
}

function drawStops(map: HexbeatMap, shown: PatrolBody | null): void {
  const stops = shown?.stops ?? [];
  map.setData("stops", stopData(stops, shown?.radiusMetres ?? 0));
  map.setData("route", routeData(stops));
  map.setData(
    "cluster-ranks",
    pointData(
      stops.map(({ lngLat: [lng = 0, lat = 0], position }) => ({ lngLat: [lng, lat], name: String(position) })),
    ),
  );
  const box = boxOfStops(stops);
  if (box !== null) map.flyTo(box);
}

/** About 300 m: the circle of an outer stop is in sight, too. */
const MARGIN_DEGREES = 0.004;

function boxOfStops(stops: PatrolBody["stops"]): Bounds | null {
  if (stops.length === 0) return null;
  const [west, south, east, north] = boundsOf({ coordinates: [[stops.map(({ lngLat }) => lngLat)]] });
  return [west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES];
}
