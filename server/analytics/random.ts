/*
 * A seeded source of random numbers: the same seed gives the same answer on every machine, and a
 * method card that prints the seed can be re-run to the same bytes.
 *
 * The generator is xoshiro128** (Blackman & Vigna 2018, public domain): 128 bits of state, period
 * 2^128 − 1, passes the usual batteries, four shifts and a rotation per number. The state is filled
 * from the seed by splitmix-style mixing, so that seeds 1 and 2 share nothing visible.
 *
 * Example: const random = seededRandom(7); random() is in [0, 1); randomBelow(random, 6) is 0 … 5.
 */

/** Uniform number in [0, 1), 32 bits of it. */
export type Random = () => number;

/** A generator that depends on the seed alone. Only the lowest 32 bits of the seed count. */
export function seededRandom(seed: number): Random {
  const mix = mixer(seed);
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (result >>> 0) / 4294967296;
  };
}

/** Whole number 0 … bound − 1. The bias, bound/2^32, is far below what any simulation here could see. */
export function randomBelow(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** Fisher-Yates shuffle, in place: every order equally likely. */
export function shuffle(values: Float64Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = randomBelow(random, last + 1);
    const kept = values[last]!;
    values[last] = values[other]!;
    values[other] = kept;
  }
}

/** 32-bit words from a seed: a Weyl sequence through a multiply-xorshift finaliser. */
function mixer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
}
