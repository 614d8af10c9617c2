import { Series, SeriesQuery } from "../api/series.ts";
import type { Precision } from "../api/vocabulary.ts";
import { daysBetween, monthsBetween, startOfMonth } from "../db/calendar.ts";
import type { CountFilter } from "../db/count-filter.ts";
import { countSeries, type SeriesUnit } from "../db/series-queries.ts";
import { failures, type Resource } from "./context.ts";
import { breaksInScope, breaksWithin, describeBreaks } from "./filter/breaks-in-scope.ts";
import { checkFineness } from "./filter/check-precision.ts";
import { echoGroups } from "./filter/expand-areas.ts";
import { refuse } from "./filter/parse-filter.ts";
import { resolveFilter } from "./filter/resolve-filter.ts";
import { readSteady } from "./read-steady.ts";

const LONGEST = 20_000;
const NEEDED: Readonly<Record<SeriesUnit, Precision>> = {
  month: "month",
  day: "day",
  weekday: "day",
  hour: "hour",
  hour_of_week: "hour",
};

/** Counts over time. */
export const seriesRoutes: Resource =
  ({ db, catalogue }) =>
  async (app) => {
    app.get(
      "/series",
      { config: { tier: "analyst" }, schema: { querystring: SeriesQuery, response: { 200: Series, ...failures } } },
      async (request) => {
        const { unit = "month", ...query } = request.query;
        const { dataset, filter, asked, counted } = await readSteady(db.knex, async () => {
          const resolved = await resolveFilter({ knex: db.knex, catalogue }, query);
          const { categoryIds, ...window } = resolved.filter;
          checkFineness(resolved.dataset.facts, { categoryIds, window }, { unit, needed: NEEDED[unit] });
          return { ...resolved, counted: await countSeries(db.knex, resolved.filter, unit) };
        });
        const found = new Map(counted.map(({ t, n }) => [t, n]));
        const rows = listUnits(filter, unit).map((t) => ({ t, n: found.get(t) ?? 0 }));
        const total = rows.reduce((sum, { n }) => sum + n, 0);
        const inScope = breaksInScope({ dataset, categoryIds: filter.categoryIds, counted: "points" });
        const breaks = describeBreaks(breaksWithin(inScope, filter));
        const groups = echoGroups(asked.groups);
        return { dataset: dataset.code, version: dataset.version, unit, total, breaks, rows, ...groups };
      },
    );
  };

function listUnits({ from, to }: CountFilter, unit: SeriesUnit): string[] {
  switch (unit) {
    case "month":
      return monthsBetween(startOfMonth(from), to).map((month) => month.slice(0, 7));
    case "day": {
      const days = daysBetween(from, to);
      if (days.length > LONGEST)
        throw refuse("from", `unit=day reads at most ${LONGEST} days; from=${from} to ${to} is ${days.length}.`);
      return days;
    }
    case "weekday":
      return range(1, 7);
    case "hour":
      return range(0, 23);
    case "hour_of_week":
      return range(0, 167);
  }
}

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, step) => String(first + step));
}
