/**
 * The binary columns that a hot-spot map travels in, little-endian, one entry for each row of its index:
 *
 *   "HXH1" | u8 res | u8 gated | 2 zero bytes | u32 count | u32 total
 *   u32 n × count | f32 z × count | f32 −log10 p × count | f32 −log10 pNormal × count | f32 −log10 q × count | i8 class × count
 *
 * p-values go below what a 32-bit number can hold, so their exponents travel. A gated map has the counts alone.
 */
export const HOTSPOT_VALUES_TYPE = "application/vnd.hexbeat.hotspots";

export type HotspotColumns = {
  readonly res: number;
  /** Incidents in the universe. */
  readonly total: number;
  readonly n: Uint32Array;
  /** null when the gate allows no value. */
  readonly tested: {
    readonly z: Float32Array;
    /** −log10 of p, of the normal p and of q. */
    readonly p: Float32Array;
    readonly pNormal: Float32Array;
    readonly q: Float32Array;
    readonly class: Int8Array;
  } | null;
};

const MAGIC = "HXH1";
const HEADER = 16;

export function encodeHotspots({ res, total, n, tested }: HotspotColumns): Uint8Array<ArrayBuffer> {
  const count = n.length;
  const out = new Uint8Array(HEADER + count * (tested === null ? 4 : 21));
  const view = new DataView(out.buffer);
  for (let i = 0; i < MAGIC.length; i++) out[i] = MAGIC.charCodeAt(i);
  out[4] = res;
  out[5] = tested === null ? 1 : 0;
  view.setUint32(8, count, true);
  view.setUint32(12, total, true);
  for (let row = 0; row < count; row++) view.setUint32(HEADER + row * 4, n[row] ?? 0, true);
  if (tested === null) return out;
  let at = HEADER + count * 4;
  for (const column of [tested.z, tested.p, tested.pNormal, tested.q]) {
    for (let row = 0; row < count; row++) view.setFloat32(at + row * 4, column[row] ?? 0, true);
    at += count * 4;
  }
  new Int8Array(out.buffer, at, count).set(tested.class);
  return out;
}

/** @throws RangeError on a column of another kind or cut short */
export function decodeHotspots(bytes: Uint8Array): HotspotColumns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) {
    throw new RangeError(`expected a ${MAGIC} column, got ${bytes.length} bytes of something else`);
  }
  const count = view.getUint32(8, true);
  const gated = bytes[5] === 1;
  const expected = HEADER + count * (gated ? 4 : 21);
  if (bytes.length !== expected) throw new RangeError(`expected ${expected} bytes, got ${bytes.length}`);
  const n = new Uint32Array(count);
  for (let row = 0; row < count; row++) n[row] = view.getUint32(HEADER + row * 4, true);
  const floats = (column: number) => {
    const values = new Float32Array(count);
    for (let row = 0; row < count; row++) values[row] = view.getFloat32(HEADER + (column * count + row) * 4, true);
    return values;
  };
  // A copy: Node's own slice would share the memory of its pool.
  const classes = () => new Int8Array(new Uint8Array(bytes.subarray(HEADER + count * 20)).buffer);
  const read = () => ({ z: floats(1), p: floats(2), pNormal: floats(3), q: floats(4), class: classes() });
  return { res: bytes[4] ?? 0, total: view.getUint32(12, true), n, tested: gated ? null : read() };
}
