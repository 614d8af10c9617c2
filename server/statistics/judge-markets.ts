import { orderMarkets } from "../analytics/market-class.ts";
import type { Time } from "../analytics/market-open.ts";
import type { MarketsBody } from "../api/types.ts";
import type { IncidentColumns } from "../incident-columns.ts";
import { describeMarket, type Judging } from "./describe-market.ts";
import { type KnownIncidents, kindsOf, numberPlaces } from "./market-evidence.ts";
import { describeCity, type RestRow } from "./rest-of-city.ts";

type Market = MarketsBody["markets"][number];

/** What was read about the candidates of a city. */
export type MarketReadings = Pick<
  Judging,
  "snapped" | "firstDay" | "months" | "places" | "nearShare" | "boroughs" | "wards" | "flags"
> & {
  readonly candidates: readonly Pick<Market, "cells" | "foundBy">[];
  /** Every incident in the cells of the candidates. */
  readonly incidents: IncidentColumns;
  readonly rest: readonly RestRow[];
  /** Of the universe outside the candidates. */
  readonly restHectares: number;
  readonly time: Time;
};

/** Every candidate with its core, indicators and class, in the order of open indicators met and then of strength. */
export function judgeMarkets(readings: MarketReadings): Market[] {
  const { candidates, incidents, rest, restHectares, time, firstDay } = readings;
  const known: KnownIncidents = { incidents, kinds: kindsOf(incidents), places: numberPlaces(incidents) };
  const city = describeCity(rest, known, { time, hectares: restHectares, firstDay });
  const owned = incidentsOf(candidates, incidents.cell9);
  const judged = candidates.map((candidate, c) =>
    describeMarket({ ...candidate, at: owned[c] ?? [] }, { ...readings, known, ...city }),
  );
  return orderMarkets(judged).flatMap((i, at) => {
    const market = judged[i]?.row;
    return market === undefined ? [] : [{ ...market, rank: at + 1 }];
  });
}

/** Indices of the incidents in the cells of each candidate. */
function incidentsOf(candidates: MarketReadings["candidates"], cell9: BigInt64Array): number[][] {
  const owned = candidates.map((): number[] => []);
  const owner = new Map<bigint, number[]>();
  for (const [c, { cells }] of candidates.entries())
    for (const cell of cells) owner.set(BigInt(`0x${cell}`), owned[c] ?? []);
  for (const [i, cell] of cell9.entries()) owner.get(cell)?.push(i);
  return owned;
}
