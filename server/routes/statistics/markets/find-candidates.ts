import { MARKET_SURFACES } from "../../../api/markets.ts";
import type { MarketsBody } from "../../../api/types.ts";
import { CATEGORY_GROUPS, type Category } from "../../../api/vocabulary.ts";
import { countCells } from "../../../db/cell-queries.ts";
import { categoryIds } from "../../../db/market-queries.ts";
import { type Candidate, marketCandidates } from "../../../statistics/market-candidates.ts";
import { gateOf } from "../gate.ts";
import type { Frame } from "../resolve-frame.ts";
import type { StatisticsContext } from "../statistics-context.ts";
import { DEFAULT_OPTIONS, testHotAreas } from "../test-hot-areas.ts";
import { LISTED_Q, testHotPlaces } from "../test-hot-places.ts";

export type Surface = (typeof MARKET_SURFACES)[number];
export type FoundCandidates = {
  readonly candidates: readonly Candidate<Surface>[];
  readonly gates: MarketsBody["gates"];
};

/** What each surface counts. A place that takes a market's trade is often hot in what people report, not in what is recorded as a crime. */
const SURFACES: Readonly<Record<Surface, readonly Category[]>> = {
  drugs: CATEGORY_GROUPS.drugs,
  drug_asb: ["drug_asb"],
  drug_intelligence: ["drug_intelligence"],
};

/** The hot areas and hot places of each surface, merged where they are one place. */
export async function findCandidates(
  context: StatisticsContext,
  frame: Frame,
  signal: AbortSignal,
): Promise<FoundCandidates> {
  const [adjacency, ...tested] = await Promise.all([
    context.adjacencies.get(frame.universe, 1),
    ...MARKET_SURFACES.map((surface) => testSurface(context, frame, { surface, signal })),
  ]);
  return {
    candidates: marketCandidates(tested, adjacency),
    gates: tested.map(({ surface, gates }) => ({ surface, ...gates })),
  };
}

async function testSurface(
  context: StatisticsContext,
  { filter: whole, ...frame }: Frame,
  { surface, signal }: { surface: Surface; signal: AbortSignal },
) {
  const held = new Set(frame.dataset.facts.months.map(({ category }) => category));
  const filter = { ...whole, categoryIds: categoryIds(SURFACES[surface]) };
  if (!filter.categoryIds.some((id) => held.has(id))) {
    const gate = gateOf("not_in_this_data");
    return { surface, areas: null, places: null, gates: { areas: gate, places: gate } };
  }
  const own = { ...frame, filter };
  const counted = await countCells(context.db.knex, filter, frame.universe.res);
  const [areas, places] = await Promise.all([
    testHotAreas(context, own, { counted, options: DEFAULT_OPTIONS, signal }),
    testHotPlaces(context, own, signal),
  ]);
  return {
    surface,
    areas: listed(areas.tested?.q),
    places: listed(places.tested?.q),
    gates: { areas: areas.gate, places: places.gate },
  };
}

function listed(q: Float64Array | undefined): Uint8Array | null {
  if (q === undefined) return null;
  const cells = new Uint8Array(q.length);
  for (let i = 0; i < q.length; i++) if ((q[i] ?? 1) <= LISTED_Q) cells[i] = 1;
  return cells;
}
