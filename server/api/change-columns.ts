/**
 * The binary columns that a map of change travels in, little-endian, one entry for each row of its index:
 *
 *   "HXD1" | u8 res | u8 gated | 2 zero bytes | u32 count | u32 total | u32 total2 | u32 length of the words | f64 share
 *   u32 n × count | u32 n2 × count | f32 −log10 p × count | f32 −log10 q × count | i8 class × count | words
 *
 * The words are JSON in UTF-8: gate and method of the answer, so that no map is without them. A gated map has the counts alone.
 */
export const CHANGE_VALUES_TYPE = "application/vnd.hexbeat.change";

export type ChangeColumns = {
  readonly res: number;
  /** Incidents in the universe, in each period. */
  readonly total: number;
  readonly total2: number;
  readonly n: Uint32Array;
  readonly n2: Uint32Array;
  /** null when the gate allows no value. */
  readonly tested: {
    /** The period among both, over the universe. */
    readonly share: number;
    /** −log10 of p and of q. */
    readonly p: Float32Array;
    readonly q: Float32Array;
    readonly class: Int8Array;
  } | null;
  /** Gate and method as JSON. */
  readonly words: string;
};

const MAGIC = "HXD1";
const HEADER = 32;

export function encodeChange({ res, total, total2, n, n2, tested, words }: ChangeColumns): Uint8Array<ArrayBuffer> {
  const count = n.length;
  const text = new TextEncoder().encode(words);
  const out = new Uint8Array(HEADER + rowBytes(tested === null) * count + text.length);
  const view = new DataView(out.buffer);
  for (let i = 0; i < MAGIC.length; i++) out[i] = MAGIC.charCodeAt(i);
  out[4] = res;
  out[5] = tested === null ? 1 : 0;
  for (const [i, value] of [count, total, total2, text.length].entries()) view.setUint32(8 + i * 4, value, true);
  view.setFloat64(24, tested?.share ?? 0, true);
  for (let row = 0; row < count; row++) {
    view.setUint32(HEADER + row * 4, n[row] ?? 0, true);
    view.setUint32(HEADER + (count + row) * 4, n2[row] ?? 0, true);
  }
  out.set(text, out.length - text.length);
  if (tested === null) return out;
  for (const [column, values] of [tested.p, tested.q].entries()) {
    for (let row = 0; row < count; row++) {
      view.setFloat32(HEADER + ((2 + column) * count + row) * 4, values[row] ?? 0, true);
    }
  }
  new Int8Array(out.buffer, HEADER + count * 16, count).set(tested.class);
  return out;
}

/** @throws RangeError on a column of another kind or cut short */
export function decodeChange(bytes: Uint8Array): ChangeColumns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) {
    throw new RangeError(`expected a ${MAGIC} column, got ${bytes.length} bytes of something else`);
  }
  const [count, length] = [view.getUint32(8, true), view.getUint32(20, true)];
  const gated = bytes[5] === 1;
  const end = HEADER + rowBytes(gated) * count;
  if (bytes.length !== end + length) throw new RangeError(`expected ${end + length} bytes, got ${bytes.length}`);
  const at = (column: number, row: number) => HEADER + (column * count + row) * 4;
  const n = new Uint32Array(count);
  const n2 = new Uint32Array(count);
  const [p, q] = [new Float32Array(gated ? 0 : count), new Float32Array(gated ? 0 : count)];
  for (let row = 0; row < count; row++) {
    n[row] = view.getUint32(at(0, row), true);
    n2[row] = view.getUint32(at(1, row), true);
  }
  for (let row = 0; row < p.length; row++) {
    p[row] = view.getFloat32(at(2, row), true);
    q[row] = view.getFloat32(at(3, row), true);
  }
  // A copy: Node's own slice would share the memory of its pool.
  const classes = () => new Int8Array(new Uint8Array(bytes.subarray(HEADER + count * 16, end)).buffer);
  return {
    ...{ res: bytes[4] ?? 0, total: view.getUint32(12, true), total2: view.getUint32(16, true), n, n2 },
    tested: gated ? null : { share: view.getFloat64(24, true), p, q, class: classes() },
    words: new TextDecoder().decode(bytes.subarray(end)),
  };
}

/** Two counts; where they were tested p, q and class, too. */
function rowBytes(gated: boolean): number {
  return gated ? 8 : 17;
}
