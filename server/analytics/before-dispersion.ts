/*
 * How much more than Poisson a place varied around its control, before anything was done.
 *
 *     φ = X²/df,   X² = Σ_t (n_t − N·s_t)²/(N·s_t),   s_t = control's share of its total in step t,   df = steps − 1
 *
 * Steps of the before-window only: the operation's own effect must not widen its interval. Reported as found; users of φ
 * take max(1, φ).
 *
 * Reference: McCullagh & Nelder (1989), Generalized Linear Models, §4.5.
 *
 * Example: 10, 20, 30 against a flat control: N·s = 20, X² = 10, df = 2, φ = 5.
 */

export type Dispersion = { readonly dispersion: number; readonly degreesOfFreedom: number };

/** @param place @param control counts per step, equally many; φ = 1 where there is nothing to measure it by */
export function beforeDispersion(place: Float64Array, control: Float64Array): Dispersion {
  const [n, c] = [total(place), total(control)];
  const degreesOfFreedom = place.length - 1;
  if (degreesOfFreedom < 1 || n === 0 || c === 0)
    return { dispersion: 1, degreesOfFreedom: Math.max(0, degreesOfFreedom) };
  let chiSquare = 0;
  for (let step = 0; step < place.length; step++) {
    const expected = (n * control[step]!) / c;
    if (expected > 0) chiSquare += (place[step]! - expected) ** 2 / expected;
  }
  return { dispersion: chiSquare / degreesOfFreedom, degreesOfFreedom };
}

function total(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
