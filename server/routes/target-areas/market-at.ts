import { cellToLatLng, latLngToCell } from "h3-js";
import type { MarketsBody, NominationBody, TargetAreaBody } from "../../api/types.ts";
import { CATEGORIES } from "../../api/vocabulary.ts";
import { DomainError } from "../../errors.ts";
import { marketLine } from "../../statistics/evidence-words.ts";
import { DEALING } from "../../statistics/market-kinds.ts";
import { rankMarkets, resolveMarketFrame } from "../statistics/markets/ranked-markets.ts";
import type { Frame } from "../statistics/resolve-frame.ts";
import type { StatisticsContext } from "../statistics/statistics-context.ts";

type Market = MarketsBody["markets"][number];

const MARKET_RES = 9;
/** With fewer indicators there is no class (see market-class.ts). */
const FEWEST_AVAILABLE = 3;

/**
 * What /markets says now of the place that some cells lie in, in the window of the nomination. null where the dataset cannot
 * say, or where no market is a candidate.
 * @param cells of the core, of any resolution
 */
export async function marketAt(
  context: StatisticsContext,
  { nomination, dataset, cells }: { nomination: NominationBody; dataset: Frame["dataset"]; cells: readonly string[] },
  signal: AbortSignal,
): Promise<TargetAreaBody["evidence"]["market"]> {
  // Without a record of dealing no indicator can be judged but the nearest place.
  if (!dataset.facts.months.some(({ category }) => DEALING.some((name) => CATEGORIES[category] === name))) return null;
  const frame = await frameOf(context, nomination);
  if (frame === null) return null;
  const { ranked } = await rankMarkets(context, frame, signal);
  const row = mostInside(ranked, cells);
  if (row === undefined || row.available < FEWEST_AVAILABLE) return null;
  const { from, to } = frame.filter;
  return { says: marketLine(row, ranked.length), from, to, found: ranked.length, row };
}

/** null where other records than the nominated ones rule the window out, as a recording break of theirs does. */
async function frameOf(
  context: StatisticsContext,
  { dataset, from, to, set, universe }: NominationBody,
): Promise<Frame | null> {
  const named = Object.fromEntries(Object.entries({ dataset, from, to, set, universe }).filter(([, value]) => value));
  try {
    return await resolveMarketFrame(context, named);
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid_query") return null;
    throw error;
  }
}

/** The market that holds most of the cells' centres; of several the first in rank. */
function mostInside(ranked: readonly Market[], cells: readonly string[]): Market | undefined {
  const centres = cells.map((cell) => {
    const [lat, lng] = cellToLatLng(cell);
    return latLngToCell(lat, lng, MARKET_RES);
  });
  const held = ranked.map((market) => centres.filter((cell) => market.cells.includes(cell)).length);
  const most = Math.max(0, ...held);
  return most === 0 ? undefined : ranked[held.indexOf(most)];
}
