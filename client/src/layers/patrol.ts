import type { LayerSpecification } from "maplibre-gl";
import type { DrawnPolygonBody, PatrolBody, TargetGeometryBody } from "../../../server/api/types.ts";
import { ATTENTION, INK, WHITE } from "./palette.ts";
import { toCentimetre } from "./position.ts";
import type { SourceData } from "./sources.ts";

const TARGET = "#95195a";
const ROUTE = "#0b3d4f";

/** Target areas as dashed outlines, premises as dots, the round between stops, and the circle that each stop is. */
export function patrolLayers(): LayerSpecification[] {
  return [
    {
      id: "target-fill",
      type: "fill",
      source: "targets",
      paint: { "fill-color": TARGET, "fill-opacity": 0.14 },
    },
    line("target-casing", "targets", { color: WHITE, width: 5 }),
    line("target-line", "targets", { color: TARGET, width: 2.5, dash: [3, 2] }),
    {
      id: "target-point",
      type: "circle",
      source: "targets",
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 6, "circle-color": TARGET, "circle-stroke-color": WHITE, "circle-stroke-width": 2 },
    },
    line("route-casing", "route", { color: WHITE, width: 6 }),
    line("route-line", "route", { color: ROUTE, width: 3 }),
    {
      id: "stop-fill",
      type: "fill",
      source: "stops",
      paint: { "fill-color": ATTENTION, "fill-opacity": 0.35 },
    },
    line("stop-line", "stops", { color: INK, width: 2 }),
  ];
}

type Point = { readonly type: "Point"; readonly coordinates: number[] };

/** Outlines of areas that were chosen or are being chosen, and points of premises, whose outline is too small to see. */
export function targetData(shapes: readonly (TargetGeometryBody | DrawnPolygonBody | Point)[]): SourceData {
  return {
    type: "FeatureCollection",
    features: shapes.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
  };
}

type Stops = PatrolBody["stops"];

/** The round, back to where it began. */
export function routeData(stops: Stops): SourceData {
  const line = [...stops, ...stops.slice(0, 1)].map(({ lngLat }) => [...lngLat]);
  return {
    type: "FeatureCollection",
    features:
      stops.length < 2
        ? []
        : [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } }],
  };
}

/** The circle of each stop. */
export function stopData(stops: Stops, radiusMetres: number): SourceData {
  return targetData(stops.map(({ lngLat: [lng = 0, lat = 0] }) => circlePolygon([lng, lat], radiusMetres)));
}

const METRES_PER_DEGREE = 111_195;
const CORNERS = 64;

/** A circle on the ground, corner by corner: [lng, lat], closed. */
export function circlePolygon([lng, lat]: readonly [number, number], radiusMetres: number): DrawnPolygonBody {
  const north = radiusMetres / METRES_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: CORNERS }, (_, k) => {
    const angle = (k / CORNERS) * 2 * Math.PI;
    return [toCentimetre(lng + east * Math.cos(angle)), toCentimetre(lat + north * Math.sin(angle))];
  });
  return { type: "Polygon", coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

type Line = { readonly color: string; readonly width: number; readonly dash?: number[] };

function line(id: string, source: string, { color, width, dash }: Line): LayerSpecification {
  return {
    id,
    type: "line",
    source,
    layout: { "line-join": "round", "line-cap": dash === undefined ? "round" : "butt" },
    paint: { "line-color": color, "line-width": width, ...(dash === undefined ? {} : { "line-dasharray": dash }) },
  };
}
