import { demoMonths } from "../calendar.ts";
import { distanceMetres, toLngLat, toMetres } from "../plane.ts";
import { createRandom, type Random } from "../random.ts";
import { diffusionOfD } from "./operation-effects.ts";
import type { DemoPlan } from "./plan.ts";
import { REPORTS, TARGET_RADIUS_METRES } from "./plan-operations.ts";
import { RHYTHMS } from "./rhythm.ts";
import type { Spot, Stream } from "./stream.ts";

const REPORTED = { category: "drug_asb", generation: "public_reported", sources: ["101", "999", "council"] } as const;
const DAYS_PER_MONTH = 365.25 / 12;
/** Reports of drug nuisance a month in the busiest centre: users and smokers, at no fixed hours, with no dealing seen. */
const CENTRE_REPORTS = 11;
const CENTRE_SPREAD_METRES = 130;
/** A centre that shares its ground with a decoy stays out, so that the decoy is what it says. */
const FROM_DECOYS_METRES = 700;

/**
 * Complaints in town centres, with surges that come and go without any operation: what falls after a peak falls
 * by itself. About operation D's target the same, over a ring.
 */
export function townCentreStreams(plan: DemoPlan, seed: number): Stream[] {
  const free = plan.city.townCentres.filter((centre) =>
    plan.decoys.every((decoy) => distanceMetres(toMetres(decoy.at), toMetres(centre.at)) > FROM_DECOYS_METRES),
  );
  const centres = free.map(({ name, at, pull }): Stream => {
    const surge = surges(createRandom(seed, `surges ${name}`));
    return {
      ...REPORTED,
      perDay: (day) => ((CENTRE_REPORTS * pull) / DAYS_PER_MONTH) * surge(day),
      noise: "poisson",
      rhythm: () => RHYTHMS.evening,
      spot: (random) => around(name, toMetres(at), CENTRE_SPREAD_METRES * Math.abs(random.normal()), random),
    };
  });
  return [...centres, surroundingsOfD(plan)];
}

/** Two surges, each of four to seven months, up to double the usual number. */
function surges(random: Random): (day: number) => number {
  const [first] = demoMonths();
  const start = first?.firstDay ?? 0;
  const list = [0, 1].map((half) => {
    const from = start + half * 540 + random.between(0, 330);
    return { from, to: from + random.between(120, 210), factor: random.between(1.5, 2.1) };
  });
  return (day) => list.find(({ from, to }) => day >= from && day < to)?.factor ?? 1;
}

/** The streets about D's target: quiet complaints, which fall with the order too. */
function surroundingsOfD(plan: DemoPlan): Stream {
  const { target } = plan.operations.d;
  const centre = toMetres(target.at);
  const calmer = diffusionOfD(plan);
  return {
    ...REPORTED,
    perDay: (day) => (REPORTS.dRing / DAYS_PER_MONTH) * calmer(target.at, day),
    noise: "steady",
    rhythm: () => RHYTHMS.evening,
    spot: (random) => around("the station", centre, TARGET_RADIUS_METRES * Math.sqrt(random.between(1.1, 8.8)), random),
  };
}

function around(name: string, [x, y]: readonly [number, number], metres: number, random: Random): Spot {
  const angle = random.between(0, 2 * Math.PI);
  const at = toLngLat([x + metres * Math.cos(angle), y + metres * Math.sin(angle)]);
  return { at, text: `Street near ${name}`, key: null, flag: "none" };
}
