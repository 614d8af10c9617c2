/** One column of the placebo distribution: residuals in [from, to). */
export type Bin = { readonly from: number; readonly to: number; readonly n: number };

const BINS = 24;

/**
 * Residuals of the placebos in equal bins that reach over the target's own, so that it stands in the same picture.
 * @param residuals ascending, in standard deviations
 * @returns none where there is nothing to draw
 */
export function placeboBins(residuals: readonly number[], own: number | null): Bin[] {
  const all = own === null ? [...residuals] : [...residuals, own];
  if (all.length === 0) return [];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  // Residuals that differ by less than a number can be parted stand in one bin.
  const step = (most - least) / BINS;
  const width = step > 0 ? step : 1;
  const bins = Array.from({ length: step > 0 ? BINS : 1 }, (_, i) => ({
    from: least + i * width,
    to: least + (i + 1) * width,
    n: 0,
  }));
  for (const residual of residuals) {
    const bin = bins[Math.min(bins.length - 1, Math.floor((residual - least) / width))];
    if (bin !== undefined) bin.n++;
  }
  return bins;
}
