/** Tails of the sum of k draws in whole numbers: counts of draws, not probabilities. */
export type IntegerTails = { total: bigint; upper: bigint[]; lower: bigint[] };

/**
 * Number of k-draws without replacement by their sum, for k = 0 … draws, in exact integers.
 * Written to be obviously right: every value multiplies the polynomial by Σ_j C(m, j) y^j t^(j·value).
 */
export function integerTails(frequencies: readonly number[], draws: number, largestSum: number): IntegerTails[] {
  const columns = largestSum + 2;
  let ways = Array.from({ length: draws + 1 }, () => new Array<bigint>(columns).fill(0n));
  ways[0]![0] = 1n;
  for (const [value, times] of frequencies.entries()) {
    const choose = binomials(times, draws);
    const next = Array.from({ length: draws + 1 }, () => new Array<bigint>(columns).fill(0n));
    for (let k = 0; k <= draws; k++) {
      for (let s = 0; s < columns; s++) {
        const before = ways[k]![s]!;
        if (before === 0n) continue;
        for (let j = 0; k + j <= draws && j < choose.length; j++) {
          const sum = Math.min(s + j * value, columns - 1);
          next[k + j]![sum]! += before * choose[j]!;
        }
      }
    }
    ways = next;
  }
  return ways.map((row) => {
    const upper = row.map((_, s) => row.slice(s).reduce((a, b) => a + b, 0n));
    const lower = row.map((_, s) => row.slice(0, s + 1).reduce((a, b) => a + b, 0n));
    return { total: upper[0]!, upper, lower };
  });
}

/** numerator / denominator as a double, right to the last bits however small. */
export function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = Math.max(0, 80 + 4 * (denominator.toString(16).length - numerator.toString(16).length));
  return Number((numerator << BigInt(shift)) / denominator) * 2 ** -shift;
}

/** C(n, 0) … C(n, most), as far as they are not 0. */
function binomials(n: number, most: number): bigint[] {
  const row = [1n];
  for (let j = 1; j <= Math.min(n, most); j++) row.push((row[j - 1]! * BigInt(n - j + 1)) / BigInt(j));
  return row;
}

/** P(X ≥ count) of n draws with probability part/whole, in whole numbers: Σ C(n, j) part^j (whole − part)^(n − j) / whole^n. */
export function binomialTail(count: number, n: number, [part, whole]: readonly [number, number]): number {
  let choose = 1n;
  let reached = 0n;
  for (let j = 0; j <= n; j++) {
    if (j >= count) reached += choose * BigInt(part) ** BigInt(j) * BigInt(whole - part) ** BigInt(n - j);
    choose = (choose * BigInt(n - j)) / BigInt(j + 1);
  }
  return ratio(reached, BigInt(whole) ** BigInt(n));
}
