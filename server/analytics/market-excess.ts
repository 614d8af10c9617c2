import { binomialUpperTail } from "./binomial-upper-tail.ts";

/*
 * More of it than a busy place would have anyway.
 *
 * Every count is high in a town centre. The question is whether a place has more drug reports *for what else
 * happens there*: of its n records (drug and other), is the drug share above that of the rest of the city?
 *
 *     p = P(X ≥ k),   X binomial(k + other, share in the rest of the city)
 *
 * The rest of the city leaves out every candidate, or the markets would set the standard they are held to. Where
 * the data has nothing but drug records there is nothing to be busy with; then area is the yardstick,
 * hectare for hectare, and the answer says so.
 *
 * Needed are at least twice what is expected and p ≤ 1 %: the first for people, the second for small numbers.
 *
 * Example: 40 drug reports beside 20 others, where the rest of the city has 1 in 4: 15 expected, p ≈ 1e-11.
 */

const TIMES_EXPECTED = 2;
const SURE = 0.01;
/** With fewer other records in the rest of the city its share means nothing. */
const FEWEST_OTHER = 100;

/** Counts of one place or of the rest, with what they are measured by. */
export type Exposure = { readonly n: number; readonly other: number; readonly hectares: number };

export type Excess = {
  readonly yardstick: "other_records" | "hectares";
  /** What the rest of the city's share would give here. */
  readonly expected: number;
  readonly p: number;
  /** At least twice as much, and surely. */
  readonly clear: boolean;
};

/** Whether a place has clearly more than the rest of the city. */
export function excessOver(here: Exposure, rest: Exposure): Excess {
  const yardstick = rest.other >= FEWEST_OTHER ? "other_records" : "hectares";
  const [n, share] =
    yardstick === "other_records"
      ? [here.n + here.other, ratio(rest.n, rest.n + rest.other)]
      : [here.n + rest.n, ratio(here.hectares, here.hectares + rest.hectares)];
  const expected = n * share;
  const p = binomialUpperTail(here.n, { n, share });
  return { yardstick, expected, p, clear: here.n > 0 && here.n >= TIMES_EXPECTED * expected && p <= SURE };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
