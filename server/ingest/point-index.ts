import { latLngToCell } from "h3-js";
import { copyLine } from "./copy-text.ts";
import { createPointTable } from "./point-table.ts";

/** Resolutions whose cell is stored on every located incident. */
const STORED_RESOLUTIONS = [7, 8, 9, 10, 11] as const;

/**
 * The distinct points of one import, numbered from 1. Sources snap many incidents to few points, so cells and areas
 * are worked out once a point, not once a row.
 */
export function createPointIndex() {
  const table = createPointTable();
  let lines: string[] = [];
  return {
    /** @returns the number of the point, or null where there is none */
    idOf(lng: number | null, lat: number | null): number | null {
      if (lng === null || lat === null) return null;
      const known = table.size;
      const id = table.numberOf(lng, lat) + 1;
      if (table.size > known) lines.push(pointLine(id, lng, lat));
      return id;
    },
    /** COPY lines of the points first seen since the last call. */
    takeLines(): string[] {
      const taken = lines;
      lines = [];
      return taken;
    },
    get size(): number {
      return table.size;
    },
  };
}

export type PointIndex = ReturnType<typeof createPointIndex>;

export const POINT_COLUMNS = ["point_id", "geom", "cell_7", "cell_8", "cell_9", "cell_10", "cell_11"] as const;

function pointLine(id: number, lng: number, lat: number): string {
  const cells = STORED_RESOLUTIONS.map((res) => cellToBigint(latLngToCell(lat, lng, res)));
  return copyLine([id, pointHex(lng, lat), ...cells]);
}

const EWKB = Buffer.alloc(25);
// Little-endian, a point with a reference system, and that is EPSG:4326. Source: PostGIS manual, ST_AsEWKB and ST_AsHEXEWKB.
EWKB.writeUInt8(1, 0);
EWKB.writeUInt32LE(0x2000_0001, 1);
EWKB.writeUInt32LE(4326, 5);

/** A point in WGS84 as PostGIS reads it in a COPY. */
function pointHex(lng: number, lat: number): string {
  EWKB.writeDoubleLE(lng, 9);
  EWKB.writeDoubleLE(lat, 17);
  return EWKB.toString("hex");
}

/** An H3 id as the decimal text of its (positive) bigint. */
export function cellToBigint(cell: string): string {
  return BigInt(`0x${cell}`).toString();
}
