/// <reference types="vite/client" />
import { type ExpressionSpecification, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { cellGeometry } from "../../../client/src/cells/geometry.ts";
import { CellLayer } from "../../../client/src/map/cell-layer.ts";
import { decodeCellIndex, decodeCellValues } from "../../../server/api/cell-columns.ts";

/**
 * Draws the same cells through our own layer (?way=columns) or through MapLibre's GeoJSON source (?way=geojson), and marks
 * "bench:drawn" when all of them are on screen. Each way does what it can while the map is still starting: ours fetches
 * the columns and builds its triangles, and MapLibre's worker gets the address as soon as the style takes a source.
 */
const BREAKS = [1, 2, 4, 8, 16, 32];
const COLOURS = ["#fbe6d4", "#f6b48e", "#ee7550", "#d3364b", "#95195a", "#4b1d4a"];

setWorkerUrl(workerUrl);
const map = new MapLibreMap({
  container: "map",
  style: {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": "#f3f1ec" } }],
  },
  center: [-0.09, 51.5],
  zoom: 9.2,
  attributionControl: false,
  fadeDuration: 0,
});
const styled = map.once("style.load");
const isGeoJson = new URLSearchParams(location.search).get("way") === "geojson";
await (isGeoJson ? drawGeoJson() : drawColumns());
performance.mark("bench:drawn");

async function drawColumns(): Promise<void> {
  const [index, values] = await Promise.all([fetchBytes("/cells.index"), fetchBytes("/cells.values")]);
  const { res, compact } = decodeCellIndex(index);
  const geometry = cellGeometry(res, compact);
  const frame = { values: decodeCellValues(values).values, breaks: BREAKS, colours: COLOURS };
  await styled;
  await new Promise<void>((drawn) => {
    const layer = new CellLayer(drawn);
    map.addLayer(layer);
    layer.show(geometry, frame);
  });
}

async function drawGeoJson(): Promise<void> {
  await styled;
  const steps = BREAKS.flatMap((lower, i) => (i === 0 ? [COLOURS[0]] : [lower, COLOURS[i]]));
  const colour = ["step", ["get", "n"], ...steps] as unknown as ExpressionSpecification;
  map.addSource("cells", { type: "geojson", data: new URL("/cells.geojson", location.href).href });
  map.addLayer({ id: "cells", type: "fill", source: "cells", paint: { "fill-color": colour } });
  // Its tiles come one by one; the map is whole when nothing is left to load or draw.
  await map.once("idle");
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}
