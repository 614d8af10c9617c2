import { type EffortRatio, effortRatio } from "../../analytics/effort-ratio.ts";
import { Effort, EffortQuery } from "../../api/effort.ts";
import type { EffortBody } from "../../api/types.ts";
import { addMonths, monthsBetween } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { countByGeneration, type EffortRow } from "../../db/effort-queries.ts";
import type { RecordingBreak } from "../../ingest/recording-breaks.ts";
import { UNSPLIT_BANNER } from "../../statistics/method-words.ts";
import { checkVersion } from "../dataset-version.ts";
import { breaksInScope, breaksWithin, describeBreaks, refuseCrossing } from "../filter/breaks-in-scope.ts";
import { checkWholeMonths } from "../filter/check-precision.ts";
import { type ResolvedFilter, resolveFilter } from "../filter/resolve-filter.ts";
import { compareShares } from "./effort-shares.ts";
import { describeSurfaces, EFFORT_CATEGORIES } from "./effort-surfaces.ts";
import { breakGate, type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import { statisticRoute, type Work } from "./statistic-route.ts";
import { biasFacts, missingMonths } from "./window-facts.ts";

const SAYS = {
  in_step_with_searching:
    "In step with searching: finds per search did not clearly change, and finds moved the way searches did.",
  not_accounted_for_by_searching_alone: "Not accounted for by searching alone.",
} as const;

/** Did possession follow the searches? */
export const effortRoutes = statisticRoute({
  path: "/effort",
  title: "Possession beside the searches that make it",
  query: EffortQuery,
  answer: Effort,
  about: async (context, query) => {
    const resolved = await resolveFilter({ knex: context.db.knex, catalogue: context.catalogue }, query, {
      chosenSetsToo: true,
    });
    checkVersion(query, resolved.dataset);
    checkWholeMonths(resolved.filter, "effort is compared by months, so its counts are");
    const field = query.from === undefined ? "to" : "from";
    if (query[field] !== undefined) refuseCrossing(breaksOf(resolved), resolved.filter, field);
    return resolved;
  },
  key: ({ filter, sets, asked }) => [filter, sets?.all.find(({ id }) => id === filter.area?.setId)?.version, asked],
  make: describe,
});

function breaksOf({ dataset }: ResolvedFilter): RecordingBreak[] {
  return breaksInScope({ dataset, categoryIds: EFFORT_CATEGORIES, counted: "points" });
}

async function describe({ context, about }: Work<ResolvedFilter>): Promise<EffortBody> {
  const { dataset, filter, asked } = about;
  const length = filter.months?.length ?? 0;
  const [before, after] = [
    { from: addMonths(filter.from, -length), to: filter.from },
    { from: filter.from, to: filter.to },
  ];
  const months = monthsBetween(before.from, after.to);
  const whole: CountFilter = { ...filter, categoryIds: EFFORT_CATEGORIES, from: before.from, months };
  const rows = await countByGeneration(context.db.knex, whole);
  const surfaces = describeSurfaces(rows, { months, after: after.from });
  const { unsplit } = biasFacts(dataset.facts, whole, dataset.synthetic);
  const both = { from: before.from, to: after.to };
  const crossing = breakGate(breaksOf(about), both);
  const compared =
    crossing === null
      ? compare(surfaces, { months: length, missing: missingMonths(dataset.facts, months) })
      : refused(crossing);
  const inWindow = (row: EffortRow) => row.month >= after.from;
  return {
    ...{ dataset: dataset.code, before, after, banner: unsplit ? UNSPLIT_BANNER : null },
    ...compared,
    breaks: describeBreaks(breaksWithin(breaksOf(about), both)),
    surfaces: surfaces.filter(({ surface }) => unsplit || surface !== "unsplit"),
    shares: unsplit
      ? []
      : await compareShares(context, { dataset, filter: whole, asked, after: after.from, rows: rows.filter(inWindow) }),
    method: methodCard({
      ...{ kind: "effort", dataset, asked, filter: whole },
      exclusions: ["Searches without a location are in no area."],
      parameters: {
        finds: "possession",
        searches: "drug_search",
        monthsEach: length,
        interval: "95 %, × √φ of the months before",
      },
    }),
  };
}

type Counts = { readonly months: number; readonly missing: readonly string[] };

function compare(
  surfaces: EffortBody["surfaces"],
  { months, missing }: Counts,
): Pick<EffortBody, "gate" | "possession"> {
  if (missing.length > 0) {
    return refused(
      gateOf("too_few_months", `Not in the data: ${missing.map((month) => month.slice(0, 7)).join(", ")}.`),
    );
  }
  const series = (surface: string) =>
    Float64Array.from(surfaces.find((own) => own.surface === surface)?.months ?? [], ({ n }) => n);
  const [finds, searches] = [series("possession"), series("searches")];
  const none = (counts: Float64Array) => counts.every((n) => n === 0);
  if (none(finds) && !none(series("unsplit")))
    return refused(gateOf("not_in_this_data", "Possession is not split from other drug offences here."));
  const ratio = effortRatio(
    { finds: finds.slice(0, months), searches: searches.slice(0, months) },
    { finds: finds.slice(months), searches: searches.slice(months) },
  );
  return ratio === null ? refused(gateOf("no_searches")) : { gate: null, possession: told(ratio) };
}

function refused(gate: Gate): Pick<EffortBody, "gate" | "possession"> {
  return { gate, possession: null };
}

function told({ interval: [low, high], ...ratio }: EffortRatio): EffortBody["possession"] {
  return { ...ratio, interval: { low, high }, says: SAYS[ratio.verdict] };
}
