/** One line of a series: a count for each step. */
export type Line = {
  readonly name: string;
  readonly kind: "target" | "displacement" | "control" | "place";
  readonly n: readonly number[];
};

/** Days since 1970 of a calendar day. */
export function dayOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/**
 * A line in pieces: it is not drawn across a break of recording.
 * @param starts first day of each step, ascending
 * @param breaks days from which the records are made by other rules
 * @returns positions of the steps of each piece
 */
export function linePieces(starts: readonly string[], breaks: readonly { readonly date: string }[]): number[][] {
  const pieces: number[][] = [];
  for (const [at, start] of starts.entries()) {
    const before = starts[at - 1];
    const broken = before !== undefined && breaks.some(({ date }) => date > before && date <= start);
    if (at === 0 || broken) pieces.push([]);
    pieces.at(-1)?.push(at);
  }
  return pieces;
}

/** Round numbers from 0 to at least the highest count: 3 to 6 of them, for the rules of a chart. */
export function countTicks(highest: number): number[] {
  const rough = Math.max(1, highest) / 4;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((nice) => nice * scale).find((nice) => nice >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, highest) / step) + 1 }, (_, i) => i * step);
}

/** First days of quarters (or of years, where there would be too many) between two days, for the axis of time. */
export function dateTicks(from: string, to: string): string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const months = last - first > 4 ? ["01"] : last - first > 1 ? ["01", "07"] : ["01", "04", "07", "10"];
  const days: string[] = [];
  for (let year = first; year <= last; year++) for (const month of months) days.push(`${year}-${month}-01`);
  return days.filter((day) => day >= from && day <= to);
}

/** Heights of labels at the ends of lines, moved apart so that none covers another. @param gap least distance */
export function apart(heights: readonly number[], gap: number): number[] {
  const order = heights.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  for (let i = 1; i < order.length; i++) {
    const [above, below] = [order[i - 1], order[i]];
    if (above !== undefined && below !== undefined) below.y = Math.max(below.y, above.y + gap);
  }
  const moved = [...heights];
  for (const { y, at } of order) moved[at] = y;
  return moved;
}
