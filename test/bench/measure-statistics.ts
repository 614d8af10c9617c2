import { monitorEventLoopDelay } from "node:perf_hooks";
import { HOTSPOT_VALUES_TYPE } from "../../server/api/hotspot-columns.ts";
import { addMonths } from "../../server/db/calendar.ts";
import type { Backend } from "../../server/db/database.ts";
import { type Figure, quantile } from "./figures.ts";
import { type BenchDataset, questions } from "./questions.ts";
import type { Service } from "./service.ts";

/** Every route's p95; the routes below that are not here are measured against no budget. */
const BUDGET_MS = {
  hotspots: { postgres: 80, embedded: 300 },
  hotPlaces: { postgres: 60, embedded: 60 },
  emerging: { postgres: 400, embedded: 400 },
  backtest: { postgres: 2_000, embedded: 2_000 },
} as const;
const PERMUTATIONS_MS = 3_000;
const LOOP_DELAY_MS = 50;
/** Months of an emerging cube, and of a backtest with twelve origins: its training year and they. */
const LONG = 24;
const YEAR = 12;

type Datasets = {
  /** Real where there is real data. */
  readonly main: BenchDataset;
  /** One of more than two years. */
  readonly long: BenchDataset;
};

/** Server time of the hot-spot routes on a database just opened, each question once (cold), then all again (warm). */
export async function measureStatistics(
  service: Service,
  backend: Backend,
  { main, long }: Datasets,
): Promise<Figure[]> {
  const measure = async (
    name: string,
    paths: readonly string[],
    atMost: number | null,
    accept?: string,
  ): Promise<Figure[]> => {
    const [cold, warm] = [await service.time(paths, accept), await service.time(paths, accept)];
    const note = `${cold.length} different questions; median ${quantile(warm, 0.5).toFixed(0)} ms, first of all ${cold[0]?.toFixed(0)} ms`;
    const figure = { unit: "ms", budget: atMost === null ? null : { atMost }, backend, note };
    return [
      { ...figure, name: `${name}, cold p95`, measured: quantile(cold, 0.95) },
      { ...figure, name: `${name}, warm p95`, measured: quantile(warm, 0.95) },
    ];
  };
  const year = { length: YEAR, categories: 4 };
  const hotspots = questions(main, "/hotspots", year);
  return [
    ...(await measure("/hotspots, res 9, columns", hotspots, BUDGET_MS.hotspots[backend], HOTSPOT_VALUES_TYPE)),
    ...(await measure("/hotspots, res 9, JSON", hotspots, BUDGET_MS.hotspots[backend])),
    ...(await measure("/hot-places, res 9", questions(main, "/hot-places", year), BUDGET_MS.hotPlaces[backend])),
    ...(await measure(
      `/emerging, res 9, ${LONG} months`,
      questions(long, "/emerging", { length: LONG, categories: 10, areas: [0] }),
      BUDGET_MS.emerging[backend],
    )),
    ...(await measure("/backtest, 12 origins", backtests(long), BUDGET_MS.backtest[backend])),
    ...(await measure("/change, a year against the year before", changes(long), null)),
    ...(await measure("/clusters, 12 months", questions(main, "/clusters", year), null)),
    ...(await measure("/markets, 12 months", markets(main), null)),
  ];
}

/** 999 permutations in the workers, and whether the server's own thread went on answering meanwhile. */
export async function measurePermutations(
  service: Service,
  backend: Backend,
  dataset: BenchDataset,
): Promise<Figure[]> {
  const more = { p: "permutation", permutations: "999" };
  const paths = questions(dataset, "/hotspots", { length: YEAR, categories: 4, more });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times = await service.time(paths, HOTSPOT_VALUES_TYPE);
  delay.disable();
  const note = `${times.length} different questions, one after the other; median ${quantile(times, 0.5).toFixed(0)} ms`;
  return [
    {
      ...{ name: "/hotspots, 999 permutations, p95", measured: quantile(times, 0.95), unit: "ms" },
      ...{ budget: { atMost: PERMUTATIONS_MS }, backend, note },
    },
    {
      ...{ name: "event-loop delay meanwhile, p99", measured: delay.percentile(99) / 1e6, unit: "ms" },
      ...{ budget: { atMost: LOOP_DELAY_MS }, backend, note: `largest ${(delay.max / 1e6).toFixed(0)} ms` },
    },
  ];
}

/** Where nothing is named, a period is held against the one before it of the same length. */
function changes(dataset: BenchDataset): string[] {
  return questions(dataset, "/change", { length: YEAR, categories: 4, after: YEAR });
}

/** Markets weigh every kind of record, at a resolution of their own: only when and where are asked for. */
function markets(dataset: BenchDataset): string[] {
  return questions(dataset, "/markets", { length: YEAR, categories: 1, areas: [0, 1, 2, 3, 5] }).map((path) => {
    const [route = "", text] = path.split("?");
    const query = new URLSearchParams(text);
    for (const name of ["res", "category"]) query.delete(name);
    return `${route}?${query}`;
  });
}

function backtests({ id, version, months, categories }: BenchDataset): string[] {
  return months.slice(LONG - 1).flatMap((month) =>
    categories.slice(0, 10).map((category) => {
      const to = addMonths(month, 1);
      return `/backtest?${new URLSearchParams({ dataset: id, version: String(version), res: "9", category, to })}`;
    }),
  );
}
