import { type Random, seededRandom } from "../../server/analytics/random.ts";
import type { Events, Ground } from "../../server/evaluation/ground.ts";
import { wardGround } from "../../server/evaluation/ward-ground.ts";
import { poisson } from "../analytics/simulate.ts";

/*
 * A made-up force of 360 wards in 18 boroughs on a hexagonal grid, and panels of monthly counts on it in which nothing
 * was ever done: wards differ in level (log-normal), the whole force goes up and down by month, each ward drifts, and
 * counts are gamma-Poisson with variance/mean 1.6 a month.
 */

const COLUMNS = 24;
const ROWS = 15;
export const WARDS = COLUMNS * ROWS;
const BOROUGH = { columns: 4, rows: 5 } as const;
const BOROUGHS = WARDS / (BOROUGH.columns * BOROUGH.rows);
const MONTHS = 24;
const DISPERSION = 1.6;
const DRIFT = 0.035;

function boroughOf(ward: number): number {
  const [x, y] = [ward % COLUMNS, Math.floor(ward / COLUMNS)];
  return Math.floor(y / BOROUGH.rows) * (COLUMNS / BOROUGH.columns) + Math.floor(x / BOROUGH.columns);
}

/** The up to six wards that touch a ward: odd rows are shifted by half a ward. */
function touching(ward: number): number[] {
  const [x, y] = [ward % COLUMNS, Math.floor(ward / COLUMNS)];
  const shift = y % 2 === 1 ? 0 : -1;
  const around = [
    [1, 0],
    [-1, 0],
    [shift, -1],
    [shift + 1, -1],
    [shift, 1],
    [shift + 1, 1],
  ] as const;
  return around
    .map(([dx, dy]) => [x + dx, y + dy] as const)
    .filter(([i, j]) => i >= 0 && j >= 0 && i < COLUMNS && j < ROWS)
    .map(([i, j]) => j * COLUMNS + i)
    .sort((a, b) => a - b);
}

/** The force's ground for targets of one ward; two rings, strips one ward deep. */
export function wardCity(): Ground {
  const near = Array.from({ length: WARDS }, (_, ward) => touching(ward));
  const neighbours = new Uint8Array(BOROUGHS * BOROUGHS);
  for (const [ward, others] of near.entries()) {
    for (const other of others) neighbours[boroughOf(ward) * BOROUGHS + boroughOf(other)] = 1;
  }
  const units = { count: WARDS, borough: Int16Array.from({ length: WARDS }, (_, ward) => boroughOf(ward)) };
  const options = { rings: 2, stripMetres: 1_500, neighbours };
  return wardGround({ units, boroughs: BOROUGHS, touching: near, inReach: near, target: [0], options });
}

/** Counts by ward and month, month t on day 30·t. */
export function drawPanel(random: Random): Events {
  const season = Array.from({ length: MONTHS }, (_, t) =>
    Math.exp(0.15 * Math.cos((Math.PI * t) / 6) + 0.08 * normal(random)),
  );
  const counts = new Uint32Array(WARDS * MONTHS);
  for (let ward = 0; ward < WARDS; ward++) {
    const level = Math.exp(Math.log(6) + 0.8 * normal(random));
    let drift = 0;
    for (let month = 0; month < MONTHS; month++) {
      drift += DRIFT * normal(random);
      const mean = Math.min(120, level * season[month]! * Math.exp(drift));
      const shape = mean / (DISPERSION - 1);
      counts[ward * MONTHS + month] = poisson(Math.min(400, (gamma(shape, random) * mean) / shape), random);
    }
  }
  return {
    unit: Uint32Array.from(counts, (_, at) => Math.floor(at / MONTHS)),
    day: Int32Array.from(counts, (_, at) => 30 * (at % MONTHS)),
    indicators: new Uint8Array(counts.length).fill(1),
    hour: new Uint8Array(counts.length).fill(255),
    n: counts,
  };
}

export function panelRandom(seed: number): Random {
  return seededRandom(seed);
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia & Tsang (2000), unit scale. */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
