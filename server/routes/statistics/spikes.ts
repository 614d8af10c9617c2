import { spikes } from "../../analytics/spike.ts";
import { Spikes, SpikesQuery } from "../../api/spikes.ts";
import type { SpikesBody } from "../../api/types.ts";
import { addMonths, isCalendarDay, monthsBetween } from "../../db/calendar.ts";
import { failures, NotModified } from "../context.ts";
import { refuse, splitList } from "../filter/parse-filter.ts";
import { answerOnce } from "./answer-once.ts";
import { type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import { readWardMonths, wardsOfArea } from "./read-ward-months.ts";
import type { StatisticsContext, StatisticsResource } from "./statistics-context.ts";
import { resolveWards, type WardSource } from "./ward-source.ts";

const HISTORY = 12;
const AFTER = 5;

/** Was this month out of the ordinary for a ward, and is it still? */
export const spikeRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/spikes",
    {
      config: { tier: "analyst" },
      schema: { querystring: SpikesQuery, response: { 200: Spikes, 304: NotModified, ...failures } },
    },
    async (request, reply) =>
      answerOnce({ context, request, reply }, async () => {
        const source = await resolveWards(context, request.query);
        const month = parseMonth(request.query.month, source);
        const inArea = await wardsOfArea(context, source, request.query.area);
        const asked = { area: splitList("area", request.query.area), set: request.query.set ?? null };
        return {
          dataset: source.dataset,
          key: [source.filter, source.set?.id, source.set?.version, month, inArea, asked],
          make: async () => JSON.stringify(await describe(context, source, { month, inArea, asked })),
        };
      }),
  );
};

/** @returns its first day; @throws DomainError invalid_query unless the data holds it */
function parseMonth(text: string, { held, dataset }: WardSource): string {
  const month = `${text}-01`;
  if (!isCalendarDay(month)) throw refuse("month", `month=${text} is not a month of the calendar.`);
  if (held.includes(month)) return month;
  const span = `${held[0]?.slice(0, 7) ?? "nothing"} to ${held.at(-1)?.slice(0, 7) ?? "nothing"}`;
  throw refuse("month", `month=${text} is not in dataset "${dataset.code}", which holds ${span}.`);
}

type Asked = { month: string; inArea: readonly boolean[]; asked: { area: readonly string[]; set: string | null } };

async function describe(context: StatisticsContext, source: WardSource, ask: Asked): Promise<SpikesBody> {
  const { month, inArea } = ask;
  const before = monthsBetween(addMonths(month, -HISTORY), month);
  const after = monthsBetween(addMonths(month, 1), addMonths(month, 1 + AFTER)).filter((later) =>
    source.held.includes(later),
  );
  const missing = before.filter((earlier) => !source.held.includes(earlier)).map((earlier) => earlier.slice(0, 7));
  const gate: Gate =
    missing.length === 0 ? null : gateOf("fewer_than_twelve_months", `Not in the data: ${missing.join(", ")}.`);
  const size = inArea.filter((inside) => inside).length;
  const tested = gate === null ? await test(context, source, { before, month, after, inArea }) : null;
  return {
    ...{
      dataset: source.dataset.code,
      month: month.slice(0, 7),
      set: source.set?.code ?? null,
      source: source.source,
      gate,
    },
    family: { size, force: source.wards.length },
    dispersion: tested?.dispersion ?? null,
    spikes: tested?.rows ?? [],
    method: methodCard({
      ...{ kind: "spikes", dataset: source.dataset, asked: ask.asked },
      filter: { ...source.filter, from: before[0] ?? month, to: addMonths(month, 1) },
      units: { kind: "ward", set: source.set?.code ?? null, size: source.wards.length },
      exclusions: source.source === "points" ? ["Incidents in no ward of the set are not counted."] : [],
      parameters: {
        ...{
          historyMonths: HISTORY,
          smallestMean: 1 / 24,
          smallestSpike: 5,
          level: 0.05,
          dispersion: tested?.dispersion ?? null,
        },
        ...{
          source: source.source,
          family: "Benjamini-Hochberg over the wards of the area; qForce over all wards",
          familySize: size,
        },
      },
    }),
  };
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
