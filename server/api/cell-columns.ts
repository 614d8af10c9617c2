/**
 * The binary columns that cells travel in. Little-endian header, then LEB128 unsigned varints.
 *
 * Index  "HXI1" | u8 res | 3 zero bytes | u32 count | varint deltas
 *   Of a cell at resolution r the low 3·(15 − r) bits are all ones; they are dropped, the rest (≤ 52 bits at res 10 after
 *   the mode bits) is sorted and delta-coded.
 * Values "HXV1" | u8 res | 3 zero bytes | u32 count | u32 total | varint n for each index row
 */
export const CELL_INDEX_TYPE = "application/vnd.hexbeat.cell-index";
export const CELL_VALUES_TYPE = "application/vnd.hexbeat.cells";

/** @param compact ascending compact cells (see `compactCell`) */
export function encodeCellIndex(res: number, compact: Float64Array): Uint8Array<ArrayBuffer> {
  const out = startColumn("HXI1", res, compact.length, 12 + compact.length * 8);
  let at = 12;
  let previous = 0;
  for (const cell of compact) {
    at = writeVarint(out, at, cell - previous);
    previous = cell;
  }
  return out.slice(0, at);
}

/** @returns the resolution and the ascending compact cells; @throws RangeError on a column of another kind or cut short */
export function decodeCellIndex(bytes: Uint8Array): { res: number; compact: Float64Array } {
  const { res, count } = readHeader("HXI1", bytes);
  const compact = new Float64Array(count);
  const cursor = { at: 12 };
  let previous = 0;
  for (let i = 0; i < count; i++) {
    previous += readVarint(bytes, cursor);
    compact[i] = previous;
  }
  return { res, compact };
}

/** @param values one count for each row of the index */
export function encodeCellValues(res: number, values: Uint32Array): Uint8Array<ArrayBuffer> {
  const out = startColumn("HXV1", res, values.length, 16 + values.length * 5);
  let total = 0;
  let at = 16;
  for (const value of values) {
    at = writeVarint(out, at, value);
    total += value;
  }
  new DataView(out.buffer).setUint32(12, total, true);
  return out.slice(0, at);
}

/** @returns counts aligned to the index and their sum; @throws RangeError on a column of another kind or cut short */
export function decodeCellValues(bytes: Uint8Array): { res: number; total: number; values: Uint32Array } {
  const { res, count } = readHeader("HXV1", bytes);
  const values = new Uint32Array(count);
  const cursor = { at: 16 };
  for (let i = 0; i < count; i++) values[i] = readVarint(bytes, cursor);
  const total = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  return { res, total, values };
}

/** A cell without its unused low bits: exact in a double up to resolution 11. */
export function compactCell(cellHex: string): number {
  const res = Number.parseInt(cellHex.slice(1, 2), 16);
  const high = Number.parseInt(cellHex.slice(0, -8), 16);
  const low = Number.parseInt(cellHex.slice(-8), 16);
  return compactFromHalves(high, low, res);
}

/** @param high, low the two unsigned 32-bit halves of an H3 index */
export function compactFromHalves(high: number, low: number, res: number): number {
  const drop = 3 * (15 - res);
  return high * 2 ** (32 - drop) + Math.floor(low / 2 ** drop);
}

/** The 15-digit hexadecimal id of a compact cell of resolution 5 or finer. In two halves: BigInt costs four times as much. */
export function expandCell(compact: number, res: number): string {
  const unit = 2 ** (3 * (15 - res));
  const rest = 2 ** 32 / unit;
  const high = Math.floor(compact / rest);
  const low = (compact - high * rest + 1) * unit - 1;
  return high.toString(16) + low.toString(16).padStart(8, "0");
}

function startColumn(magic: string, res: number, count: number, capacity: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(capacity);
  for (let i = 0; i < 4; i++) out[i] = magic.charCodeAt(i);
  out[4] = res;
  new DataView(out.buffer).setUint32(8, count, true);
  return out;
}

function readHeader(magic: string, bytes: Uint8Array): { res: number; count: number } {
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 4)) !== magic) {
    throw new RangeError(`expected a ${magic} column, got ${bytes.length} bytes of something else`);
  }
  return { res: bytes[4] ?? 0, count: new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true) };
}

function writeVarint(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 128) {
    out[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}

function readVarint(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw new RangeError(`column cut short at byte ${cursor.at - 1}`);
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
}
