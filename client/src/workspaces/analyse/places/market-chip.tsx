import { computed, effect, signal } from "@preact/signals";
import { fetchMarkets } from "../../../api-statistics.ts";
import { liveResource } from "../../../resource.ts";
import { mode } from "../choices.ts";
import { MARKET_WORDS, type Market } from "../modes/market-frame.ts";
import { clusters, listFilter } from "./cluster-answers.ts";

/** Every record of a year is weighed: that is asked for when the list is there and nobody is doing anything else. */
const QUIET_MS = 2_000;

const quiet = signal<typeof listFilter.value>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const wanted = clusters.current.value.state === "ready" ? listFilter.value : null;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (wanted !== null) quiet.value = wanted;
  }, QUIET_MS);
});

const request = computed(() => {
  const filter = quiet.value;
  if (filter === null || mode.value === "markets") return null;
  const { category: _, res: __, ring: ___, ...uncounted } = filter;
  return { key: JSON.stringify(uncounted), filter: uncounted };
});
/** Markets of the list's months. */
export const listMarkets = liveResource(request, ({ filter }, abort) => fetchMarkets(filter, abort));

const byCell = computed(
  () =>
    new Map(
      (listMarkets.current.value.value?.markets ?? []).flatMap((market) => market.cells.map((cell) => [cell, market])),
    ),
);

/** The market that shares the most cells with a place; null where none does. */
export function marketOf(cells: readonly string[]): Market | null {
  const shared = new Map<Market, number>();
  for (const cell of cells) {
    const market = byCell.value.get(cell);
    if (market !== undefined) shared.set(market, (shared.get(market) ?? 0) + 1);
  }
  return [...shared].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Class of a market and how many of the open-market indicators are met. */
export function MarketChip({ market }: { readonly market: Market | null }) {
  if (market === null) return null;
  return (
    <span class={`chip market ${market.class}`} title={market.why}>
      {MARKET_WORDS[market.class]}: {market.met} of {market.available} met
    </span>
  );
}
