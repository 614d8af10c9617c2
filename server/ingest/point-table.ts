/** No number stands in this slot. */
const FREE = -1;
const FIRST_SLOTS = 1 << 12;

/**
 * Numbers for distinct pairs of coordinates, counted from 0 in the order in which they are first asked for: a hash table of
 * open addressing over the bits of both, for a Map would need a text or a Map of its own for every point.
 */
export function createPointTable() {
  let slots = new Int32Array(FIRST_SLOTS).fill(FREE);
  let xs = new Float64Array(FIRST_SLOTS / 2);
  let ys = new Float64Array(FIRST_SLOTS / 2);
  let size = 0;

  const slotOf = (x: number, y: number): number => {
    let slot = hash(x, y) & (slots.length - 1);
    for (;;) {
      const held = slots[slot] ?? FREE;
      if (held === FREE || (xs[held] === x && ys[held] === y)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  };
  const grow = (): void => {
    xs = doubled(xs);
    ys = doubled(ys);
    slots = new Int32Array(2 * slots.length).fill(FREE);
    for (let i = 0; i < size; i++) slots[slotOf(xs[i] ?? 0, ys[i] ?? 0)] = i;
  };
  return {
    /** @returns the number of the pair, the table's size before where it is new */
    numberOf(x: number, y: number): number {
      const slot = slotOf(x, y);
      const held = slots[slot] ?? FREE;
      if (held !== FREE) return held;
      slots[slot] = size;
      xs[size] = x;
      ys[size] = y;
      size++;
      // Half of the slots stay free, so that a free one is never far.
      if (size === xs.length) grow();
      return size - 1;
    },
    get size(): number {
      return size;
    },
  };
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}

const PAIR = new Float64Array(2);
const BITS = new Uint32Array(PAIR.buffer);

/** Mixes the 128 bits of two numbers into 32, each half by an odd factor of its own, as Murmur's finaliser does. */
function hash(x: number, y: number): number {
  // -0 equals 0 and has other bits; added to 0 it is 0.
  PAIR[0] = x + 0;
  PAIR[1] = y + 0;
  let h = BITS[0] ?? 0;
  h ^= Math.imul(BITS[1] ?? 0, 0x9e3779b1);
  h ^= Math.imul(BITS[2] ?? 0, 0x85ebca6b);
  h ^= Math.imul(BITS[3] ?? 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f);
  return (h ^ (h >>> 15)) >>> 0;
}
