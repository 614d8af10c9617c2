import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { negativeBinomialTail } from "./negative-binomial-tail.ts";

/*
 * Spikes: was this month out of the ordinary for this ward?
 *
 * A ward's month is compared with its own previous twelve. Monthly counts vary more than Poisson, and
 * twelve points are too few to say by how much for one ward; so the spread comes from the whole force:
 * V = the median, over wards with more than one offence a month, of sample variance / mean. Then
 *
 *     p = P(X ≥ x),  X negative binomial with mean μ = max(Ȳ, 1/24) and variance V·μ
 *
 * The floor of 1/24 (half an offence in the year before) keeps a ward without any history from making a
 * single offence infinitely surprising. Where the force shows no extra spread (V ≤ 1) the mean's own
 * uncertainty still counts: the gamma-Poisson predictive, size ΣY + ½ and probability 12/13.
 *
 * A spike needs at least five offences and q ≤ 5 %. Wards with fewer stay in the family: leaving them
 * out after looking would make the others look better than they are. The family is the wards of the area
 * asked about; q over the whole force stands beside it, because asking about one borough at a time is
 * thirty-two questions.
 *
 * Example: Rainham & Wennington, May 2019: 12 against a mean of 2.67, q = .010 within Havering.
 */

const HISTORY_MONTHS = 12;
const SMALLEST_MEAN = 1 / 24;
const SMALLEST_SPIKE = 5;
const SPIKE_Q = 0.05;

export type Spike = {
  /** Mean of the previous twelve months. */
  mean: number;
  p: number;
  /** Within the area; null for a ward outside it. */
  q: number | null;
  /** Over all wards of the force. */
  qForce: number;
  flagged: boolean;
};

export type Spikes = {
  /** Variance/mean used for everyone; null when no ward is busy enough to tell. */
  dispersion: number | null;
  /** In the order of the wards given. */
  wards: Spike[];
};

/**
 * Spike test of one month for every ward of a force.
 *
 * @param history per ward: counts of the twelve months before, oldest first
 * @param observed per ward: count of the month in question
 * @param inArea per ward: whether it belongs to the area asked about
 * @throws RangeError when lengths differ or a history has not twelve months
 */
export function spikes(options: {
  history: readonly Float64Array[];
  observed: Float64Array;
  inArea: readonly boolean[];
}): Spikes {
  const { history, observed, inArea } = options;
  if (history.length !== observed.length || inArea.length !== observed.length) {
    throw new RangeError(
      `Expected ${observed.length} wards in history and area, got ${history.length} and ${inArea.length}`,
    );
  }
  const dispersion = forceDispersion(history);
  const p = Float64Array.from(history, (year, ward) => spikeProbability(year, observed[ward]!, dispersion));
  const qForce = benjaminiHochberg(p);
  const members = inArea.flatMap((inside, ward) => (inside ? [ward] : []));
  const qArea = benjaminiHochberg(Float64Array.from(members, (ward) => p[ward]!));
  const qOf = new Map(members.map((ward, k) => [ward, qArea[k]!]));
  const wards = history.map((year, ward) => {
    const q = qOf.get(ward) ?? null;
    const flagged = q !== null && q <= SPIKE_Q && observed[ward]! >= SMALLEST_SPIKE;
    return { mean: total(year) / HISTORY_MONTHS, p: p[ward]!, q, qForce: qForce[ward]!, flagged };
  });
  return { dispersion, wards };
}

/** p of one ward's month. */
function spikeProbability(year: Float64Array, observed: number, dispersion: number | null): number {
  if (year.length !== HISTORY_MONTHS) {
    throw new RangeError(`A spike is judged against ${HISTORY_MONTHS} months, got ${year.length}`);
  }
  const sum = total(year);
  if (dispersion === null || dispersion <= 1) {
    return negativeBinomialTail(observed, { size: sum + 0.5, prob: HISTORY_MONTHS / (HISTORY_MONTHS + 1) });
  }
  const mean = Math.max(sum / HISTORY_MONTHS, SMALLEST_MEAN);
  return negativeBinomialTail(observed, { size: mean / (dispersion - 1), prob: 1 / dispersion });
}

/** Median of sample variance / mean over the wards with more than one offence a month. */
function forceDispersion(history: readonly Float64Array[]): number | null {
  const ratios: number[] = [];
  for (const year of history) {
    const mean = total(year) / HISTORY_MONTHS;
    if (mean <= 1) continue;
    const squares = year.reduce((sum, count) => sum + (count - mean) ** 2, 0);
    ratios.push(squares / (HISTORY_MONTHS - 1) / mean);
  }
  ratios.sort((a, b) => a - b);
  const middle = Math.floor(ratios.length / 2);
  const upper = ratios[middle];
  if (upper === undefined) return null;
  return ratios.length % 2 === 1 ? upper : (upper + ratios[middle - 1]!) / 2;
}

function total(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
