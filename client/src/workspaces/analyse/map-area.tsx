import { useEffect, useRef } from "preact/hooks";
import { NoWebGlError } from "../../map/map-types.ts";
import { roundView } from "../../query.ts";
import { query, update } from "../../state.ts";
import { noteDrawn } from "./actions.ts";
import { cellValues, geometry } from "./answers.ts";
import { areaTarget } from "./extent.ts";
import { frame } from "./frame.ts";
import { Legend } from "./legend.tsx";
import { liveMap, map } from "./live-map.ts";
import { MapButtons } from "./map-buttons.tsx";
import { MapMessage } from "./map-message.tsx";
import { change } from "./modes/change-frame.ts";
import { emerging } from "./modes/emerging-frame.ts";
import { hotAreas } from "./modes/hot-frame.ts";
import { joint } from "./modes/joint-frame.ts";
import { markets } from "./modes/market-frame.ts";
import { Swipe } from "./modes/swipe.tsx";
import { beforeValues } from "./modes/swiped-period.ts";
import { universeGeometry } from "./modes/universe-geometry.ts";
import { noWebGl } from "./no-webgl.ts";
import { Crosshair, pickAt, pointer, Tooltip, watchMapFocus } from "./pointing.tsx";
import { drawPoints } from "./points.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { drawZones } from "./zone-overlay.tsx";

/** How much of the map's foot the legend takes, and where it stands under the map instead: as in map.css. */
const LEGEND_PIXELS = 142;
const LEGEND_BELOW = "(max-width: 600px)";

/** MapLibre is most of the page's code: it loads while the counts are asked for. */
const mapModule = import("../../map/hexbeat-map.ts");

/** Middle: the map with its legend, or words where this browser cannot draw it. */
export function MapArea() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = container.current;
    let stop: (() => void) | undefined;
    let gone = false;
    void mapModule.then(({ HexbeatMap }) => {
      if (element !== null && !gone) stop = startMap(HexbeatMap, element);
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  const shown = frame.value;
  return (
    <main class="map-area" id="map-area">
      {noWebGl.value ? <NoMap /> : <div class="map" ref={container} />}
      {isBusy() && <div class="busy" role="progressbar" aria-label="Loading counts" />}
      {map.value !== null && <MapButtons />}
      {map.value !== null && <Crosshair />}
      {shown !== null && <Legend shown={shown} />}
      <Swipe />
      <Tooltip />
      <MapMessage />
      <PrintSheet />
    </main>
  );
}

type MapClass = Awaited<typeof mapModule>["HexbeatMap"];

function startMap(HexbeatMap: MapClass, container: HTMLElement): (() => void) | undefined {
  try {
    const created = new HexbeatMap(container, query.peek().view, {
      onView: (view) => update({ view: roundView(view) }),
      onPointer: (at) => {
        pointer.value = at;
      },
      onClick: (lngLat) => update({ selected: pickAt(lngLat) }),
      foot: matchMedia(LEGEND_BELOW).matches ? 0 : LEGEND_PIXELS,
      onCellsDrawn: () => noteDrawn(frame.peek()?.period.from ?? ""),
    });
    map.value = created;
    // A link that names areas and no view is about them.
    if (query.peek().view === null && query.peek().area.length > 0) areaTarget.value = query.peek().area;
    update({ view: roundView(created.view()) });
    const stops = [liveMap(created), drawPoints(created), drawZones(created)];
    const open = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLCanvasElement)) return;
      update({ selected: pickAt([created.view().lng, created.view().lat]) });
    };
    container.addEventListener("keydown", open);
    watchMapFocus(container);
    return () => {
      container.removeEventListener("keydown", open);
      for (const stop of stops) stop();
      created.remove();
      map.value = null;
    };
  } catch (error) {
    if (!(error instanceof NoWebGlError)) throw error;
    noWebGl.value = true;
    return undefined;
  }
}

function NoMap() {
  return (
    <div class="no-map">
      <h2>The map cannot be drawn here</h2>
      <p>
        This browser has no WebGL2 (it is switched off, or the graphics driver is not supported). The table beside it
        has the same counts, every row of them, and can be exported. Another browser, or switching hardware acceleration
        on, brings the map back.
      </p>
    </div>
  );
}

function isBusy(): boolean {
  const drawn = [geometry, cellValues, beforeValues, universeGeometry, hotAreas, emerging, markets, joint, change];
  return drawn.some((resource) => resource.current.value.state === "loading");
}
