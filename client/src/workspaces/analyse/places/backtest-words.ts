import type { BacktestBody } from "../../../../../server/api/types.ts";

/** The cut that is told: the busiest hundredth of the map. */
const CUT = 0.01;

type Row = BacktestBody["rows"][number];

/**
 * How well maps like this foretold where records fell, always with the plain count beside them.
 * @returns null while nothing could be forecast
 */
export function backtestWords({ rows, gate, method }: BacktestBody): string | null {
  if (gate !== null) return `No backtest: ${gate.message}`;
  const at = (name: string) => rows.find((row) => row.method === name && row.cut === CUT);
  const [plain, areas, places] = [at("plain_count"), at("gi_star"), at("persistence")];
  if (plain === undefined || plain.hitRate === null) return null;
  const told = [
    ...(areas?.hitRate == null ? [] : [`${percent(areas.hitRate)} by hot areas`]),
    ...(places?.hitRate == null ? [] : [`${percent(places.hitRate)} by hot places`]),
    `${percent(plain.hitRate)} by plain count`,
  ];
  const caption = method.caption === null ? "" : ` ${capital(method.caption)}.`;
  return `Backtest of ${plain.forecasts} months: the first 1 % of cells held ${told.join(", ")} of the next month. ${verdict(areas, places)}${caption}`;
}

function verdict(areas: Row | undefined, places: Row | undefined): string {
  const better = [
    areas?.beatsPlainCount === true ? "hot areas" : "",
    places?.beatsPlainCount === true ? "hot places" : "",
  ];
  const named = better.filter((name) => name !== "");
  if (named.length === 0) return "Neither beats the plain count.";
  return `${capital(named.join(" and "))} beat the plain count.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
