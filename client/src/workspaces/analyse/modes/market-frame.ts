import { computed } from "@preact/signals";
import type { MarketsBody } from "../../../../../server/api/types.ts";
import { fetchCellCounts, fetchMarkets } from "../../../api-statistics.ts";
import { formatPeriod } from "../../../format.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import { liveResource } from "../../../resource.ts";
import { RESOLUTION_WIDTHS } from "../../../vocabulary.ts";
import { mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { alignRows, type ClassedFrame, type Column, drawnRows, type MapClass, type Shown } from "./classed.ts";
import { universeGeometry } from "./universe-geometry.ts";

export type Market = MarketsBody["markets"][number];

const request = computed(() => {
  if (testFilter.value === null || mode.value !== "markets") return null;
  const { ring: _, ...filter } = testFilter.value;
  return { key: JSON.stringify(filter), filter };
});
export const markets = liveResource(request, async ({ filter }, abort) => {
  const { category: _, res: __, ...uncounted } = filter;
  const [found, { cells }] = await Promise.all([fetchMarkets(uncounted, abort), fetchCellCounts(filter, abort)]);
  return { found, counts: new Map(cells.map(({ cell, n }) => [cell, n])), filter };
});

export const MARKET_WORDS: Readonly<Record<Market["class"], string>> = {
  open: "open market",
  closed: "closed market",
  mixed: "mixed",
  not_enough_evidence: "not enough evidence",
};
const ORDER: readonly Market["class"][] = ["open", "mixed", "closed", "not_enough_evidence"];
const CLASSES: readonly MapClass[] = [
  { label: "open market", colour: "#d3364b", hatch: HATCHES.plain },
  { label: "mixed", colour: "#ee7550", hatch: HATCHES.bars },
  { label: "closed market", colour: "#35508f", hatch: HATCHES.plain },
  { label: "not enough evidence", colour: "#8a979e", hatch: HATCHES.dots },
  { label: "no candidate", colour: "#e0ddd4", hatch: HATCHES.lines },
];
const NO_CANDIDATE = CLASSES.length;

export const marketFrame = computed<ClassedFrame | null>(() => {
  const [cells, given] = [universeGeometry.current.value.value, markets.current.value.value];
  if (cells === null || given === null || cells.res !== given.filter.res) return null;
  const { filter } = given;
  const owner = ownersOf(given.found.markets);
  const rows = alignRows(cells, shownCells(owner, given.counts));
  return {
    kind: "classed",
    mode: "markets",
    geometry: cells,
    classes: CLASSES,
    ...rows,
    gate: given.found.gate?.message ?? null,
    title: `Open-market indicators (${RESOLUTION_WIDTHS[filter.res]}), ${formatPeriod(filter.from ?? "", filter.to ?? "")}`,
    notes: ["Possession and searches are no indicators"],
    columns: tableColumns(cells.cells, owner),
    order: drawnRows(rows, (row) => owner.get(cells.cells[row] ?? "")?.rank ?? Number.MAX_SAFE_INTEGER),
    ...{ dataset: filter.dataset, version: filter.version, category: filter.category, area: filter.area ?? [] },
    total: rows.values.reduce((sum, n) => sum + n, 0),
    period: { from: filter.from ?? "", to: filter.to ?? "" },
  };
});

function ownersOf(list: readonly Market[]): Map<string, Market> {
  return new Map(list.flatMap((market) => market.cells.map((cell) => [cell, market] as const)));
}

function shownCells(owner: ReadonlyMap<string, Market>, counts: ReadonlyMap<string, number>): Map<string, Shown> {
  const shown = new Map<string, Shown>([...counts].map(([cell, n]) => [cell, { n, position: NO_CANDIDATE }]));
  for (const [cell, market] of owner) {
    shown.set(cell, { n: counts.get(cell) ?? 0, position: ORDER.indexOf(market.class) + 1 });
  }
  return shown;
}

function tableColumns(cells: readonly string[], owner: ReadonlyMap<string, Market>): Column[] {
  const at = (row: number) => owner.get(cells[row] ?? "");
  return [
    { key: "class", label: "Class", of: (row) => words(at(row)) },
    { key: "market", label: "Market", of: (row) => at(row)?.name ?? null, fileOnly: true },
    { key: "market_rank", label: "Rank", of: (row) => at(row)?.rank ?? null, fileOnly: true },
    {
      key: "indicators_met",
      label: "Met",
      of: (row) => at(row)?.met ?? null,
      words: (row) => (at(row) === undefined ? "–" : `${at(row)?.met} of ${at(row)?.available}`),
    },
  ];
}

function words(market: Market | undefined): string {
  return market === undefined ? "no candidate" : MARKET_WORDS[market.class];
}
