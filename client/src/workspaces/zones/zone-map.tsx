import { effect, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ZoneListBody } from "../../../../server/api/types.ts";
import { boundsOf, holdsPoint } from "../../cells/outline.ts";
import { targetData } from "../../layers/patrol.ts";
import { concernsPremises, middleOf, zoneData, zoneLabelData } from "../../layers/zones.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { LngLat } from "../../map/map-types.ts";
import { GroundMap } from "../../ui/ground-map.tsx";
import { change, type Home, openZone, shownZones, zonesQuery } from "./answers.ts";
import { ZoneLegend } from "./zone-legend.tsx";

/** The map on screen, for the picture that is printed; null where there is none. */
export const zonesMap = signal<HexbeatMap | null>(null);

/** What is in force at the date; the open zone outlined. */
export function ZoneMap({ dataset }: { readonly dataset: Home }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = holder.current;
    element?.addEventListener("keydown", openInTheMiddle);
    return () => element?.removeEventListener("keydown", openInTheMiddle);
  }, []);
  useSignalEffect(() => {
    zonesMap.value?.setData("zones", zoneData(shownZones.value));
    zonesMap.value?.setData("zone-labels", zoneLabelData(shownZones.value));
  });
  useEffect(() => followOpenZone(), []);
  return (
    <div class="zones-map" ref={holder}>
      <GroundMap
        dataset={dataset}
        onMap={(map) => {
          zonesMap.value = map;
        }}
        onAreas={(_, map) => {
          if (zonesQuery.peek().zone === null) map.goHome(false);
        }}
        onClick={openAt}
        without="the zones are in the table, with what may be done in each."
      />
      <svg class="crosshair" viewBox="0 0 36 36" aria-hidden="true">
        <path class="casing" d={CROSS} />
        <path d={CROSS} />
      </svg>
      <ZoneLegend dataset={dataset} />
    </div>
  );
}

const CROSS = "M18 2v12M18 22v12M2 18h12M22 18h12";

/** The keyboard's click: arrows move the map under the crosshair, Enter opens what is there. */
function openInTheMiddle(event: KeyboardEvent): void {
  const view = zonesMap.peek()?.view();
  if (event.key === "Enter" && event.target instanceof HTMLCanvasElement && view !== undefined) {
    openAt([view.lng, view.lat]);
  }
}

/** Outline the zone whose panel is open, and fly to it once. */
function followOpenZone(): () => void {
  let shown: string | null = null;
  return effect(() => {
    const map = zonesMap.value;
    const open = zonesQuery.value.zone === null ? null : openZone.current.value.value?.zone;
    if (map === null) {
      shown = null;
      return;
    }
    map.setData("place", targetData(open === null || open === undefined ? [] : [open.geometry]));
    const key = open === null || open === undefined ? null : `${open.id} ${open.version}`;
    if (open !== null && open !== undefined && key !== shown) map.flyTo(boundsOf(open.geometry));
    shown = key;
  });
}

/** A click opens the smallest zone there; the next one where that is open already. */
function openAt(at: LngLat): void {
  const here = shownZones.peek().filter((zone) => holdsPoint(zone.geometry, at) || isDotAt(zone, at));
  const next = nextOf(here.toSorted((a, b) => sizeOf(a) - sizeOf(b)));
  if (next !== null) change({ zone: next, task: null });
}

type ListedZone = ZoneListBody["zones"][number];

/** The dot of premises and what a finger misses it by, in pixels; and the world's width in pixels at zoom 0. */
const [DOT, WORLD] = [12, 512];

/** Premises are opened by their dot: they themselves are too small to be hit. */
function isDotAt({ kind, geometry }: ListedZone, [lng, lat]: LngLat): boolean {
  const zoom = zonesMap.peek()?.view().zoom;
  if (zoom === undefined || !concernsPremises(kind)) return false;
  const [dotLng, dotLat] = middleOf(geometry);
  const stretch = 1 / Math.cos((lat * Math.PI) / 180);
  return Math.hypot(dotLng - lng, (dotLat - lat) * stretch) < (DOT * 360) / (WORLD * 2 ** zoom);
}

function nextOf(zones: readonly ListedZone[]): number | null {
  const open = zones.findIndex(({ id }) => id === zonesQuery.peek().zone);
  return zones[(open + 1) % Math.max(1, zones.length)]?.id ?? null;
}

function sizeOf({ geometry }: ListedZone): number {
  const [west, south, east, north] = boundsOf(geometry);
  return (east - west) * (north - south);
}
