import { type EffortRatio, effortRatio } from "../../analytics/effort-ratio.ts";
import { Effort, EffortQuery } from "../../api/effort.ts";
import type { EffortBody } from "../../api/types.ts";
import { addMonths, monthsBetween } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { countByGeneration, type EffortRow } from "../../db/effort-queries.ts";
import { failures, NotModified } from "../context.ts";
import { checkVersion } from "../dataset-version.ts";
import { checkWholeMonths } from "../filter/check-precision.ts";
import { splitList } from "../filter/parse-filter.ts";
import { type ResolvedFilter, resolveFilter } from "../filter/resolve-filter.ts";
import { answerOnce } from "./answer-once.ts";
import { compareShares } from "./effort-shares.ts";
import { describeSurfaces, EFFORT_CATEGORIES } from "./effort-surfaces.ts";
import { type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import type { StatisticsContext, StatisticsResource } from "./statistics-context.ts";
import { biasFacts, missingMonths } from "./window-facts.ts";

const BANNER = "About nine in ten are possession: largely a map of where police searched.";
const SAYS = {
  in_step_with_searching:
    "In step with searching: finds per search did not clearly change, and finds moved the way searches did.",
  not_accounted_for_by_searching_alone: "Not accounted for by searching alone.",
} as const;

/** Did possession follow the searches? */
export const effortRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/effort",
    {
      config: { tier: "analyst" },
      schema: { querystring: EffortQuery, response: { 200: Effort, 304: NotModified, ...failures } },
    },
    async (request, reply) =>
      answerOnce({ context, request, reply }, async () => {
        const { query } = request;
        const resolved = await resolveFilter({ knex: context.db.knex, catalogue: context.catalogue }, query, {
          chosenSetsToo: true,
        });
        checkVersion(query, resolved.dataset);
        checkWholeMonths(resolved.filter, "effort is compared by months, so its counts are");
        const asked = { area: query.area === undefined ? null : splitList("area", query.area), set: query.set ?? null };
        const version = resolved.sets?.all.find(({ id }) => id === resolved.filter.area?.setId)?.version;
        return {
          dataset: resolved.dataset,
          key: [resolved.filter, version, asked],
          make: async () => JSON.stringify(await describe(context, resolved, asked)),
        };
      }),
  );
};

async function describe(
  context: StatisticsContext,
  { dataset, filter }: ResolvedFilter,
  asked: { area: readonly string[] | null; set: string | null },
): Promise<EffortBody> {
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
  const compared = compare(surfaces, { months: length, missing: missingMonths(dataset.facts, months) });
  const inWindow = (row: EffortRow) => row.month >= after.from;
  return {
    ...{ dataset: dataset.code, before, after, banner: unsplit ? BANNER : null },
    ...compared,
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
