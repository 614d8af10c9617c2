import type { OutcomeDraft } from "../../server/ingest/read-outcome.ts";
import { dateOf, dayNumber } from "./calendar.ts";
import type { OpenMarket } from "./city/market.ts";
import { planDemo } from "./city/plan.ts";
import { OPERATION_DATES } from "./city/plan-operations.ts";
import type { DemoCity } from "./city/streets.ts";
import { distanceMetres, ringContains, toMetres } from "./plane.ts";
import { createRandom, type Random } from "./random.ts";

/** A row as a person enters it: its class is worked out from the drug, its reference tells it from another. */
export type DemoOutcome = OutcomeDraft & { readonly drugClass: null; readonly reference: string };

/** What a team of this size might enter in a week of work: made up, and in no relation to what the operation did. */
const WEEKLY: readonly (readonly [kind: string, mean: number, drug?: string])[] = [
  ["search", 14],
  ["arrest_possession", 3, "cannabis"],
  ["arrest_supply", 1.5, "cocaine"],
  ["warrant", 0.8],
  ["person_charged", 1.2],
  ["charge", 1.8],
  ["seizure", 2, "cannabis"],
  ["weapon", 0.5],
  ["referral", 1.4],
  ["premises_secured", 0.3],
  ["letter_to_neighbours", 6],
];
/** Courts follow: disposals come in the months after a charge. */
const DISPOSALS: readonly (readonly [drug: string, mean: number])[] = [
  ["cocaine", 2.2],
  ["heroin", 1.4],
  ["cannabis", 0.8],
];
const DISPOSAL_MONTHS = 5;
const OVER_THE_BORDER = 0.6;
const DAYS_TO_FIRST_DISPOSAL = 45;
const WEEKS_AT_MOST = 8;
const SOURCE = "Demo ledger (synthetic)";

/** Made-up rows of the ledgers of the four operations, by the operation's name. */
export function generateDemoOutcomes(seed: number): ReadonlyMap<string, readonly DemoOutcome[]> {
  const { city, operations } = planDemo(seed);
  const plans = [
    ["Demo Kestrel", operations.a.target, OPERATION_DATES.a.phases],
    ["Demo Heron", operations.b.target, OPERATION_DATES.b.phases],
    ["Demo Plover", operations.c.target, OPERATION_DATES.c.phases],
    ["Demo Avocet", operations.d.target, OPERATION_DATES.d.phases],
  ] as const;
  return new Map(
    plans.map(([name, target, phases]) => {
      const random = createRandom(seed, `outcomes of ${name}`);
      const from = dayNumber(phases[0].from);
      const to = dayNumber(phases.at(-1)?.to ?? phases[0].to);
      return [
        name,
        ledger({ name, boroughs: boroughsOf(city, target), from, weeks: Math.ceil((to - from) / 7) }, random),
      ];
    }),
  );
}

/** Its own borough, then the two others with a ward nearest to it. */
function boroughsOf(city: DemoCity, { at }: OpenMarket): string[] {
  const away = (ward: DemoCity["wards"][number]) =>
    ringContains(ward.ring, at) ? -1 : distanceMetres(toMetres(ward.centre), toMetres(at));
  const nearest = city.wards.toSorted((a, b) => away(a) - away(b)).map((ward) => ward.boroughCode);
  return [...new Set(nearest)].slice(0, 3);
}

type Work = {
  readonly name: string;
  /** Its own first. */
  readonly boroughs: readonly string[];
  readonly from: number;
  readonly weeks: number;
};

function ledger({ name, boroughs, from, weeks }: Work, random: Random): DemoOutcome[] {
  const rows: DemoOutcome[] = [];
  const [own = null] = boroughs;
  const add = (kind: string, day: number, mean: number, drug: string | null) => {
    const quantity = random.poisson(mean);
    if (quantity === 0) return;
    // Courts and charges follow the people, who come from over the border too.
    const area = kind === "judicial_disposal" && random.next() < OVER_THE_BORDER ? random.pick(boroughs) : own;
    const reference = `${name.toUpperCase().replace(" ", "-")}-${String(rows.length + 1).padStart(3, "0")}`;
    rows.push({
      kind,
      unit: null,
      quantity,
      date: dateOf(day),
      area,
      source: SOURCE,
      drug,
      drugClass: null,
      reference,
    });
  };
  for (let week = 0; week < Math.min(weeks, WEEKS_AT_MOST); week++) {
    for (const [kind, mean, drug] of WEEKLY) add(kind, from + 7 * week + random.below(7), mean, drug ?? null);
  }
  for (let month = 0; month < DISPOSAL_MONTHS; month++) {
    for (const [drug, mean] of DISPOSALS) {
      add("judicial_disposal", from + DAYS_TO_FIRST_DISPOSAL + 30 * month + random.below(28), mean, drug);
    }
  }
  return rows;
}
