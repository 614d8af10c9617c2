/** Fewer incidents in a stretch cannot carry a comparison. */
const FEWEST = 10;
/** A line of one or two months would lie on the bars by construction. */
const SHORTEST = 3;

/**
 * Another place's months, scaled so that it has as many incidents as this one in each stretch between recording breaks: what
 * this place would have had, had it moved as that one did. It compares movement, never level, and never across a break.
 * @param own monthly counts of the place
 * @param other those of the comparator, the same months
 * @param parts positions of the months of each stretch
 * @returns a value for each month; null where a stretch is too short or holds too little
 */
export function scaledLine(
  own: readonly number[],
  other: readonly number[],
  parts: readonly (readonly number[])[],
): (number | null)[] {
  const line = own.map((): number | null => null);
  for (const part of parts) {
    const [ours, theirs] = [own, other].map((counts) => part.reduce((sum, at) => sum + (counts[at] ?? 0), 0));
    if (ours === undefined || theirs === undefined || part.length < SHORTEST || ours < FEWEST || theirs < FEWEST)
      continue;
    for (const at of part) line[at] = ((other[at] ?? 0) * ours) / theirs;
  }
  return line;
}
