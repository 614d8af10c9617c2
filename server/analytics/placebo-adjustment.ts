import { type Blocks, leastSquares } from "./least-squares.ts";

/*
 * The placebo test, adjusted for how a target was picked.
 *
 * Nominal tests on crime counts reject far too often: counts are overdispersed and correlated in time. So the
 * same comparison is repeated at many places and dates where nothing was done, the placebos, and the target
 * is ranked among them. That alone is not enough. Operations start where it just peaked, and what peaked falls
 * by itself: ranked among ordinary placebos a top riser "falls" without any operation in 35–47 % of cases.
 *
 * Therefore the change is first predicted from what was known before the start:
 *
 *     effect  e = ln((a + ½)/(b + ½)) − ln((C₁ + ½)/(C₀ + ½))      after against before, net of control
 *     rise    r = ln((b + ½)/(p + ½)) − ln((F_b + ½)/(F_p + ½))    before against earlier, net of the force
 *     e = β₀ + β₁·r + β₂·ln(b + ½)                                  fitted over the placebos
 *
 * The prediction at the target's own r and b is the expected change. What is left over is divided by the
 * noise of counts, √(1/(b + ½) + 1/â), and ranked: p = (1 + #{placebos as extreme or more})/(1 + m).
 *
 * The target is not in the fit, and neither is what overlaps it. Placebos are treated alike: the residual of each
 * is of a fit without it and without those that overlap it (see least-squares.ts). With plain residuals the zones of
 * neighbouring placebos, which share most of their ground, made 6.6 % false rises out of a nominal 5 %.
 *
 * Example: with 99 placebos all milder than the target p = 0.01; expected change −0.22 means that a fall of
 * 20 % was to be expected anyway.
 */

/** Counts of one place at one date. Windows of a place and of its control are the same, so their lengths cancel. */
export type Comparison = {
  /** Earlier count, scaled to the length of the before-window. */
  readonly earlier: number;
  readonly before: number;
  readonly after: number;
  readonly controlBefore: number;
  readonly controlAfter: number;
  /** The whole force, earlier (scaled alike) and before. */
  readonly forceEarlier: number;
  readonly forceBefore: number;
};

export type PlaceboModel = {
  readonly intercept: number;
  readonly rise: number;
  readonly level: number;
  /** Standardised residuals, each of a fit without its block, in the order of the placebos. */
  readonly residuals: Float64Array;
  /** The noise of counts that each was divided by. */
  readonly noise: Float64Array;
};

/** With fewer distinct placebos no p can reach 5 %. */
export const FEWEST_PLACEBOS = 19;

/**
 * The adjustment over a set of placebos; null with fewer than five.
 *
 * @param blocks which of them share ground; default: none do
 */
export function fitPlacebos(placebos: readonly Comparison[], blocks?: Blocks): PlaceboModel | null {
  const effects = Float64Array.from(placebos, effectOf);
  const rises = Float64Array.from(placebos, riseOf);
  const levels = Float64Array.from(placebos, levelOf);
  const fit = leastSquares(effects, [rises, levels], blocks);
  if (fit === null) return null;
  const { intercept, first: rise, second: level, leftOut } = fit;
  const noise = Float64Array.from(placebos, (place, i) =>
    noiseOf(place, intercept + rise * rises[i]! + level * levels[i]!),
  );
  return { intercept, rise, level, residuals: leftOut.map((residual, i) => residual / noise[i]!), noise };
}

export type Judged = {
  /** Expected change net of control, as a logarithm: ln(expected after / before), control taken out. */
  readonly expectedEffect: number;
  /** After-count that the placebos lead one to expect. */
  readonly expectedAfter: number;
  readonly residual: number;
  /** The noise of counts that it was divided by. */
  readonly noise: number;
};

/** A place held against the adjustment. */
export function judge(model: PlaceboModel, place: Comparison): Judged {
  const expectedEffect = model.intercept + model.rise * riseOf(place) + model.level * levelOf(place);
  const noise = noiseOf(place, expectedEffect);
  const residual = (effectOf(place) - expectedEffect) / noise;
  return { expectedEffect, expectedAfter: Math.max(0, predictedAfter(place, expectedEffect) - 0.5), residual, noise };
}

/** Share of the placebos, the place itself counted, that are as low (`fall`) or as high (`rise`) or more. */
export function placeboP(residuals: Float64Array, own: number, direction: "fall" | "rise"): number {
  let asExtreme = 0;
  for (const residual of residuals) {
    if (direction === "fall" ? residual <= own : residual >= own) asExtreme++;
  }
  return (1 + asExtreme) / (1 + residuals.length);
}

/** ln of after over before, net of the control. */
export function effectOf({ before, after, controlBefore, controlAfter }: Comparison): number {
  return Math.log((after + 0.5) / (before + 0.5)) - Math.log((controlAfter + 0.5) / (controlBefore + 0.5));
}

/** ln of before over earlier, net of the force. */
export function riseOf({ earlier, before, forceEarlier, forceBefore }: Comparison): number {
  return Math.log((before + 0.5) / (earlier + 0.5)) - Math.log((forceBefore + 0.5) / (forceEarlier + 0.5));
}

function levelOf({ before }: Comparison): number {
  return Math.log(before + 0.5);
}

/** a + ½ under an effect. */
function predictedAfter({ before, controlBefore, controlAfter }: Comparison, effect: number): number {
  return (Math.exp(effect) * (before + 0.5) * (controlAfter + 0.5)) / (controlBefore + 0.5);
}

/** Standard error of e if counts were Poisson; a small control adds its own. */
function noiseOf(place: Comparison, effect: number): number {
  const { before, controlBefore, controlAfter } = place;
  const control = 1 / (controlBefore + 0.5) + 1 / (controlAfter + 0.5);
  return Math.sqrt(1 / (before + 0.5) + 1 / Math.max(0.5, predictedAfter(place, effect)) + control);
}
