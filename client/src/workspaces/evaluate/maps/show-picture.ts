import type { HexbeatMap } from "../../../map/hexbeat-map.ts";
import type { CellFrame } from "../../../map/map-types.ts";
import type { Comparison } from "./comparison.ts";

/** What one map shows: a window, the difference, both windows with a line between, or the design's outlines alone. */
export type Picture = "before" | "after" | "difference" | "swipe" | "design";

type Wanted = { readonly picture: Picture; readonly shown: Comparison | null; readonly swipe: number };

/** Draw it. @param swipe share of the width left of the line */
export function showPicture(map: HexbeatMap, { picture, shown, swipe }: Wanted): void {
  if (shown === null || picture === "design") map.showNothing();
  else if (shown.geometry !== null && picture === "swipe") {
    map.showSwipe(shown.geometry, { before: shown.counts, after: shown.afterCounts }, swipe);
  } else showFrame(map, shown, frameOf(shown, picture));
}

function frameOf({ counts, afterCounts, change }: Comparison, picture: Picture): CellFrame {
  if (picture === "before") return counts;
  return picture === "difference" ? change : afterCounts;
}

function showFrame(map: HexbeatMap, { geometry, ids }: Comparison, frame: CellFrame): void {
  if (geometry !== null) map.showCells(geometry, frame);
  else map.showAreas("wards", { counts: countsOf(ids, frame), breaks: frame.breaks, colours: frame.colours });
}

/** Pictures for paper, taken one after the other from one map, which then shows again what it showed. */
export function takePictures(map: HexbeatMap, shown: Comparison, restore: () => void): HTMLCanvasElement[] {
  const pictures = (["before", "after", "difference"] as const).map((picture) => {
    showPicture(map, { picture, shown, swipe: 0.5 });
    return map.snapshot();
  });
  restore();
  return pictures;
}

function countsOf(ids: readonly string[], { values }: CellFrame): Map<string, number> {
  return new Map(ids.map((id, row) => [id, values[row] ?? 0]));
}
