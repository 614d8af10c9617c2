import type { Static } from "typebox";
import type { Break } from "../../api/recording-breaks.ts";
import { type AreaKind, CATEGORIES } from "../../api/vocabulary.ts";
import { addMonths, startOfMonth } from "../../db/calendar.ts";
import type { DatasetFacts, KnownDataset } from "../../db/dataset-catalogue.ts";
import { DomainError } from "../../errors.ts";
import { type RecordingBreak, recordingBreaks } from "../../ingest/recording-breaks.ts";

/** What is counted: a break concerns a statistic through its dataset, its categories and its units. */
export type Counted = {
  readonly dataset: Pick<KnownDataset, "code" | "facts">;
  readonly categoryIds: readonly number[];
  /** Default: located points where the dataset has them, else counts as published. */
  readonly counted?: "points" | "published";
  /** The areas that published counts are read for; null or absent = of any kind. */
  readonly areaKind?: AreaKind | null;
};

type Window = { readonly from: string; readonly to: string };

/** Wards end and others begin: so many of them, at least, and the counts before and after are of other places. */
const CHANGED = 0.05;

/** The recording breaks that concern what is counted, whatever the window, the earliest first. */
export function breaksInScope(asked: Counted): RecordingBreak[] {
  const { dataset, categoryIds, areaKind = null } = asked;
  const counted = asked.counted ?? (dataset.facts.located > 0 ? "points" : "published");
  const forces = dataset.facts.forces.map(({ code }) => code);
  return recordingBreaks().filter(
    (row) =>
      (row.dataset === null || row.dataset === dataset.code) &&
      (row.force === null || forces.includes(row.force)) &&
      (row.counted === "any" || row.counted === counted) &&
      (row.categories.length === 0 || row.categories.some((name) => categoryIds.includes(CATEGORIES.indexOf(name)))) &&
      (row.areaKind === null || areaKind === null || row.areaKind === areaKind) &&
      (row.areaKind !== "ward" || changesWards(dataset.facts, row.date)),
  );
}

/** Those that lie inside a window: it holds days recorded the old way and days recorded the new way. */
export function breaksWithin(breaks: readonly RecordingBreak[], { from, to }: Window): RecordingBreak[] {
  return breaks.filter(({ date }) => from < date && date < to);
}

/** As answers carry them. */
export function describeBreaks(breaks: readonly RecordingBreak[]): Static<typeof Break>[] {
  return breaks.map(({ date, label, reason }) => ({ date, label, reason }));
}

/**
 * For the window that a user chose himself.
 * @param field what has to change
 * @throws DomainError window_crosses_recording_break that names the break and the windows that are free of it
 */
export function refuseCrossing(breaks: readonly RecordingBreak[], window: Window, field = "from"): void {
  const [crossed] = breaksWithin(breaks, window);
  if (crossed === undefined) return;
  throw new DomainError(
    "window_crosses_recording_break",
    `The window from ${window.from} to ${window.to} crosses a recording break: ${wordsOf(crossed)} ${advice(crossed)}`,
    { field, break: { code: crossed.code, date: crossed.date, label: crossed.label } },
  );
}

/** The break in words: what, when, why. */
export function wordsOf({ label, date, reason }: RecordingBreak): string {
  return `${label} (${date}). ${reason}`;
}

/** Whole months on either side: the month that a break falls in is of both kinds. */
function advice({ date }: RecordingBreak): string {
  const before = startOfMonth(date);
  const after = before === date ? date : addMonths(before, 1);
  return `No test spans it: end the window by ${before} or begin it at ${after}.`;
}

/** Points located into one set cross no change of wards, and neither does a file that is on one vintage throughout. */
function changesWards({ wardSpans }: DatasetFacts, date: string): boolean {
  const month = startOfMonth(date);
  const ended = wardSpans.filter(({ first, last }) => first < month && last <= month).length;
  const begun = wardSpans.filter(({ first, last }) => first >= month && last > month).length;
  const least = CHANGED * wardSpans.length;
  return ended > least && begun > least;
}
