import type { DatasetInfo } from "../../../../server/api/types.ts";
import { formatCount, formatShare } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import type { ProfilePeriod } from "./period.ts";
import type { Scope } from "./scope.ts";
import type { YearRow } from "./year-rows.ts";

/** Under this share of incidents with a place a map, and a count by area, is doubtful. */
const DOUBTFUL_SHARE = 0.85;

type Known = {
  readonly data: DatasetInfo;
  readonly scope: Scope;
  readonly period: ProfilePeriod;
  /** null while they are on their way. */
  readonly rows: readonly YearRow[] | null;
  /** Breaks that the trend crosses. */
  readonly breaks: number;
  /** The area sets that were used: title and note. */
  readonly sets: readonly { readonly title: string; readonly note: string | null }[];
};

/** What to doubt, in whole sentences, from what the answers say. */
export function confidenceNotes({ data, scope, period, rows, breaks, sets }: Known): string[] {
  return [
    ...(data.synthetic ? [`${WATERMARK}.`] : []),
    geocodedWords(data),
    ...(data.snapped
      ? [
          "Points are snapped by the source to shared places: close to a boundary, an incident may be counted next door.",
        ]
      : []),
    precisionWords(data),
    ...period.gaps,
    ...(scope.note === null ? [] : [scope.note]),
    ...(breaks > 0
      ? ["The trend crosses a recording break: it is drawn broken, and no change is taken across it."]
      : []),
    ...(rows === null ? [] : smallWords(rows)),
    "Recorded incidents, not dealing: what nobody reports and no officer looks for is not in it. Possession is found by searching: never read it without the searches.",
    ...(sets.length === 0
      ? []
      : [`Boundaries: ${[...new Set(sets.flatMap(({ title, note }) => [title, note ?? title]))].join("; ")}`]),
  ];
}

function geocodedWords({ points, notMapped }: DatasetInfo): string {
  const share = points / (points + notMapped);
  const words = `${formatShare(share)} of the data’s ${formatCount(points + notMapped)} incidents have a place`;
  if (share < DOUBTFUL_SHARE) return `Only ${words}: counts by area are too low, and not by the same share everywhere.`;
  return notMapped === 0 ? `${words}.` : `${words}; the others are in no area.`;
}

function precisionWords({ precision }: DatasetInfo): string {
  if (precision === "minute" || precision === "hour") return `Times are known to the ${precision}.`;
  return precision === null ? "The data has no times." : `Times are known to the ${precision} only: no hours.`;
}

function smallWords(rows: readonly YearRow[]): string[] {
  const small = rows.filter(({ change }) => change.reason === "too few to compare").length;
  const chance = rows.filter(({ change }) => change.change !== null && change.withinChance).length;
  const absent = rows.filter(({ doubt }) => doubt !== null).length;
  return [
    ...(absent > 0
      ? [
          `${absent} of ${rows.length} categories may be missing from the data in some of these months: a zero there is no zero.`,
        ]
      : []),
    ...(small > 0
      ? [`${small} of ${rows.length} categories are too small for a change (under 20 in two years, or under 5 before).`]
      : []),
    ...(chance > 0 ? [`${chance} of the changes may be chance (grey).`] : []),
  ];
}
