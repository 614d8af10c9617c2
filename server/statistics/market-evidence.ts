import type { ClosedEvidence } from "../analytics/market-closed.ts";
import { type CoreEvidence, countWithin, type Span, within } from "../analytics/market-open.ts";
import { type MarketRecords, oncePerPlaceAndDay } from "../analytics/market-records.ts";
import type { IncidentColumns } from "../incident-columns.ts";
import { type RecordKind, recordKind } from "./market-kinds.ts";

export type Evidence = { readonly open: CoreEvidence; readonly closed: ClosedEvidence };

/** Incidents, and what was made of them once for all cores. */
export type KnownIncidents = {
  readonly incidents: IncidentColumns;
  readonly kinds: readonly RecordKind[];
  /** A number for each place (see `numberPlaces`). */
  readonly places: Int32Array;
};

const METRES_A_DEGREE = 111_320;

/** What each incident is, once for all cores. */
export function kindsOf(incidents: IncidentColumns): RecordKind[] {
  const known = new Map<number, RecordKind>();
  return Array.from({ length: incidents.n }, (_, i) => {
    const [category = 0, generation = 0] = [incidents.category[i], incidents.generation[i]];
    const [warrant, keyed] = [incidents.warrant[i] === 1, incidents.key[i] !== 0];
    const code = 16 * category + 4 * generation + 2 * Number(warrant) + Number(keyed);
    const kind = known.get(code) ?? recordKind({ category, generation, warrant, keyed });
    known.set(code, kind);
    return kind;
  });
}

/**
 * A number for the place of each incident: of the address where the source gives its key, else of the exact point; −1 where the
 * source moves its points.
 */
export function numberPlaces({ n, key, exact, lng, lat }: IncidentColumns): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const keyed = key[i] ?? 0;
    if (keyed === 0 && exact[i] !== 1) return -1;
    // Keys have 32 bits and stand below the points, which have 51.
    const point = (lng[i] ?? 0) * 20_000_000 + (lat[i] ?? 0);
    const name = keyed !== 0 ? keyed - 2 ** 52 : point;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/**
 * The evidence on one core. What stands at a default plot point happened elsewhere and is no evidence.
 * @param at indices of the core's incidents
 * @param firstDay of the columns' day 0, from a Monday on
 */
export function coreEvidence(
  known: KnownIncidents,
  core: { at: readonly number[]; firstDay: number; window: Span; hectares: number; nearestMetres: number | null },
): Evidence {
  const { incidents, kinds } = known;
  const { firstDay, window, hectares, nearestMetres } = core;
  const at = core.at.filter((i) => incidents.flagged[i] === 0);
  const pick = (kind: keyof RecordKind) => at.filter((i) => kinds[i]?.[kind] === true);
  const once = (kind: keyof RecordKind) => oncePerPlaceAndDay(columnsOf(known, pick(kind), { firstDay }));
  const inWindow = (indices: readonly number[]) =>
    indices.filter((i) => isWithin((incidents.day[i] ?? 0) + firstDay, window));
  const reports = once("report");
  const other = countWithin(once("other"), window);
  const dealing = inWindow(pick("dealing"));
  return {
    open: {
      ...{ reports, supply: once("supply"), harm: once("harm"), other, hectares, nearestMetres },
      police: Int32Array.from(pick("police"), (i) => (incidents.day[i] ?? 0) + firstDay),
    },
    closed: {
      records: columnsOf(known, dealing, { firstDay, keysOnly: true }),
      warrant: Uint8Array.from(dealing, (i) => incidents.warrant[i] ?? 0),
      reports: within(reports, window),
      intelligence: inWindow(pick("intelligence")).length,
      ...{ other, hectares },
    },
  };
}

function columnsOf(
  { incidents, places }: KnownIncidents,
  at: readonly number[],
  { firstDay, keysOnly = false }: { firstDay: number; keysOnly?: boolean },
): MarketRecords {
  const { day, hour, key, lng, lat } = incidents;
  const [west, south] = [lng[at[0] ?? 0] ?? 0, lat[at[0] ?? 0] ?? 0];
  const metresNorth = METRES_A_DEGREE / 100_000;
  const metresEast = metresNorth * Math.cos((south / 100_000 / 180) * Math.PI);
  return {
    day: Int32Array.from(at, (i) => (day[i] ?? 0) + firstDay),
    hour: Int8Array.from(at, (i) => hour[i] ?? -2),
    place: Int32Array.from(at, (i) => (keysOnly && key[i] === 0 ? -1 : (places[i] ?? -1))),
    x: Float64Array.from(at, (i) => ((lng[i] ?? 0) - west) * metresEast),
    y: Float64Array.from(at, (i) => ((lat[i] ?? 0) - south) * metresNorth),
  };
}

function isWithin(day: number, { from, to }: Span): boolean {
  return day >= from && day < to;
}
