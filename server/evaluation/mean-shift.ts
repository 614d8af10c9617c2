import { cellToLatLng } from "h3-js";
import { centreShiftP } from "../analytics/centre-shift-p.ts";
import { deviationalEllipse } from "../analytics/deviational-ellipse.ts";
import { centreShift, meanCentre, type Points } from "../analytics/mean-centre.ts";
import { seededRandom } from "../analytics/random.ts";
import { expandCell } from "../api/cell-columns.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { Scene } from "./build-scene.ts";
import type { DateCounts } from "./date-counts.ts";

type CentreBody = NonNullable<EvaluationResultBody["centre"]>;

const METRES_PER_DEGREE = 111_195;

/** Mean centre and ellipse of target and displacement zone, each incident at its cell's centre; null without incidents. */
export function meanShift({ own, cells }: Scene, counts: DateCounts): EvaluationResultBody["centre"] {
  if (cells === null) return null;
  const { grid, units } = cells;
  const list = [...own.target, ...own.zone].sort((a, b) => a - b);
  const places = list.map((unit) => cellToLatLng(expandCell(grid.cells[units.cell[unit] ?? 0] ?? 0, grid.res)));
  const [lat0, lng0] = places[0] ?? [0, 0];
  const east = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const pointsOf = (window: Float64Array): Points => {
    const repeat = (axis: (at: readonly number[]) => number) =>
      Float64Array.from(
        list.flatMap((unit, at) => new Array<number>(window[unit] ?? 0).fill(axis(places[at] ?? [0, 0]))),
      );
    return {
      x: repeat(([, lng = 0]) => (lng - lng0) * east),
      y: repeat(([lat = 0]) => (lat - lat0) * METRES_PER_DEGREE),
    };
  };
  const [before, after] = [pointsOf(counts.before), pointsOf(counts.after)];
  const [from, to] = [meanCentre(before), meanCentre(after)];
  if (from === null || to === null) return null;
  const lngLat = ({ x, y }: { x: number; y: number }) => [
    round6(lng0 + x / east),
    round6(lat0 + y / METRES_PER_DEGREE),
  ];
  const { metres, bearingDegrees } = centreShift(from, to);
  return {
    ...{ before: lngLat(from), after: lngLat(to), shiftMetres: metres, bearingDegrees },
    p: centreShiftP(before, after, { random: seededRandom(1) }),
    ellipses: [...ellipse("before", before), ...ellipse("after", after)],
  };
}

function ellipse(window: "before" | "after", points: Points): CentreBody["ellipses"] {
  const found = deviationalEllipse(points);
  if (found === null) return [];
  return [{ window, majorMetres: found.major, minorMetres: found.minor, angleRadians: found.angleRadians }];
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
