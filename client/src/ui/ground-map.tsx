import { useEffect, useRef, useState } from "preact/hooks";
import type { AreaCollection, DatasetInfo } from "../../../server/api/types.ts";
import { fetchAreas, fetchPlaces } from "../api.ts";
import { boundsOf, joinBoxes } from "../cells/outline.ts";
import { areaData, labelData, placeData } from "../layers/sources.ts";
import type { HexbeatMap } from "../map/hexbeat-map.ts";
import { type LngLat, NoWebGlError } from "../map/map-types.ts";
import type { View } from "../query.ts";

type Ground = { readonly boroughs: AreaCollection | null; readonly wards: AreaCollection | null };

/** Whose ground: a dataset, or one without an id, which has no areas either. */
export type GroundOf = Pick<DatasetInfo, "version" | "synthetic" | "sets"> & { readonly id: string | null };

type Props = {
  readonly dataset: GroundOf;
  readonly onClick?: (lngLat: LngLat) => void;
  /** While the map moves, and when it has come to rest. */
  readonly onMove?: (view: View, map: HexbeatMap, isOver: boolean) => void;
  /** A map that follows another one needs no buttons of its own. */
  readonly buttons?: boolean;
  /** What the home button shows, where it is not the whole area. */
  readonly onHome?: () => void;
  /** Called once the map is made, and with null when it is gone. */
  readonly onMap: (map: HexbeatMap | null) => void;
  /** The areas that are drawn, once they are there. */
  readonly onAreas?: (areas: Ground, map: HexbeatMap) => void;
  /** What stands in its place where the map cannot be drawn. */
  readonly without: string;
};

/** A map of a dataset's ground (boroughs, wards, stations) for a page that draws its own things on it. */
export function GroundMap({ dataset, onMap, onClick, onMove, onHome, onAreas, buttons = true, without }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const click = useRef(onClick);
  click.current = onClick;
  const move = useRef(onMove);
  move.current = onMove;
  const shown = useRef<HexbeatMap | null>(null);
  const [noWebGl, setNoWebGl] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let made: HexbeatMap | null = null;
    void import("../map/hexbeat-map.ts").then(({ HexbeatMap }) => {
      if (abort.signal.aborted || container.current === null) return;
      try {
        made = new HexbeatMap(container.current, null, {
          onView: (view) => made !== null && move.current?.(view, made, true),
          onMove: (view) => made !== null && move.current?.(view, made, false),
          onPointer: () => undefined,
          onClick: (lngLat) => click.current?.(lngLat),
          onCellsDrawn: () => undefined,
        });
      } catch (error) {
        if (!(error instanceof NoWebGlError)) throw error;
        setNoWebGl(true);
        return;
      }
      made.setSynthetic(dataset.synthetic);
      const map = made;
      shown.current = map;
      onMap(map);
      void drawGround(map, { dataset, signal: abort.signal }).then((areas) => {
        if (!abort.signal.aborted) onAreas?.(areas, map);
      });
    });
    return () => {
      abort.abort();
      shown.current = null;
      onMap(null);
      made?.remove();
    };
  }, [dataset.id, dataset.version]);
  if (noWebGl) return <p class="notice">This browser has no WebGL2: {without}</p>;
  return (
    <>
      <div class="map" ref={container} />
      {buttons && <MapButtons map={() => shown.current} {...(onHome === undefined ? {} : { onHome })} />}
    </>
  );
}

type ButtonsProps = { readonly map: () => HexbeatMap | null; readonly onHome?: () => void };

function MapButtons({ map, onHome }: ButtonsProps) {
  return (
    <div class="map-buttons">
      <button type="button" aria-label="Zoom in" onClick={() => map()?.zoomBy(1)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => map()?.zoomBy(-1)}>
        −
      </button>
      <button type="button" aria-label="Whole area" onClick={() => (onHome === undefined ? map()?.goHome() : onHome())}>
        ⌂
      </button>
    </div>
  );
}

/** Names and lines help, but the map serves without them: what does not come is left out. */
async function drawGround(map: HexbeatMap, { dataset, signal }: { dataset: GroundOf; signal: AbortSignal }) {
  const [boroughs, wards, stations] = await Promise.all([
    areasOf(dataset, "borough", signal),
    areasOf(dataset, "ward", signal),
    dataset.id === null ? { places: [] } : fetchPlaces(dataset.id, "station", signal).catch(() => ({ places: [] })),
  ]);
  if (!signal.aborted) {
    map.setData("boroughs", areaData(boroughs));
    const home = joinBoxes((boroughs ?? wards)?.features.map(({ geometry }) => boundsOf(geometry)) ?? []);
    if (home !== null) map.setHome(home);
    map.setData("borough-labels", labelData(boroughs));
    map.setData("wards", areaData(wards));
    map.setData("ward-labels", labelData(wards));
    map.setData("stations", placeData(stations.places));
  }
  return { boroughs, wards };
}

async function areasOf(
  { id, sets }: GroundOf,
  kind: "borough" | "ward",
  signal: AbortSignal,
): Promise<AreaCollection | null> {
  if (id === null || !sets.some((set) => set.kind === kind)) return null;
  return fetchAreas(id, kind, signal).catch(() => null);
}
