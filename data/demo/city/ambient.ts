import type { Category, Generation } from "../../../server/api/vocabulary.ts";
import { type DemoMonth, demoMonths } from "../calendar.ts";
import { accumulate, createRandom, drawIndex, type Random } from "../random.ts";
import { diffusionOfD } from "./operation-effects.ts";
import type { DemoPlan } from "./plan.ts";
import { RHYTHMS, type Rhythm } from "./rhythm.ts";
import { drawIncident, type RawIncident, type Spot } from "./stream.ts";
import { type DemoWard, drawAnchor } from "./streets.ts";

type Background = {
  readonly category: Category;
  readonly generation: Generation;
  readonly sources: readonly string[];
  /** In the whole city and the 36 months. */
  readonly total: number;
  readonly rhythm: Rhythm;
  /** Follows the waves of police effort. */
  readonly effort: boolean;
  /** How much more in summer than in winter, as a share. */
  readonly summer: number;
};

const police = { generation: "police_generated", effort: true, summer: 0.05 } as const;
const called = { generation: "public_reported", effort: false, sources: ["999", "101"] } as const;

const BACKGROUNDS: readonly Background[] = [
  { category: "possession", ...police, sources: ["patrol"], total: 18_500, rhythm: RHYTHMS.patrol },
  { category: "drug_search", ...police, sources: ["patrol"], total: 13_000, rhythm: RHYTHMS.patrol },
  { category: "search", ...police, sources: ["patrol"], total: 7_000, rhythm: RHYTHMS.patrol },
  {
    category: "supply",
    ...police,
    effort: false,
    sources: ["patrol", "warrant"],
    total: 2_200,
    rhythm: RHYTHMS.patrol,
  },
  { category: "production", ...police, effort: false, sources: ["warrant"], total: 1_000, rhythm: RHYTHMS.flat },
  { category: "drug_asb", ...called, summer: 0.25, total: 9_000, rhythm: RHYTHMS.evening },
  {
    category: "drug_intelligence",
    generation: "mixed",
    effort: false,
    summer: 0,
    sources: ["intelligence", "crimestoppers"],
    total: 4_000,
    rhythm: RHYTHMS.flat,
  },
  {
    category: "drug_find",
    generation: "public_reported",
    effort: false,
    summer: 0.1,
    sources: ["council"],
    total: 1_600,
    rhythm: RHYTHMS.day,
  },
  {
    category: "drug_harm",
    generation: "mixed",
    effort: false,
    summer: 0,
    sources: ["ambulance"],
    total: 1_700,
    rhythm: RHYTHMS.evening,
  },
  { category: "violence", ...called, summer: 0.15, total: 11_000, rhythm: RHYTHMS.evening },
  {
    category: "weapon",
    generation: "mixed",
    effort: true,
    summer: 0.05,
    sources: ["patrol", "999"],
    total: 2_800,
    rhythm: RHYTHMS.patrol,
  },
  { category: "robbery", ...called, summer: 0, total: 4_000, rhythm: RHYTHMS.evening },
  { category: "asb", ...called, summer: 0.4, total: 10_000, rhythm: RHYTHMS.evening },
  { category: "other", ...called, summer: 0.05, total: 5_500, rhythm: RHYTHMS.day },
];

/** One month in which a ward stands out, then goes half-way back. */
export const SPIKE = { ward: "Rainham and Wennington", month: "2026-05", factor: 5 } as const;
/** From this month a new record system counts more possession as such: a recording break, not a change in the streets. */
export const RECORDING_BREAK = { month: "2024-04", category: "possession", factor: 1.2 } as const;
const DRUG_CATEGORIES: readonly Category[] = ["possession", "supply", "production"];

/** The city's background: what happens where nothing is planted. */
export function ambientIncidents(plan: DemoPlan, seed: number, monthCount: number): RawIncident[] {
  const random = createRandom(seed, "background");
  const waves = effortWaves(seed);
  const calmer = diffusionOfD(plan);
  const total = plan.city.wards.reduce((sum, ward) => sum + ward.intensity, 0);
  const rows: RawIncident[] = [];
  for (const background of BACKGROUNDS) {
    for (const [index, month] of demoMonths(monthCount).entries()) {
      const dayWeights = accumulate(weekdayWeights(month, background.rhythm));
      for (const ward of plan.city.wards) {
        const share = ward.intensity / total;
        const factor =
          seasonal(background, month) *
          (background.effort ? waves(ward.boroughCode, index) : 1) *
          planted(background, { ward, month });
        const n = random.poisson(((background.total * share) / 36) * factor);
        for (let i = 0; i < n; i++) {
          const day = month.firstDay + drawIndex(dayWeights, random.next() * (dayWeights.at(-1) ?? 0));
          const spot = spotIn(ward, random);
          if (random.next() >= calmer(spot.at, day)) continue;
          rows.push(drawIncident({ ...background, spot: () => spot }, { day, rhythm: background.rhythm, random }));
        }
      }
    }
  }
  return rows;
}

function seasonal({ summer }: Background, { monthOfYear }: DemoMonth): number {
  return 1 + (summer / 2) * Math.cos((2 * Math.PI * (monthOfYear - 6.5)) / 12);
}

/** Waves of searching, each borough in its own time: searches and possession rise and fall together. */
function effortWaves(seed: number): (borough: string, month: number) => number {
  const phases = new Map<string, { start: number; length: number; height: number }>();
  return (borough, month) => {
    let wave = phases.get(borough);
    if (wave === undefined) {
      const random = createRandom(seed, `effort ${borough}`);
      wave = { start: random.between(0, 12), length: random.between(7, 13), height: random.between(0.25, 0.5) };
      phases.set(borough, wave);
    }
    return 1 + wave.height * Math.sin((2 * Math.PI * (month - wave.start)) / wave.length);
  };
}

/** Romford's centre, the ward spike and the recording break. */
function planted({ category }: Background, { ward, month }: { ward: DemoWard; month: DemoMonth }): number {
  const isDrug = DRUG_CATEGORIES.includes(category);
  const romford = ward.name === "Romford Town" && isDrug ? 5 : 1;
  const recorded =
    category === RECORDING_BREAK.category && month.label >= RECORDING_BREAK.month ? RECORDING_BREAK.factor : 1;
  if (!isDrug || !ward.name.startsWith("Rainham")) return romford * recorded;
  const after = month.label > SPIKE.month ? 1 + (SPIKE.factor - 1) / 2 : 1;
  return recorded * (month.label === SPIKE.month ? SPIKE.factor : after);
}

function weekdayWeights({ firstDay, days }: DemoMonth, rhythm: Rhythm): number[] {
  return Array.from({ length: days }, (_, i) => rhythm.days[(firstDay + i + 3) % 7] ?? 1);
}

function spotIn(ward: DemoWard, random: Random): Spot {
  const anchor = drawAnchor(ward, random);
  return { at: anchor.at, text: anchor.street, key: null, flag: "none" };
}
