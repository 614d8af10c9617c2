/** The longest of 1, 2, 5, 10, 20, 50… metres that is not longer than `metres`; 1 at least. */
export function scaleLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, metres)));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= metres) ?? 1;
}
