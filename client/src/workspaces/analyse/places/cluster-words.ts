import type { ClustersBody } from "../../../../../server/api/types.ts";
import { formatCount, formatQ } from "../../../format.ts";

export type Cluster = ClustersBody["clusters"][number];

export const LABEL_WORDS: Readonly<Record<Cluster["label"], string>> = {
  area: "area",
  place: "place",
  both: "area + place",
};

const FLAG_WORDS: Readonly<Record<string, string>> = {
  police_station: "a police station",
  custody_suite: "a custody suite",
  default_point: "a default point",
  zero_coordinates: "no coordinates",
  outside_force: "outside the force",
};

/** Why the place is listed, in one sentence. */
export function reasonOf({ evidence }: Cluster): string {
  const { areaCells, placeCells, areaQ, placeQ } = evidence;
  const parts = [
    ...(areaCells > 0 && areaQ !== null
      ? [`${count(areaCells, "cell")} where counts cluster more than chance would (q ${atMost(areaQ)})`]
      : []),
    ...(placeCells > 0 && placeQ !== null
      ? [`${count(placeCells, "cell")} among the busiest 1 % month after month (q ${atMost(placeQ)})`]
      : []),
  ];
  return `${parts.join("; ")}.`;
}

/** The same in a few words, for the list: "counts cluster in 4 cells, 2 are busy month after month". */
export function briefReason({ evidence: { areaCells, placeCells } }: Cluster): string {
  const areas = areaCells > 0 ? [`counts cluster in ${count(areaCells, "cell")}`] : [];
  const busy = placeCells === 1 ? "is busy" : "are busy";
  const places =
    placeCells > 0 ? [`${areaCells > 0 ? placeCells : count(placeCells, "cell")} ${busy} month after month`] : [];
  return [...areas, ...places].join(", ");
}

/** Records that stand there because it is where they are put: null when there are none. */
export function defaultWords({ defaultPoints, n }: Pick<Cluster, "defaultPoints" | "n">): string | null {
  const flagged = defaultPoints.reduce((sum, point) => sum + point.n, 0);
  if (flagged === 0) return null;
  const where = flagWords({ defaultPoints });
  // Flags are counted over 12 months, the window may be shorter.
  const share = flagged >= n ? "all or nearly all" : `${formatCount(flagged)}`;
  return `${share} of its records stand at ${where}`;
}

/** What they stand at: "a police station". */
export function flagWords({ defaultPoints }: Pick<Cluster, "defaultPoints">): string {
  return defaultPoints.map(({ flag }) => FLAG_WORDS[flag] ?? flag.replaceAll("_", " ")).join(", ");
}

/** Whether a tenth or more of its records may say nothing of where things happened. */
export function isMostlyDefault({ defaultPoints, n }: Pick<Cluster, "defaultPoints" | "n">): boolean {
  return defaultPoints.reduce((sum, point) => sum + point.n, 0) >= n / 10;
}

/** "▲ 2", "▼ 1", "=", "new"; and the same for those who cannot see it. */
export function movementWords(movement: number | null): { sign: string; spoken: string } {
  if (movement === null) return { sign: "new", spoken: "not listed a month before" };
  if (movement === 0) return { sign: "=", spoken: "same rank as a month before" };
  const places = count(Math.abs(movement), "place");
  return movement > 0
    ? { sign: `▲ ${movement}`, spoken: `up ${places} in a month` }
    : { sign: `▼ ${-movement}`, spoken: `down ${places} in a month` };
}

/** "Burnt Oak, by Burnt Oak station" → the ward, and what it is by. */
export function splitName(name: string): [string, string] {
  const at = name.indexOf(", by ");
  return at === -1 ? [name, ""] : [name.slice(0, at), name.slice(at + 2)];
}

/** The smaller of its two q. */
export function bestQ({ evidence }: Cluster): number | null {
  const known = [evidence.areaQ, evidence.placeQ].filter((q) => q !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** q as a bound: "< 0.1 %" or "2.1 %". */
function atMost(q: number): string {
  const words = formatQ(q);
  return words.startsWith("<") ? words : `= ${words}`;
}

function count(n: number, word: string): string {
  return `${formatCount(n)} ${word}${n === 1 ? "" : "s"}`;
}
