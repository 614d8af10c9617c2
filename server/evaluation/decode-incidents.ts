import { compactFromHalves } from "../api/cell-columns.ts";
import type { CellEvents } from "./cell-units.ts";
import { BITS_BY_RECORD } from "./indicators.ts";
import type { PackedIncidents } from "./scene.ts";

/** Bytes of one incident: cell, cell of the places, borough, day, record code, hour. */
export const INCIDENT_BYTES = 8 + 8 + 4 + 4 + 2 + 2;

/** Columns of the incidents that the database packed. */
export function decodeIncidents(
  { bytes, boroughIds }: PackedIncidents,
  { res, placeRes }: { res: number; placeRes: number },
): CellEvents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = bytes.byteLength / INCIDENT_BYTES;
  const boroughAt = new Map(boroughIds.map((id, at) => [id, at]));
  const events = {
    cell: new Float64Array(rows),
    placeCell: new Float64Array(rows),
    borough: new Int16Array(rows),
    day: new Int32Array(rows),
    indicators: new Uint8Array(rows),
    hour: new Uint8Array(rows),
  };
  for (let row = 0; row < rows; row++) {
    const at = row * INCIDENT_BYTES;
    events.cell[row] = compactFromHalves(view.getUint32(at), view.getUint32(at + 4), res);
    events.placeCell[row] = compactFromHalves(view.getUint32(at + 8), view.getUint32(at + 12), placeRes);
    events.borough[row] = boroughAt.get(view.getInt32(at + 16)) ?? -1;
    events.day[row] = view.getInt32(at + 20);
    events.indicators[row] = BITS_BY_RECORD[view.getInt16(at + 24)] ?? 0;
    events.hour[row] = view.getInt16(at + 26);
  }
  return events;
}
