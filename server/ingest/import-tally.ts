import type { ImportReportBody } from "../api/types.ts";
import type { ForcedRow, PlaceRow, Reject, Replaces, ZoneRow } from "./reading.ts";
import type { StagedLedger } from "./stage-ledger.ts";

/** Share of rows with a location under which a map of them misleads. */
const GEOCODED_WARNING = 0.85;

export type IncidentScope = {
  readonly dataset: string;
  readonly recordKind: string;
  readonly replaces: Replaces;
};

/** Counts what one import reads, accepts, refuses and marks; becomes its report. */
export function createImportTally() {
  const files: ImportReportBody["files"] = [];
  const refusedByReason = new Map<string, number>();
  const marked = new Map<string, number>();
  const categories = new Map<string, number>();
  const warnings: string[] = [];
  const places: PlaceRow[] = [];
  const zones: ZoneRow[] = [];
  const ledgers: StagedLedger[] = [];
  let scopes = new Map<string, number>();
  let totals = { read: 0, refused: 0, incidents: 0, mapped: 0 };
  let span: { first: string; last: string } | null = null;
  const widen = (day: string) => {
    if (span === null) span = { first: day, last: day };
    else if (day < span.first) span = { ...span, first: day };
    else if (day > span.last) span = { ...span, last: day };
  };
  return {
    places,
    zones,
    ledgers,
    files,
    warnings,
    get read() {
      return totals.read;
    },
    get refused() {
      return totals.refused;
    },
    addRead(n: number): void {
      totals = { ...totals, read: totals.read + n };
    },
    countReject(reason: Reject["reason"]): void {
      totals.refused++;
      add(refusedByReason, reason);
    },
    countIncident(row: ForcedRow, scope: IncidentScope): void {
      totals.incidents++;
      if (row.lng !== null) totals.mapped++;
      add(categories, row.category);
      if (row.locationFlag !== "none") add(marked, row.locationFlag);
      widen(row.occurredOn);
      const what = scope.replaces === "months" ? `${scope.recordKind}/${row.occurredOn.slice(0, 7)}` : scope.recordKind;
      add(scopes, `${scope.dataset}/${row.forceCode}/${what}`);
    },
    countDated(day: string, scope: string): void {
      widen(day);
      add(scopes, scope);
    },
    /** What the file read since the last call provides. */
    takeScopes(): string[] {
      const taken = [...scopes.keys()];
      scopes = new Map();
      return taken;
    },
    report(published: { replaced: number; updated: number }): ImportReportBody {
      const share = totals.incidents === 0 ? null : totals.mapped / totals.incidents;
      const lowShare = share !== null && share < GEOCODED_WARNING;
      return {
        files,
        read: totals.read,
        accepted: totals.read - totals.refused,
        ...published,
        refused: totals.refused,
        refusedByReason: Object.fromEntries(refusedByReason),
        notMapped: totals.incidents - totals.mapped,
        marked: Object.fromEntries(marked),
        geocodedShare: share,
        span: span === null ? null : { from: span.first, to: span.last },
        categories: Object.fromEntries(categories),
        warnings: lowShare
          ? [
              ...warnings,
              `Only ${Math.round(100 * share)} % of the rows have a location (under 85 %): a map of them misses much.`,
            ]
          : warnings,
      };
    },
  };
}

export type ImportTally = ReturnType<typeof createImportTally>;

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
