/** With fewer a month in a whole borough, a month without any may be chance: with ten, one in 22,000 (e⁻¹⁰) would be. */
const USUAL = 10;

/**
 * Whether records of a kind were there to be counted at all. A whole borough without one drug search is a file that is missing,
 * not a quiet year, and a zero in one of its wards says nothing.
 * @param borough monthly counts of the whole borough
 * @param name of the borough
 * @returns why a count of these months is not a whole one, in words; null where nothing speaks against it
 */
export function coverageProblem(borough: readonly number[], name: string): string | null {
  const held = borough.filter((n) => n > 0);
  if (held.length === 0) return `none in all of ${name}: may not be in this data`;
  const silent = borough.length - held.length;
  const mean = held.reduce((sum, n) => sum + n, 0) / held.length;
  if (silent === 0 || mean < USUAL) return null;
  return `none in all of ${name} in ${silent} of ${borough.length} months: may not be in this data`;
}
