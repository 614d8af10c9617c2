/** A stream of pseudo-random numbers: the same seed and name always give the same numbers. */
export type Random = {
  /** Uniform in [0, 1). */
  next: () => number;
  /** Uniform integer in [0, n). */
  below: (n: number) => number;
  /** Uniform in [from, to). */
  between: (from: number, to: number) => number;
  /** Standard normal. */
  normal: () => number;
  /** Poisson count with the given mean (0 where the mean is not positive). */
  poisson: (mean: number) => number;
  /** The mean rounded up or down at random: the least noisy whole number with that mean. */
  steady: (mean: number) => number;
  /** One element of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T;
};

/**
 * Seeds one named stream (FNV-1a over the name, then sfc32). Streams are independent of each other, so that
 * drawing more numbers in one part of the demo never changes another.
 */
export function createRandom(seed: number, name: string): Random {
  const next = sfc32(seed >>> 0, fnv1a(name));
  const random: Random = {
    next,
    below: (n) => Math.floor(next() * n),
    between: (from, to) => from + (to - from) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson: (mean) => poisson(random, mean),
    steady: (mean) => Math.floor(Math.max(0, mean) + next()),
    pick: (list) => pickFrom(list, next()),
  };
  return random;
}

/** A new list with the elements of `list` in random order. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Index of the first running total above u, for u in [0, total): draws an element by its weight. */
export function drawIndex(runningTotals: Float64Array, u: number): number {
  let low = 0;
  let high = runningTotals.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runningTotals[middle] ?? 0) > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Running totals of non-negative weights. */
export function accumulate(weights: readonly number[] | Float64Array): Float64Array {
  const totals = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] ?? 0;
    totals[i] = sum;
  }
  return totals;
}

function pickFrom<T>(list: readonly T[], u: number): T {
  const item = list[Math.floor(u * list.length)];
  if (item === undefined) throw new Error("cannot pick from an empty list");
  return item;
}

/** Knuth's product of uniforms below 30; above, a rounded normal is near enough for a demo. */
function poisson(random: Random, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function sfc32(seed: number, name: number): () => number {
  let a = seed;
  let b = name;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}
