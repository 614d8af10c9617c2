import { cellToLatLng } from "h3-js";
import { type Classified, classifyMarket } from "../analytics/market-class.ts";
import { type ClosedCity, closedIndicators } from "../analytics/market-closed.ts";
import { type City, countWithin, monthsIn, openIndicators, type Span } from "../analytics/market-open.ts";
import type { MarketsBody } from "../api/types.ts";
import { hectaresOf } from "./cut-core.ts";
import { cutMarket } from "./cut-market.ts";
import { coreEvidence, type Evidence, type KnownIncidents } from "./market-evidence.ts";
import { CLASS_WORDS, tellClosed, tellOpen } from "./market-words.ts";
import { type NamedPlace, nameCluster, placesNear } from "./name-place.ts";
import { nearestPlaceMetres, placesAbout } from "./near-cells.ts";

type Market = MarketsBody["markets"][number];
export type JudgedMarket = Classified & { readonly strength: number; readonly row: Omit<Market, "rank"> };

/** A place that may be a market, and the indices of its incidents. */
export type MarketCandidate = {
  readonly cells: readonly string[];
  readonly foundBy: readonly Market["foundBy"][number][];
  readonly at: readonly number[];
};

type NamedArea = { readonly code: string; readonly name: string };

/** Everything that a candidate is judged by, the same for all of them. Days are counted from a Monday on. */
export type Judging = {
  readonly known: KnownIncidents;
  /** Points are known to shared places only. */
  readonly snapped: boolean;
  /** Number of the columns' day 0. */
  readonly firstDay: number;
  readonly city: City;
  readonly closedCity: ClosedCity;
  /** The months of the window. */
  readonly months: readonly (Span & { readonly month: string })[];
  readonly places: readonly NamedPlace[];
  /** Share of the universe's cells that are near a named place. */
  readonly nearShare: number | null;
  readonly boroughs: ReadonlyMap<number, NamedArea>;
  readonly wards: ReadonlyMap<number, NamedArea>;
  /** Records at default plot points, by cell of resolution 9. */
  readonly flags: readonly {
    readonly cell: string;
    readonly flag: Market["defaultPoints"][number]["flag"];
    n: number;
  }[];
};

/** One candidate: its core, the indicators on it, its class. */
export function describeMarket(candidate: MarketCandidate, by: Judging): JudgedMarket {
  const { known, city, firstDay, flags } = by;
  const { window } = city.time;
  const { core, inside, anchor, ofDrugs } = cutMarket(candidate, known, { window, firstDay, snapped: by.snapped });
  const near = placesNear(core.cells, placesAbout(core.cells, by.places));
  const shown = { hectares: hectaresOf(core.cells), near: nearestPlaceMetres(core.cells, by.places) };
  const found = coreEvidence(known, {
    ...{ at: inside, firstDay, window, hectares: shown.hectares, nearestMetres: shown.near },
  });
  const open = openIndicators(found.open, city);
  const closed = closedIndicators(found.closed, by.closedCity);
  const classified = classifyMarket(open, closed);
  const strength = strengthOf(found, window);
  const wards = areasOf(ofDrugs, by.wards, known.incidents.wardId);
  const [lat, lng] = cellToLatLng(core.cells[0] ?? anchor);
  const { reason, ...counted } = classified;
  const held = new Set(candidate.cells);
  const row: Omit<Market, "rank"> = {
    ...{ id: anchor, name: nameCluster(wards[0]?.name ?? null, near[0]), ...counted, why: CLASS_WORDS[reason] },
    ...{ strength, foundBy: [...candidate.foundBy], cells: [...candidate.cells] },
    core: { ...core, cells: [...core.cells], hectares: shown.hectares, places: near },
    ...{ lng: degrees(lng), lat: degrees(lat) },
    boroughs: areasOf(ofDrugs, by.boroughs, known.incidents.boroughId),
    wards,
    indicators: tellOpen(open, by.nearShare),
    closedIndicators: tellClosed(closed),
    defaultPoints: flags.filter(({ cell }) => held.has(cell)).map(({ flag, n }) => ({ flag, n })),
    trend: by.months.map(({ month, ...span }) => ({
      month,
      n: countWithin(found.open.reports, overlap(span, window)),
    })),
  };
  return { ...classified, strength, row };
}

/** The areas that the drug records lie in, the most first. @param ids of each incident's area */
function areasOf(ofDrugs: readonly number[], areas: ReadonlyMap<number, NamedArea>, ids: Int32Array): Market["wards"] {
  return [...Map.groupBy(ofDrugs, (i) => ids[i] ?? 0)]
    .flatMap(([id, inside]) => {
      const area = areas.get(id);
      return area === undefined ? [] : [{ code: area.code, name: area.name, n: inside.length }];
    })
    .sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
}

/** What shows dealing, a month of the window: reports, supply in public, finds, each place and day once. */
function strengthOf({ open }: Evidence, window: Span): number {
  const n = [open.reports, open.supply, open.harm].reduce((sum, seen) => sum + countWithin(seen, window), 0);
  return Math.round((100 * n) / monthsIn(window)) / 100;
}

function overlap(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

function degrees(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
