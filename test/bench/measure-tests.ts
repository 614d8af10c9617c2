import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Adjacency } from "../../server/analytics/adjacency.ts";
import { CELL_INDEX_TYPE, decodeCellIndex } from "../../server/api/cell-columns.ts";
import { decodeHotspots, HOTSPOT_VALUES_TYPE } from "../../server/api/hotspot-columns.ts";
import { tasks } from "../../server/statistics/tasks.ts";
import { type Figure, quantile } from "./figures.ts";
import { type BenchDataset, questions } from "./questions.ts";
import type { Service } from "./service.ts";

const run = promisify(execFile);
const CATEGORIES = 4;
const DRAWS = 499;
/** Res, ring and the budget of one test of all London with its neighbours known. */
const TESTS = [
  { res: 9, ring: 1, ms: 20 },
  { res: 9, ring: 2, ms: 20 },
  { res: 9, ring: 3, ms: 50 },
  { res: 10, ring: 1, ms: 100 },
  { res: 10, ring: 2, ms: 100 },
  { res: 10, ring: 3, ms: 100 },
] as const;
const ADJACENCY_MS = 1_000;

/** The statistics themselves, without database or wire, on the counts of windows of one month and of twelve. */
export async function measureTests(service: Service, dataset: BenchDataset): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const res of [9, 10]) {
    const compact = await readUniverse(service, dataset, res);
    const maps = await readMaps(service, dataset, res);
    for (const { ring, ms: atMost } of TESTS.filter((test) => test.res === res)) {
      const adjacency = tasks.adjacency({ compact, res, ring });
      const [cold, warm] = [timeTests(maps, adjacency), timeTests(maps, adjacency)];
      const note = `${maps.length} windows × categories of ${dataset.id}, ${compact.length.toLocaleString("en-GB")} cells, neighbours known; cold ${quantile(cold, 0.95).toFixed(1)} ms, warm median ${quantile(warm, 0.5).toFixed(1)} ms`;
      figures.push({
        ...{ name: `Gi*, exact p and FDR, res ${res}, ring ${ring}, warm p95`, measured: quantile(warm, 0.95) },
        ...{ unit: "ms", budget: { atMost }, backend: "Node", note },
      });
    }
    if (res === 10) figures.push(...(await timeAdjacency(service, dataset)));
    if (res === 9) figures.push(...(await peerFigures(maps.at(-1), tasks.adjacency({ compact, res, ring: 1 }))));
  }
  return figures;
}

async function readUniverse(service: Service, { id }: BenchDataset, res: number, areas = ""): Promise<Float64Array> {
  const query = new URLSearchParams({ dataset: id, res: String(res), ...(areas === "" ? {} : { universe: areas }) });
  return decodeCellIndex((await service.get(`/hotspots/index?${query}`, CELL_INDEX_TYPE)).bytes()).compact;
}

/** Counts per cell of the universe; the busiest window, a year of all drugs, last. */
async function readMaps(service: Service, dataset: BenchDataset, res: number): Promise<Float64Array[]> {
  const asked = { categories: CATEGORIES, areas: [0], more: { res: String(res) } };
  const paths = [1, 12].flatMap((length) => questions(dataset, "/hotspots", { length, ...asked }));
  const maps: Float64Array[] = [];
  for (const path of paths) {
    const { n } = decodeHotspots((await service.get(path, HOTSPOT_VALUES_TYPE)).bytes());
    maps.push(Float64Array.from(n));
  }
  const sum = (map: Float64Array) => map.reduce((a, b) => a + b, 0);
  return maps.filter((map) => sum(map) >= 30).sort((a, b) => sum(a) - sum(b));
}

function timeTests(maps: readonly Float64Array[], adjacency: Adjacency): number[] {
  return maps.map((counts) => {
    const started = performance.now();
    const { gate } = tasks.hotAreas({ counts, adjacency, cap: "p99", p: "exact", tail: "upper" });
    if (gate !== null) throw new Error(`the test was gated: ${gate}`);
    return performance.now() - started;
  });
}

/** Who neighbours whom, worked out anew for London without one borough, for each of its boroughs. */
async function timeAdjacency(service: Service, dataset: BenchDataset): Promise<Figure[]> {
  const times: number[] = [];
  for (const left of dataset.boroughs) {
    const others = dataset.boroughs.filter((code) => code !== left).join(",");
    const compact = await readUniverse(service, dataset, 10, others);
    const started = performance.now();
    tasks.adjacency({ compact, res: 10, ring: 1 });
    times.push(performance.now() - started);
  }
  return [
    {
      ...{ name: "neighbours, res 10, ring 1, cold p95", measured: quantile(times, 0.95), unit: "ms" },
      ...{ budget: { atMost: ADJACENCY_MS }, backend: "Node" },
      note: `London without one borough, ${times.length} times; median ${quantile(times, 0.5).toFixed(0)} ms`,
    },
  ];
}

/** spdep's localG and localG_perm on the same map; where there is no R with spdep, a line that says so. */
async function peerFigures(counts: Float64Array | undefined, adjacency: Adjacency): Promise<Figure[]> {
  if (counts === undefined) return [];
  const analytic = timeBest(() => tasks.hotAreas({ counts, adjacency, cap: "none", p: "normal", tail: "upper" }));
  const exact = timeBest(() => tasks.hotAreas({ counts, adjacency, cap: "p99", p: "exact", tail: "upper" }));
  const permuted = timeBest(
    () =>
      tasks.hotAreas({ counts, adjacency, cap: "none", p: "permutation", tail: "upper", permutations: DRAWS, seed: 1 }),
    1,
  );
  const result = tasks.hotAreas({ counts, adjacency, cap: "none", p: "normal", tail: "upper" });
  if (result.gate !== null) throw new Error(`the test was gated: ${result.gate}`);
  const peer = await runSpdep(counts, adjacency, result.z);
  if (peer === null) {
    console.log("SKIPPED spdep: no Rscript with spdep (Debian: apt-get install r-cran-spdep)");
    return [];
  }
  const shared = { budget: null, backend: "R" } as const;
  const ratio = (name: string, measured: number, note: string): Figure => ({
    ...shared,
    name,
    measured,
    unit: "×",
    note,
  });
  return [
    ratio(
      "spdep localG ÷ ours",
      peer.localG / analytic,
      `${peer.localG.toFixed(0)} ms against ${analytic.toFixed(1)} ms, both with the normal p; largest difference of z ${peer.difference.toExponential(1)}`,
    ),
    ratio(
      "spdep localG ÷ ours with exact p",
      peer.localG / exact,
      `against ${exact.toFixed(1)} ms with cap, exact p and FDR`,
    ),
    ratio(
      `spdep localG_perm (${DRAWS}) ÷ ours`,
      peer.localGPerm / permuted,
      `${(peer.localGPerm / 1000).toFixed(1)} s against ${(permuted / 1000).toFixed(1)} s, ${DRAWS} draws a cell`,
    ),
    ratio(`spdep localG_perm (${DRAWS}) ÷ our exact p`, peer.localGPerm / exact, "what the exact p makes unnecessary"),
  ];
}

function timeBest(work: () => unknown, times = 5): number {
  const taken = Array.from({ length: times }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...taken);
}

async function runSpdep(
  counts: Float64Array,
  { offsets, neighbours }: Adjacency,
  z: Float64Array,
): Promise<{ localG: number; localGPerm: number; difference: number } | null> {
  const folder = await mkdtemp(join(tmpdir(), "hexbeat-bench-"));
  try {
    for (const [name, values] of Object.entries({ counts, offsets, neighbours, z }))
      await writeFile(join(folder, name), values.join("\n"));
    const { stdout } = await run("Rscript", [join(import.meta.dirname, "local-g.R"), folder]);
    const [localG = Number.NaN, localGPerm = Number.NaN, difference = Number.NaN] = stdout
      .trim()
      .split(" ")
      .map(Number);
    return { localG: localG * 1000, localGPerm: localGPerm * 1000, difference };
  } catch (error) {
    if (
      error instanceof Error &&
      (("code" in error && error.code === "ENOENT") || /no package called/.test(error.message))
    )
      return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
