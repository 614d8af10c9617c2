import { computed, effect } from "@preact/signals";
import { cellsToMultiPolygon, cellToBoundary, cellToLatLng } from "h3-js";
import { joinBoxes } from "../../../cells/outline.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import { emptyData, groupData, pointData } from "../../../layers/sources.ts";
import type { HexbeatMap } from "../../../map/hexbeat-map.ts";
import type { Bounds } from "../../../map/map-types.ts";
import { part } from "../../../state.ts";
import { mode, show } from "../choices.ts";
import { cellBox } from "../extent.ts";
import { frame } from "../frame.ts";
import { markets } from "../modes/market-frame.ts";
import { currentClusters } from "./cluster-answers.ts";
import { currentHotPlaces } from "./hot-places.ts";
import { cellsOfPlace } from "./place-cells.ts";

type Group = { readonly rank: number; readonly cells: readonly string[]; readonly core: readonly string[] };

const place = part("place");
/** Ranks that stand on the map: the first ones, or London would be nothing but numbers. */
const NUMBERED = 10;

/** The places that the map outlines in its mode. */
const outlined = computed<readonly Group[]>(() => {
  if (show.value !== "hexagons") return [];
  if (mode.value === "markets") {
    const found = markets.current.value.value?.found.markets ?? [];
    return found.map(({ rank, cells, core }) => ({ rank, cells, core: core.cells }));
  }
  if (mode.value !== "count" && mode.value !== "hot") return standing();
  const found = currentClusters.value?.clusters ?? [];
  return found.map(({ rank, cells, core }) => ({ rank, cells, core: core.cells }));
});

/** Where nothing is listed: the cells of every class but what is not significant, as one group without a number. */
function standing(): readonly Group[] {
  const shown = frame.value;
  if (shown?.kind !== "classed") return [];
  const isQuiet = shown.classes.map(({ hatch }) => hatch === HATCHES.lines);
  const cells = shown.geometry.cells.filter((_, row) => isQuiet[(shown.classOf[row] ?? 0) - 1] === false);
  return cells.length === 0 ? [] : [{ rank: Number.MAX_SAFE_INTEGER, cells, core: [] }];
}

const chosenCells = computed<readonly string[]>(() => cellsOfPlace(place.value));

/** Where all of a place is in sight. */
export function boundsOfPlace(id: string): Bounds | null {
  return joinBoxes(cellsOfPlace(id).map(cellBox));
}

/** Keep outlines, numbers and marks in step with the answers. @returns stop */
export function drawPlaces(target: HexbeatMap): () => void {
  const stops = [
    effect(() => {
      const groups = outlined.value;
      target.setData("clusters", groupData(groups.map(({ cells, rank }) => ({ polygons: outline(cells), rank }))));
      target.setData("cores", groupData(groups.map(({ core, rank }) => ({ polygons: outline(core), rank }))));
      target.setData("cluster-ranks", pointData(groups.filter(({ rank }) => rank <= NUMBERED).map(numberOf)));
    }),
    effect(() => {
      const cells = chosenCells.value;
      target.setData("place", cells.length === 0 ? emptyData() : groupData([{ polygons: outline(cells), rank: 0 }]));
    }),
    effect(() => {
      const marks = currentHotPlaces.value.map(({ cell, defaultPoints }) => ({
        lngLat: middle(cell),
        name: cell,
        kind: defaultPoints.length > 0 ? "default" : "",
      }));
      target.setData("hot-places", pointData(marks));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function outline(cells: readonly string[]): number[][][][] {
  return cellsToMultiPolygon([...cells], true);
}

/** The number stands at the northern tip, so that the place itself stays in sight. */
function numberOf({ rank, cells }: Group): { lngLat: readonly [number, number]; name: string } {
  const corners = cells.flatMap((cell) => cellToBoundary(cell));
  const [lat, lng] = corners.reduce((best, corner) => (corner[0] > best[0] ? corner : best), corners[0] ?? [0, 0]);
  return { lngLat: [lng, lat], name: String(rank) };
}

function middle(cell: string): readonly [number, number] {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}
