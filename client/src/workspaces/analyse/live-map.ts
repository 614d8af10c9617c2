import { effect, signal } from "@preact/signals";
import { cellToBoundary } from "h3-js";
import { boundsOf, joinBoxes } from "../../cells/outline.ts";
import {
  areaData,
  emptyData,
  featureData,
  featuresData,
  labelData,
  placeData,
  ringData,
  type SourceData,
} from "../../layers/sources.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { CellFrame } from "../../map/map-types.ts";
import { part } from "../../state.ts";
import { boroughs, stations, wards } from "./answers.ts";
import { placeOf } from "./asked-places.ts";
import { dataset } from "./choices.ts";
import { arrived, destination } from "./extent.ts";
import { frame } from "./frame.ts";
import type { ClassedFrame } from "./modes/classed.ts";
import { drawPlaces } from "./places/draw-places.ts";
import { pointed } from "./pointing.tsx";
import { cellCentre, findArea, isCell } from "./ranking.ts";

/** The map on screen; null before it is made, and where it cannot be. */
export const map = signal<HexbeatMap | null>(null);

const selected = part("selected");
const area = part("area");
const view = part("view");
const swipe = part("swipe");

/** Keep a map in step with the state: each effect follows one thing. @returns stop */
export function liveMap(target: HexbeatMap): () => void {
  const stops = [
    ...groundEffects(target),
    effect(() => target.setSynthetic(dataset.value?.synthetic ?? false)),
    effect(() => drawFrame(target)),
    effect(() => {
      const shown = frame.peek();
      if (swipe.value !== null && shown?.kind === "cells" && shown.before !== null) target.setSwipe(swipe.value / 100);
    }),
    drawPlaces(target),
    effect(() => target.setData("hover", outlineOf(pointed.value))),
    effect(() => {
      target.setData("selection", outlineOf(selected.value));
      reveal(target, selected.value);
    }),
    effect(() => {
      const wanted = view.value;
      // A link opened in this tab: the map did not move there by itself.
      if (wanted !== null && isElsewhere(target, wanted)) target.jumpTo(wanted);
    }),
    effect(() => {
      const box = destination.value;
      if (box === null) return;
      arrived();
      target.flyTo(box);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Boundaries, names and stations, as they come in. */
function groundEffects(target: HexbeatMap): (() => void)[] {
  return [
    effect(() => {
      const shown = boroughs.current.value.value;
      target.setData("boroughs", areaData(shown));
      target.setData("borough-labels", labelData(shown));
      const home = shown === null ? null : joinBoxes(shown.features.map(({ geometry }) => boundsOf(geometry)));
      if (home !== null) target.setHome(home);
    }),
    effect(() => {
      const shown = wards.current.value.value;
      target.setData("wards", areaData(shown));
      target.setData("ward-labels", labelData(shown));
    }),
    effect(() => target.setData("asked-areas", featuresData(area.value.flatMap((code) => placeOf(code).areas)))),
    effect(() => target.setData("stations", placeData(stations.current.value.value?.places ?? []))),
  ];
}

function drawFrame(target: HexbeatMap): void {
  const shown = frame.value;
  if (shown === null) return;
  if (shown.kind === "areas") target.showAreas(shown.layer, shown);
  else if (shown.kind === "classed") target.showCells(shown.geometry, classedCells(shown));
  else if (shown.before === null) target.showCells(shown.geometry, shown);
  else {
    const { breaks, colours } = shown;
    const then = { values: shown.before.values, breaks, colours };
    target.showSwipe(shown.geometry, { before: then, after: shown }, (swipe.peek() ?? 50) / 100);
  }
}

/** Classes are told to the cell layer as counts from 1: one attribute for every mode. */
function classedCells({ classOf, classes }: ClassedFrame): CellFrame {
  return {
    values: classOf,
    breaks: classes.map((_, i) => i + 1),
    colours: classes.map(({ colour }) => colour),
    hatches: classes.map(({ hatch }) => hatch),
  };
}

function outlineOf(id: string | null): SourceData {
  if (id === null) return emptyData();
  if (!isCell(id)) return featureData(findArea(id));
  const ring = cellToBoundary(id).map(([lat, lng]) => [lng, lat] as const);
  return ringData([...ring, ...ring.slice(0, 1)]);
}

function reveal(target: HexbeatMap, id: string | null): void {
  if (id === null) return;
  if (isCell(id)) target.reveal(cellCentre(id));
  else {
    const [lng, lat] = findArea(id)?.properties.label ?? [];
    if (lng !== undefined && lat !== undefined) target.reveal([lng, lat]);
  }
}

function isElsewhere(target: HexbeatMap, wanted: { zoom: number; lat: number; lng: number }): boolean {
  const now = target.view();
  return (
    Math.abs(now.zoom - wanted.zoom) > 0.011 ||
    Math.abs(now.lat - wanted.lat) > 1.1e-6 ||
    Math.abs(now.lng - wanted.lng) > 1.1e-6
  );
}
