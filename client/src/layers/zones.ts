import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { ZoneKind, ZoneListBody } from "../../../server/api/types.ts";
import { ZONE_KINDS } from "../../../server/api/vocabulary.ts";
import { BOLD_FONT, INK, MUTED_INK, REGULAR_FONT, WHITE } from "./palette.ts";
import type { SourceData } from "./sources.ts";
import { NOT_IN_FORCE, ZONE_SIGNS, type ZoneSign } from "./zone-signs.ts";

type ListedZone = ZoneListBody["zones"][number];

const HOLDS: ExpressionSpecification = ["==", ["get", "holds"], true];

const BELOW: ExpressionSpecification = ["literal", [0, 0.7]];
const CLOSURE = ZONE_SIGNS.closure_order.colour;

/** The image that fills a kind. */
export function zonePatternName(kind: string): string {
  return `zone-${kind}`;
}

/** Zones in force by the pattern and outline of their kind; others as a grey dotted outline, where they are asked for. */
export function zoneLayers(): LayerSpecification[] {
  return [
    {
      id: "zone-fill",
      type: "fill",
      source: "zones",
      filter: HOLDS,
      paint: { "fill-pattern": ["concat", "zone-", ["get", "kind"]], "fill-opacity": 0.8 },
    },
    {
      id: "zone-casing",
      type: "line",
      source: "zones",
      filter: HOLDS,
      layout: { "line-join": "round" },
      paint: { "line-color": WHITE, "line-width": 5, "line-opacity": 0.9 },
    },
    {
      id: "zone-line",
      type: "line",
      source: "zones",
      layout: { "line-join": "round" },
      paint: {
        "line-color": ["case", HOLDS, byKind(({ colour }) => colour, INK), NOT_IN_FORCE.colour],
        "line-width": ["case", HOLDS, 2.5, 1.5],
        "line-dasharray": [
          "case",
          HOLDS,
          byKind(({ dash }) => ["literal", dash.length === 0 ? [1, 0] : [...dash]], ["literal", [1, 0]]),
          ["literal", [...NOT_IN_FORCE.dash]],
        ],
      },
    },
  ];
}

/** Premises as dots, the letters of each zone, and what may be done there from close enough to read it. */
export function zoneLabelLayers(): LayerSpecification[] {
  const code: ExpressionSpecification = ["format", ["get", "code"], { "text-font": ["literal", BOLD_FONT] }];
  const whole: ExpressionSpecification = [
    "format",
    ["get", "code"],
    { "text-font": ["literal", BOLD_FONT] },
    "\n",
    {},
    ["get", "words"],
    { "text-font": ["literal", REGULAR_FONT], "font-scale": 0.9 },
  ];
  return [
    {
      id: "zone-premises",
      type: "circle",
      source: "zone-labels",
      filter: ["==", ["get", "premises"], true],
      paint: {
        "circle-radius": 5,
        "circle-color": ["case", HOLDS, CLOSURE, WHITE],
        "circle-stroke-color": ["case", HOLDS, WHITE, NOT_IN_FORCE.colour],
        "circle-stroke-width": 2,
      },
    },
    {
      id: "zone-labels",
      type: "symbol",
      source: "zone-labels",
      layout: {
        "text-field": ["step", ["zoom"], code, 10.8, whole],
        "text-size": ["interpolate", ["linear"], ["zoom"], 9, 11, 14, 14],
        "text-max-width": 9,
        // Below the middle from afar, where the letters would hide the zone itself, and of premises, which are a dot.
        "text-anchor": "top",
        "text-offset": ["step", ["zoom"], BELOW, 10.8, ["case", ["get", "premises"], BELOW, ["literal", [0, 0]]]],
        "text-allow-overlap": true,
        "symbol-sort-key": ["case", HOLDS, 0, 1],
      },
      paint: {
        "text-color": ["case", HOLDS, INK, MUTED_INK],
        "text-halo-color": "rgba(255,255,255,0.95)",
        "text-halo-width": 2,
      },
    },
  ];
}

/** Whether a kind is about premises: a point is enough to say where, and its outline too small to be seen from afar. */
export function concernsPremises(kind: ZoneKind): boolean {
  return kind === "closure_notice" || kind === "closure_order";
}

/** Outlines, those in force on top. */
export function zoneData(zones: readonly ListedZone[]): SourceData {
  return {
    type: "FeatureCollection",
    features: zones
      .toSorted((a, b) => Number(holds(a)) - Number(holds(b)))
      .map((zone) => ({
        type: "Feature",
        id: zone.id,
        properties: { kind: zone.kind, holds: holds(zone) },
        geometry: zone.geometry,
      })),
  };
}

/** A point in each with its letters and words; the words of one that does not hold say only that. */
export function zoneLabelData(zones: readonly ListedZone[]): SourceData {
  return {
    type: "FeatureCollection",
    features: zones.map((zone) => ({
      type: "Feature",
      properties: {
        code: ZONE_SIGNS[zone.kind].code,
        words: holds(zone) ? mapWords(zone) : zone.status === "not_yet" ? "planned" : "not in force",
        holds: holds(zone),
        premises: concernsPremises(zone.kind),
      },
      geometry: { type: "Point", coordinates: middleOf(zone.geometry) },
    })),
  };
}

/** What may be done there; where it holds for a part of the day only, that, too. */
function mapWords({ powers, partOfDay }: ListedZone): string {
  return partOfDay ? `${powers.short} (part of the day)` : powers.short;
}

function holds({ status }: Pick<ListedZone, "status">): boolean {
  return status === "in_force";
}

/** Middle of the largest ring, weighted by area: [lng, lat]. */
export function middleOf({ coordinates }: ListedZone["geometry"]): [number, number] {
  const rings = coordinates.flatMap((polygon) => polygon.slice(0, 1)).map(weigh);
  const largest = rings.reduce((best, ring) => (Math.abs(ring.area) > Math.abs(best.area) ? ring : best), {
    area: 0,
    lng: 0,
    lat: 0,
  });
  return [largest.lng, largest.lat];
}

/** The centroid of a ring by the shoelace formula, about its first corner so that no digits are lost. */
function weigh(ring: readonly (readonly number[])[]): { area: number; lng: number; lat: number } {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  let [area, lng, lat] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = [(ring[i]?.[0] ?? 0) - x0, (ring[i]?.[1] ?? 0) - y0];
    const [bx, by] = [(ring[i + 1]?.[0] ?? 0) - x0, (ring[i + 1]?.[1] ?? 0) - y0];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    lng += ((ax + bx) * cross) / 6;
    lat += ((ay + by) * cross) / 6;
  }
  return area === 0 ? { area, lng: x0, lat: y0 } : { area, lng: x0 + lng / area, lat: y0 + lat / area };
}

type Branch = string | ExpressionSpecification;

function byKind(of: (sign: ZoneSign) => Branch, otherwise: Branch): ExpressionSpecification {
  const [first, ...more] = ZONE_KINDS;
  const rest = more.flatMap((kind) => [kind, of(ZONE_SIGNS[kind])]);
  return ["match", ["get", "kind"], first, of(ZONE_SIGNS[first]), ...rest, otherwise];
}
