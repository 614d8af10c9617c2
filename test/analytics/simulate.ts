import type { Random } from "../../server/analytics/random.ts";

/** Poisson count by inversion; for means below a few hundred. */
export function poisson(mean: number, random: Random): number {
  const limit = random();
  let term = Math.exp(-mean);
  let below = term;
  let count = 0;
  while (limit >= below && term > 0) {
    count++;
    term *= mean / count;
    below += term;
  }
  return count;
}

/** Counts by cumulative table: fast for a fixed distribution. */
export function sampler(mass: readonly number[], random: Random): () => number {
  let below = 0;
  const cumulative = mass.map((share) => {
    below += share;
    return below;
  });
  return () => {
    const at = random();
    let count = 0;
    while (count < cumulative.length - 1 && at >= cumulative[count]!) count++;
    return count;
  };
}

/** Mass of the negative binomial with this mean and variance/mean > 1, until nothing is left. */
export function negativeBinomialMass(mean: number, dispersion: number): number[] {
  const size = mean / (dispersion - 1);
  const mass = [dispersion ** -size];
  for (let k = 1; mass.reduce((a, b) => a + b, 0) < 1 - 1e-12; k++) {
    mass.push((mass[k - 1]! * (k - 1 + size) * (1 - 1 / dispersion)) / k);
  }
  return mass;
}

/** Mass of the Poisson distribution, until nothing is left. */
export function poissonMass(mean: number): number[] {
  const mass = [Math.exp(-mean)];
  for (let k = 1; mass.reduce((a, b) => a + b, 0) < 1 - 1e-12; k++) mass.push((mass[k - 1]! * mean) / k);
  return mass;
}
