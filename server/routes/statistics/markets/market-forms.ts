import { MARKET_SURFACES } from "../../../api/markets.ts";
import type { MarketsBody } from "../../../api/types.ts";
import { cellsOutline } from "../../../statistics/cell-geometry.ts";
import { flagsInWords, toldBy } from "../cell-forms.ts";
import { CSV, GEOJSON, type Row, toCsvTable, toFeatures } from "../export-rows.ts";

type Market = MarketsBody["markets"][number];
type About = { readonly dataset: { readonly title: string } };

const COLUMNS = [
  ...["rank", "id", "name", "class", "why", "met", "available", "closedMet", "closedAvailable", "strength"],
  ...["foundBy", "boroughs", "wards", "coreN", "coreHectares", "corePlaces", "lng", "lat"],
];
const CELLS = ["defaultPoints", "trend", "res", "cells", "coreRes", "coreCells"];

/** The markets as a table, each indicator with its status and its words, and as outlines of the whole of each and of its core. */
export const marketForms = {
  [CSV]: (body: MarketsBody, about: About) =>
    toCsvTable(
      [...COLUMNS, ...indicatorColumns(body), ...CELLS],
      body.markets.map((market) => ({ ...propertiesOf(market), ...cellsOf(market, body) })),
      toldBy(body, about),
    ),
  [GEOJSON]: (body: MarketsBody, about: About) =>
    toFeatures(
      body.markets.flatMap((market) => [
        { properties: { part: "market", ...propertiesOf(market) }, geometry: cellsOutline(market.cells) },
        { properties: { part: "core", ...propertiesOf(market) }, geometry: cellsOutline(market.core.cells) },
      ]),
      toldBy(body, about),
    ),
};

/** The same for every market of an answer. */
function indicatorColumns({ markets: [first] }: MarketsBody): string[] {
  return first === undefined ? [] : Object.keys(indicatorsOf(first));
}

function propertiesOf(market: Market): Row {
  const { rank, id, name, why, met, available, closedMet, closedAvailable, strength, core, lng, lat } = market;
  return {
    ...{ rank, id, name, class: market.class, why, met, available, closedMet, closedAvailable, strength },
    foundBy: MARKET_SURFACES.filter((surface) => market.foundBy.includes(surface)).join("; "),
    boroughs: market.boroughs.map((borough) => borough.name).join("; "),
    wards: market.wards.map((ward) => ward.name).join("; "),
    coreN: core.n,
    coreHectares: core.hectares,
    corePlaces: core.places.map((place) => `${place.name} (${place.metres} m)`).join("; "),
    ...{ lng, lat },
    ...indicatorsOf(market),
    defaultPoints: flagsInWords(market.defaultPoints),
    trend: market.trend.map((month) => `${month.month} ${month.n}`).join("; "),
  };
}

function indicatorsOf({ indicators, closedIndicators }: Market): Row {
  return Object.fromEntries(
    [...indicators, ...closedIndicators].flatMap(({ code, status, says }) => [
      [code, status],
      [`${code}_says`, says],
    ]),
  );
}

function cellsOf({ cells, core }: Market, { res }: MarketsBody): Row {
  return { res, cells: cells.join(" "), coreRes: core.res, coreCells: core.cells.join(" ") };
}
