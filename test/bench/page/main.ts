/// <reference types="vite/client" />
import { type ExpressionSpecification, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { buildGeometry } from "../../../client/src/cells/build-geometry.ts";
import type { CellGeometry } from "../../../client/src/cells/geometry.ts";
import { CellLayer } from "../../../client/src/map/cell-layer.ts";
import { decodeCellIndex, decodeCellValues } from "../../../server/api/cell-columns.ts";

/**
 * Draws the same cells through our own layer (?way=columns) or through MapLibre's GeoJSON source (?way=geojson), and marks
 * "bench:drawn" when all of them are on screen. Each way does what it can while the map is still starting: ours fetches
 * the columns and builds its triangles in a worker, as the product does; MapLibre finds its source in the first style.
 */
const RES = 10;
const BREAKS = [1, 2, 4, 8, 16, 32];
const COLOURS = ["#fbe6d4", "#f6b48e", "#ee7550", "#d3364b", "#95195a", "#4b1d4a"];

const isGeoJson = new URLSearchParams(location.search).get("way") === "geojson";
const columns = isGeoJson ? null : fetchColumns();

setWorkerUrl(workerUrl);
const map = new MapLibreMap({
  container: "map",
  style: {
    version: 8,
    sources: isGeoJson ? { cells: { type: "geojson", data: new URL("/cells.geojson", location.href).href } } : {},
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#f3f1ec" } },
      ...(isGeoJson
        ? [{ id: "cells", type: "fill", source: "cells", paint: { "fill-color": stepColour() } } as const]
        : []),
    ],
  },
  center: [-0.09, 51.5],
  zoom: 9.2,
  attributionControl: false,
  fadeDuration: 0,
});
const styled = map.once("style.load");
await (columns === null ? drawGeoJson() : drawColumns(await columns));
performance.mark("bench:drawn");

async function fetchColumns(): Promise<{ geometry: CellGeometry; values: Uint32Array }> {
  const index = fetchBytes("/cells.index").then((bytes) => decodeCellIndex(bytes).compact);
  const values = fetchBytes("/cells.values").then((bytes) => decodeCellValues(bytes).values);
  return { geometry: await buildGeometry(RES, index), values: await values };
}

async function drawColumns({ geometry, values }: { geometry: CellGeometry; values: Uint32Array }): Promise<void> {
  await styled;
  await new Promise<void>((drawn) => {
    const layer = new CellLayer(drawn);
    map.addLayer(layer);
    layer.show(geometry, { values, breaks: BREAKS, colours: COLOURS });
  });
}

/** Its tiles come one by one; the map is whole when nothing is left to load or draw. */
async function drawGeoJson(): Promise<void> {
  await map.once("idle");
}

function stepColour(): ExpressionSpecification {
  const steps = BREAKS.flatMap((lower, i) => (i === 0 ? [COLOURS[0]] : [lower, COLOURS[i]]));
  return ["step", ["get", "n"], ...steps] as unknown as ExpressionSpecification;
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}
