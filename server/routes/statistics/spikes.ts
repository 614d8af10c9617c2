import { spikes } from "../../analytics/spike.ts";
import { Spikes, SpikesQuery } from "../../api/spikes.ts";
import type { SpikesBody } from "../../api/types.ts";
import { addMonths, isCalendarDay, monthsBetween } from "../../db/calendar.ts";
import { breaksWithin, describeBreaks } from "../filter/breaks-in-scope.ts";
import { expandAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { toldBy } from "./cell-forms.ts";
import { CSV, toCsvTable } from "./export-rows.ts";
import { breakGate, type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import { readWardMonths, wardsOfArea } from "./read-ward-months.ts";
import type { Asked } from "./resolve-frame.ts";
import { statisticRoute, type Work } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { breaksOfWards, resolveWards, type WardSource } from "./ward-source.ts";

const HISTORY = 12;
const AFTER = 5;

const COLUMNS = [...["month", "code", "name", "n", "mean", "p", "q", "qForce", "flagged", "yearBefore", "after"]];

/** Was this month out of the ordinary for a ward, and is it still? */
export const spikeRoutes = statisticRoute({
  path: "/spikes",
  title: "Wards whose month was out of the ordinary",
  query: SpikesQuery,
  answer: Spikes,
  about: async (context, query) => {
    const source = await resolveWards(context, query);
    const month = parseMonth(query.month, source);
    const area = await expandAreas(context.db.knex, query.area);
    const inArea = await wardsOfArea(context, source, area);
    return { ...source, month, inArea, asked: { area: area.asked, set: query.set ?? null, groups: area.groups } };
  },
  key: ({ filter, set, month, inArea, asked }) => [filter, set?.id, set?.version, month, inArea, asked],
  make: describe,
  forms: {
    [CSV]: (body: SpikesBody, about) =>
      toCsvTable(
        COLUMNS,
        body.spikes.map(({ after, ...spike }) => ({ month: body.month, ...spike, after: after.join(" ") })),
        toldBy(body, about),
      ),
  },
});

/** @returns its first day; @throws DomainError invalid_query unless the data holds it */
function parseMonth(text: string, { held, dataset }: WardSource): string {
  const month = `${text}-01`;
  if (!isCalendarDay(month)) throw refuse("month", `month=${text} is not a month of the calendar.`);
  if (held.includes(month)) return month;
  const span = `${held[0]?.slice(0, 7) ?? "nothing"} to ${held.at(-1)?.slice(0, 7) ?? "nothing"}`;
  throw refuse("month", `month=${text} is not in dataset "${dataset.code}", which holds ${span}.`);
}

type About = WardSource & {
  readonly month: string;
  readonly inArea: readonly boolean[];
  readonly asked: Asked;
};

async function describe({ context, about }: Work<About>): Promise<SpikesBody> {
  const { month, inArea, ...source } = about;
  const before = monthsBetween(addMonths(month, -HISTORY), month);
  const breaks = breaksOfWards(source);
  const shown = { from: before[0] ?? month, to: addMonths(month, 1 + AFTER) };
  const after = monthsBetween(addMonths(month, 1), shown.to).filter(
    (later) =>
      source.held.includes(later) && breaksWithin(breaks, { from: month, to: addMonths(later, 1) }).length === 0,
  );
  const missing = before.filter((earlier) => !source.held.includes(earlier)).map((earlier) => earlier.slice(0, 7));
  const gate: Gate =
    missing.length === 0
      ? breakGate(breaks, { from: shown.from, to: addMonths(month, 1) })
      : gateOf("fewer_than_twelve_months", `Not in the data: ${missing.join(", ")}.`);
  const tested = gate === null ? await test(context, source, { before, month, after, inArea }) : null;
  return {
    ...{ dataset: source.dataset.code, month: month.slice(0, 7), set: source.set?.code ?? null },
    ...{ source: source.source, gate, breaks: describeBreaks(breaksWithin(breaks, shown)) },
    family: { size: sizeOf(inArea), force: source.wards.length },
    dispersion: tested?.dispersion ?? null,
    spikes: tested?.rows ?? [],
    method: describeMethod(about, { from: shown.from, dispersion: tested?.dispersion ?? null }),
  };
}

function describeMethod(
  about: About,
  { from, dispersion }: { from: string; dispersion: number | null },
): SpikesBody["method"] {
  const { dataset, filter, set, source, wards, month, inArea, asked } = about;
  return methodCard({
    ...{ kind: "spikes", dataset, asked },
    filter: { ...filter, from, to: addMonths(month, 1) },
    units: { kind: "ward", set: set?.code ?? null, size: wards.length },
    exclusions: source === "points" ? ["Incidents in no ward of the set are not counted."] : [],
    parameters: {
      ...{ historyMonths: HISTORY, smallestMean: 1 / 24, smallestSpike: 5, level: 0.05, dispersion, source },
      family: "Benjamini-Hochberg over the wards of the area; qForce over all wards",
      familySize: sizeOf(inArea),
    },
  });
}

function sizeOf(inArea: readonly boolean[]): number {
  return inArea.filter((inside) => inside).length;
}

async function test(
  context: StatisticsContext,
  source: WardSource,
  at: { before: readonly string[]; month: string; after: readonly string[]; inArea: readonly boolean[] },
): Promise<{ dispersion: number | null; rows: SpikesBody["spikes"] }> {
  const { before, month, after, inArea } = at;
  // Months that follow may have a gap before them; they are read as they are held.
  const months = monthsBetween(before[0] ?? month, addMonths(after.at(-1) ?? month, 1));
  const matrix = await readWardMonths(context, source, months);
  const countOf = (when: string, ward: number) => matrix[months.indexOf(when)]?.[ward] ?? 0;
  const result = spikes({
    history: source.wards.map((_, ward) => Float64Array.from(before, (when) => countOf(when, ward))),
    observed: Float64Array.from(source.wards, (_, ward) => countOf(month, ward)),
    inArea,
  });
  const rows = source.wards.flatMap(({ code, name }, ward) => {
    const spike = result.wards[ward];
    if (spike === undefined || spike.q === null) return [];
    const { mean, p, q, qForce, flagged } = spike;
    const yearBefore = countOf(before[0] ?? month, ward);
    return [
      {
        code,
        name,
        n: countOf(month, ward),
        mean,
        p,
        q,
        qForce,
        flagged,
        yearBefore,
        after: after.map((when) => countOf(when, ward)),
      },
    ];
  });
  return { dispersion: result.dispersion, rows: rows.sort((a, b) => a.p - b.p || (a.code < b.code ? -1 : 1)) };
}
