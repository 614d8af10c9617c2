/*
 * The class a map colours: ±1, ±2, ±3 for a false-discovery rate of 10, 5 and 1 %, 0 for none.
 *
 * Three levels rather than one: an analyst choosing five places wants the certain ones first, and one
 * looking for what is building up wants the weak ones too. The sign is the direction, hot or cold.
 *
 * Example: fdrClass(0.03, 1) is 2; fdrClass(0.004, -1) is -3; fdrClass(0.2, 1) is 0.
 */

/** Class of a q-value; `direction` is 1 for hot, −1 for cold. */
export function fdrClass(q: number, direction: 1 | -1): number {
  if (q <= 0.01) return 3 * direction;
  if (q <= 0.05) return 2 * direction;
  return q <= 0.1 ? direction : 0;
}
