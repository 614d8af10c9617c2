/** Degrees to seven digits, a centimetre: what the drawing tool takes, and more than any boundary is worth. */
export function toCentimetre(degrees: number): number {
  return Number(degrees.toFixed(7));
}
