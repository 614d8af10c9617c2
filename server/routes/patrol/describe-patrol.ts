import { cellToLatLng } from "h3-js";
import type { Knex } from "knex";
import type { PatrolBody } from "../../api/types.ts";
import { CATEGORIES } from "../../api/vocabulary.ts";
import { listAreas } from "../../db/area-queries.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { countNearTarget, type NearRow } from "../../db/inside-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import type { TargetRow } from "../../db/target-area-queries.ts";
import { degreesOf } from "../../statistics/metres.ts";
import { nameCluster, placesNear } from "../../statistics/name-place.ts";
import { hoursOf, jointHours } from "../../statistics/patrol-hours.ts";
import { cautionsOf, roundOf, VISIT, whyHere } from "../../statistics/patrol-words.ts";
import {
  APART_METRES,
  MOST_STOPS,
  type PlannedStop,
  planRoute,
  planStops,
  RADIUS_METRES,
} from "../../statistics/plan-patrol.ts";
import { readDatasetSets } from "../filter/resolve-areas.ts";
import { methodCard } from "../statistics/method-card.ts";
import { biasFacts } from "../statistics/window-facts.ts";
import { evidenceOf } from "../target-areas/describe-target.ts";
import { zonesAtStops } from "./powers.ts";
import type { Resolved } from "./resolve-patrol.ts";

const DAY_MS = 86_400_000;

/** The sheet of one patrol: stops in walking order, why, when, and what holds there. */
export async function describePatrol(knex: Knex, resolved: Resolved, seed: number): Promise<PatrolBody> {
  const { dataset, targets, date, window } = resolved;
  const plan = await makePlan(knex, resolved, seed);
  const { route, timed } = plan;
  const facts = biasFacts(dataset.facts, { categoryIds: categoriesOf(targets), ...window }, dataset.synthetic);
  const stops = route.order.flatMap((at, k) => describeStop(resolved, plan, { at, k }) ?? []);
  const whole = roundOf(stops.length, route.metres);
  const weekday = weekdayOf(date);
  return {
    ...{ dataset: dataset.code, version: dataset.version, synthetic: dataset.synthetic, snapped: facts.snapped },
    ...{ marking: "OFFICIAL-SENSITIVE", date, weekday, window: { from: window.from, to: window.to } },
    ...{ radiusMetres: RADIUS_METRES, visit: VISIT, stops, hours: jointHours(timed, weekday) },
    leftOut: plan.leftOut.flatMap((reason, at) => {
      const target = targets[at];
      return reason === null || target === undefined ? [] : { target: referTo(target), reason: LEFT_OUT[reason] };
    }),
    route: {
      ...{ seed, metres: Math.round(route.metres), shortestMetres: Math.round(route.shortestMetres) },
      ...{ exact: route.exact, ...whole },
    },
    cautions: cautionsOf({ ...facts, stops, round: whole, metres: route.metres }),
    method: methodOf(resolved, seed),
  };
}

type Plan = Awaited<ReturnType<typeof makePlan>>;

/** Everything of the stops, in the order they were chosen; `route.order` is the order they are walked in. */
async function makePlan(knex: Knex, resolved: Resolved, seed: number) {
  const { dataset, targets, date, window } = resolved;
  const records: NearRow[][] = [];
  for (const target of targets) records.push(await recordsOf(knex, resolved, target));
  const { stops, leftOut } = planStops(records);
  const lngLats = stops.map(({ cell }) => lngLatOf(cell));
  const weeks = (Date.parse(window.to) - Date.parse(window.from)) / (7 * DAY_MS);
  const timed = stops.map((stop) => {
    const inTarget = (records[stop.target] ?? []).filter(({ inside }) => inside);
    return hoursOf({ stop: stop.within, target: inTarget }, { weekday: weekdayOf(date), weeks, n: stop.n });
  });
  return {
    ...{ stops, leftOut, lngLats, weeks, timed, route: planRoute(lngLats, seed) },
    names: await namesOf(knex, resolved, stops),
    zones: await zonesAtStops(knex, { dataset, date, lngLats }),
  };
}

/** @param place at = as chosen, k = as walked */
function describeStop(
  { targets, window }: Resolved,
  plan: Plan,
  { at, k }: { at: number; k: number },
): PatrolBody["stops"][number] | null {
  const [stop, lngLat, timed] = [plan.stops[at], plan.lngLats[at], plan.timed[at]];
  const target = targets[stop?.target ?? -1];
  if (stop === undefined || lngLat === undefined || timed === undefined || target === undefined) return null;
  const { category, why, brief } = evidenceOf(target);
  const { weeks } = plan;
  return {
    ...{ position: k + 1, id: stop.cell, target: referTo(target), name: plan.names[at] ?? "", lngLat: [...lngLat] },
    why: [...why, whyHere({ n: stop.n, weeks, category, ...window })],
    brief: `${brief}; ${(stop.n / weeks).toFixed(1)} a week`,
    ...{ n: stop.n, perWeek: toDigits(stop.n / weeks, 2), hours: timed.hours, noHours: timed.reason },
    zones: plan.zones.filter((zone) => zone.stop === at).map(({ stop: _, ...zone }) => zone),
    defaultPoints: flagsOf(stop.within),
    nextMetres: Math.round(plan.route.legs[k] ?? 0),
  };
}

const LEFT_OUT = {
  nothing_recorded: "Nothing was recorded there in these months.",
  too_near: `What is busiest there lies within ${APART_METRES} m of another stop.`,
  too_many: `A sheet has at most ${MOST_STOPS} stops; this one has fuller ones.`,
} as const;

/** What was recorded in and around a target, of the categories it was nominated for. */
function recordsOf(knex: Knex, { dataset, window }: Resolved, target: TargetRow): Promise<NearRow[]> {
  const filter: CountFilter = {
    ...{
      datasetId: dataset.id,
      forceIds: dataset.facts.forces.map(({ id }) => id),
      categoryIds: categoriesOf([target]),
    },
    ...{ ...window, area: null, cells: null },
  };
  return countNearTarget(knex, filter, { targetId: target.id, margin: degreesOf(2 * RADIUS_METRES, target.lat) });
}

function categoriesOf(targets: readonly TargetRow[]): number[] {
  const wanted = new Set(targets.flatMap((target) => evidenceOf(target).category));
  return CATEGORIES.flatMap((category, id) => (wanted.has(category) ? [id] : []));
}

/** Each stop by the ward most of its records lie in, and the nearest named place. */
async function namesOf(knex: Knex, { dataset }: Resolved, stops: readonly PlannedStop<NearRow>[]): Promise<string[]> {
  const set = (await readDatasetSets(knex, dataset)).chosen.find(({ kind }) => kind === "ward");
  const wards = set === undefined ? [] : await listAreas(knex, set.id);
  const places = await listPlaces(knex, dataset.synthetic, null);
  return stops.map(({ cell, within }) => {
    const [most] = [...Map.groupBy(within, ({ wardId }) => wardId)]
      .map(([id, rows]) => ({ id, n: sum(rows) }))
      .sort((a, b) => b.n - a.n || a.id - b.id);
    const ward = wards.find(({ id }) => id === most?.id);
    return nameCluster(ward?.name ?? null, placesNear([cell], places)[0]);
  });
}

function flagsOf(rows: readonly NearRow[]): PatrolBody["stops"][number]["defaultPoints"] {
  return [...Map.groupBy(rows, ({ flag }) => flag)]
    .filter(([flag]) => flag !== "none")
    .map(([flag, held]) => ({ flag, n: sum(held) }));
}

function methodOf({ dataset, targets, window }: Resolved, seed: number): PatrolBody["method"] {
  return methodCard({
    ...{ kind: "patrol", dataset, filter: { categoryIds: categoriesOf(targets), ...window } },
    asked: { area: null, set: null },
    parameters: {
      ...{ targets: targets.map(({ id }) => id).join(","), radiusMetres: RADIUS_METRES, apartMetres: APART_METRES },
      ...{ mostStops: MOST_STOPS, blockHours: 3, fewestForHours: 30, mostDetour: 0.15 },
    },
    seed,
  });
}

function referTo({ id, name, status }: TargetRow): PatrolBody["stops"][number]["target"] {
  return { id, name, status };
}

/** To a millionth of a degree, about 10 cm. */
function lngLatOf(cell: string): [number, number] {
  const [lat, lng] = cellToLatLng(cell);
  return [toDigits(lng, 6), toDigits(lat, 6)];
}

/** 1 = Monday. */
function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}

function toDigits(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
