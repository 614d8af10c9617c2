import type { MarketsBody } from "../../../api/types.ts";
import { CATEGORIES } from "../../../api/vocabulary.ts";
import { listPlaces } from "../../../db/place-queries.ts";
import type { MarketReadings } from "../../../statistics/judge-markets.ts";
import { identityOf } from "../../dataset-version.ts";
import { type Frame, resolveFrame, type TestQuery } from "../resolve-frame.ts";
import type { StatisticsContext } from "../statistics-context.ts";
import { type FoundCandidates, findCandidates } from "./find-candidates.ts";
import { readEvidence } from "./read-evidence.ts";

export type RankedMarkets = Pick<FoundCandidates, "gates"> & {
  /** Every candidate in the universe, whatever is listed. */
  readonly ranked: MarketsBody["markets"];
};

/** The rankings asked for last, by all they depend on. */
export type KeptRankings = Map<string, RankedMarkets>;

const MOST_KEPT = 6;
/** Searches that are not for drugs say nothing here. */
const READ = CATEGORIES.filter((category) => category !== "search").join(",");

/** Which records count is fixed, and so is the resolution. @throws DomainError that names the field and what it may be */
export function resolveMarketFrame(
  context: StatisticsContext,
  query: Omit<TestQuery, "category" | "res">,
): Promise<Frame> {
  return resolveFrame(context, { ...query, category: READ, res: 9 });
}

/**
 * Every place that may be a market, judged and in order. The last few rankings are kept: what is listed never changes one, so
 * that another area, an export or a nomination asks for it again.
 */
export async function rankMarkets(
  context: StatisticsContext,
  frame: Frame,
  signal: AbortSignal,
): Promise<RankedMarkets> {
  const { dataset, universe, filter, sets } = frame;
  const named = await listPlaces(context.db.knex, dataset.synthetic, null);
  const places = named.map(({ kind, name, lng, lat }) => ({ kind, name, lng, lat }));
  const key = JSON.stringify([identityOf(dataset), filter, universe.key, sets.chosen, places]);
  const known = context.rankings.get(key);
  context.rankings.delete(key);
  const ranking = known ?? (await judge(context, frame, { places, signal }));
  context.rankings.set(key, ranking);
  for (const oldest of [...context.rankings.keys()].slice(0, -MOST_KEPT)) context.rankings.delete(oldest);
  return ranking;
}

async function judge(
  context: StatisticsContext,
  frame: Frame,
  { places, signal }: { places: MarketReadings["places"]; signal: AbortSignal },
): Promise<RankedMarkets> {
  const { candidates, gates } = await findCandidates(context, frame, signal);
  if (candidates.length === 0) return { gates, ranked: [] };
  const readings = await readEvidence(context, frame, { candidates, places, signal });
  return { gates, ranked: await context.pool.run("judgeMarkets", readings, signal) };
}
