import { latLngToCell } from "h3-js";
import { copyLine } from "./copy-text.ts";

/** Resolutions whose cell is stored on every located incident. */
const STORED_RESOLUTIONS = [7, 8, 9, 10, 11] as const;

/**
 * The distinct points of one import, numbered from 1. Sources snap many incidents to few points, so cells and areas
 * are worked out once a point, not once a row.
 */
export function createPointIndex() {
  const ids = new Map<string, number>();
  let lines: string[] = [];
  return {
    /** @returns the number of the point, or null where there is none */
    idOf(lng: number | null, lat: number | null): number | null {
      if (lng === null || lat === null) return null;
      const key = `${lng},${lat}`;
      const known = ids.get(key);
      if (known !== undefined) return known;
      const id = ids.size + 1;
      ids.set(key, id);
      lines.push(pointLine(id, lng, lat));
      return id;
    },
    /** COPY lines of the points first seen since the last call. */
    takeLines(): string[] {
      const taken = lines;
      lines = [];
      return taken;
    },
    get size(): number {
      return ids.size;
    },
  };
}

export type PointIndex = ReturnType<typeof createPointIndex>;

export const POINT_COLUMNS = ["point_id", "lng", "lat", "cell_7", "cell_8", "cell_9", "cell_10", "cell_11"] as const;

function pointLine(id: number, lng: number, lat: number): string {
  const cells = STORED_RESOLUTIONS.map((res) => cellToBigint(latLngToCell(lat, lng, res)));
  return copyLine([id, lng, lat, ...cells]);
}

/** An H3 id as the decimal text of its (positive) bigint. */
export function cellToBigint(cell: string): string {
  return BigInt(`0x${cell}`).toString();
}
