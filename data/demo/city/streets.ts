import { readStations, readThames, readWards, type WardFact } from "../facts.ts";
import { generateDemoAreas } from "../generate-areas.ts";
import {
  distanceMetres,
  distanceToLine,
  type LngLat,
  type Metres,
  ringContains,
  toLngLat,
  toMetres,
} from "../plane.ts";
import { accumulate, createRandom, drawIndex, type Random } from "../random.ts";
import { readTownCentres, type TownCentre } from "./town-centres.ts";

/** A place on a made-up street where incidents of the background happen. */
export type Anchor = { readonly at: [number, number]; readonly street: string };

export type DemoWard = WardFact & {
  readonly index: number;
  /** Closed ring of the illustrative boundary, degrees. */
  readonly ring: readonly (readonly [number, number])[];
  readonly anchors: readonly Anchor[];
  /** Running totals of the anchors' weights. */
  readonly weights: Float64Array;
  /** Relative amount of crime of the place: residents, hardship, and a centre of town where there is one. */
  readonly intensity: number;
  /** How much of a town centre it is, 0 … 1. */
  readonly centrality: number;
};

export type DemoStation = { readonly name: string; readonly at: LngLat; readonly ward: number };

export type DemoCity = {
  readonly wards: readonly DemoWard[];
  readonly stations: readonly DemoStation[];
  readonly townCentres: readonly TownCentre[];
};

const STREET_KINDS = ["Road", "Street", "Lane", "Avenue", "Grove", "Terrace", "Way", "Gardens"];
const STREET_NAMES = [
  "Alder",
  "Birch",
  "Cedar",
  "Chapel",
  "Church",
  "Cross",
  "Elm",
  "Field",
  "Forge",
  "Hill",
  "Hazel",
  "Lime",
  "Mill",
  "Oak",
  "Park",
  "Priory",
  "Quarry",
  "River",
  "School",
  "Station",
  "Stone",
  "Sycamore",
  "Tower",
  "Vine",
  "Well",
  "West",
  "Willow",
  "Wood",
];
const METRES_BETWEEN_ANCHORS = 60;
const HIGH_STREETS_PER_CENTRE = 5;
/** Nobody lives in the river; its line is known within 300 m. */
const RIVER_METRES = 150;
/** What an ordinary station draws, beside a town centre's up to 1. */
const STATION_PULL = 0.12;
const PULL_METRES = 260;

/** The city without its crime: wards, streets and stations. The same seed gives the same streets. */
export function buildCity(seed: number): DemoCity {
  const features = generateDemoAreas().wards.features;
  const rings = features.map(
    ({ geometry }) => (geometry.type === "Polygon" ? geometry.coordinates[0] : geometry.coordinates[0]?.[0]) ?? [],
  );
  const stations = placeStations(rings);
  const townCentres = readTownCentres();
  const random = createRandom(seed, "streets");
  const shared = {
    magnets: magnetsOf(stations, townCentres),
    townCentres,
    highStreets: townCentres.flatMap((centre) => drawHighStreets(centre.at, random)),
    river: readThames().map(toMetres),
    random,
    hardship: hardshipField(seed),
  };
  const wards = readWards().map((fact, index) => buildWard({ ...shared, fact, index, ring: rings[index] ?? [] }));
  return { wards, stations, townCentres };
}

type Magnet = { readonly at: Metres; readonly pull: number };

function magnetsOf(stations: readonly DemoStation[], townCentres: readonly TownCentre[]): Magnet[] {
  return [
    ...stations.map(({ at }) => ({ at: toMetres(at), pull: STATION_PULL })),
    ...townCentres.map(({ at, pull }) => ({ at: toMetres(at), pull })),
  ];
}

function placeStations(rings: readonly (readonly (readonly [number, number])[])[]): DemoStation[] {
  const stations: DemoStation[] = [];
  for (const { name, centre } of readStations()) {
    const ward = rings.findIndex((ring) => ringContains(ring, centre));
    if (ward >= 0) stations.push({ name, at: centre, ward });
  }
  return stations;
}

type WardInput = {
  readonly fact: WardFact;
  readonly index: number;
  readonly ring: readonly (readonly [number, number])[];
  readonly magnets: readonly Magnet[];
  readonly townCentres: readonly TownCentre[];
  readonly highStreets: readonly Street[];
  readonly river: readonly Metres[];
  readonly random: Random;
  readonly hardship: (at: Metres) => number;
};

function buildWard(input: WardInput): DemoWard {
  const { fact, index, ring, random, hardship } = input;
  const centrality = Math.max(0, ...input.townCentres.map(({ at, pull }) => (ringContains(ring, at) ? pull : 0)));
  const { anchors, weights } = anchorsOf(input);
  const residents = (fact.population ?? 3_000) / 12_000;
  const intensity =
    residents * hardship(toMetres(fact.centre)) * Math.exp(0.35 * random.normal()) * (1 + 2.2 * centrality);
  return { ...fact, index, ring, anchors, weights: accumulate(weights), intensity, centrality };
}

/** The ward's own streets and its part of the high streets, drawn heavier towards stations and town centres. */
function anchorsOf({ fact, ring, magnets, highStreets, river, random }: WardInput): {
  anchors: Anchor[];
  weights: number[];
} {
  const centre = toMetres(fact.centre);
  const reach = Math.max(...ring.map((corner) => distanceMetres(toMetres(corner), centre)));
  const near = magnets.filter((magnet) => distanceMetres(magnet.at, centre) < reach + 3 * PULL_METRES);
  const byRiver = distanceToLine(centre, river) < reach + RIVER_METRES;
  const anchors: Anchor[] = [];
  const weights: number[] = [];
  for (const street of [...drawStreets(centre, { ring, reach, random }), ...highStreets]) {
    for (const at of street.points) {
      const [x, y] = toMetres(at);
      if (Math.hypot(x - centre[0], y - centre[1]) > reach || !ringContains(ring, at)) continue;
      if (byRiver && distanceToLine([x, y], river) < RIVER_METRES) continue;
      anchors.push({ at, street: street.name });
      weights.push(street.weight * random.between(0.2, 1.8) * pullAt([x, y], near));
    }
  }
  return { anchors, weights };
}

function pullAt(at: Metres, magnets: readonly Magnet[]): number {
  return magnets.reduce(
    (sum, magnet) => sum + 8 * magnet.pull * Math.exp(-((distanceMetres(at, magnet.at) / PULL_METRES) ** 2)),
    1,
  );
}

type Street = { readonly name: string; readonly weight: number; readonly points: [number, number][] };

function drawStreets(
  [cx, cy]: Metres,
  { ring, reach, random }: Pick<WardInput, "ring" | "random"> & { readonly reach: number },
): Street[] {
  const streets: Street[] = [];
  const wanted = 8 + Math.round(reach / 90);
  for (let attempt = 0; streets.length < wanted && attempt < 300; attempt++) {
    const angle = random.between(0, 2 * Math.PI);
    const from: Metres = [cx + reach * random.between(-0.85, 0.85), cy + reach * random.between(-0.85, 0.85)];
    const points = pointsAlong(from, angle, random).filter((point) => ringContains(ring, point));
    if (points.length < 3) continue;
    // A few streets of a ward hold most of its incidents.
    streets.push({ name: streetName(random), weight: Math.exp(0.9 * random.normal()), points });
  }
  return streets;
}

/** Streets that run into a town centre from all sides, whichever ward they cross. */
function drawHighStreets(at: LngLat, random: Random): Street[] {
  const turn = random.between(0, 2 * Math.PI);
  return Array.from({ length: HIGH_STREETS_PER_CENTRE }, (_, i) => ({
    name: i === 0 ? "High Street" : streetName(random),
    weight: 2,
    points: pointsAlong(toMetres(at), turn + (2 * Math.PI * i) / HIGH_STREETS_PER_CENTRE, random),
  }));
}

function streetName(random: Random): string {
  return `${random.pick(STREET_NAMES)} ${random.pick(STREET_KINDS)}`;
}

function pointsAlong([x, y]: Metres, angle: number, random: Random): [number, number][] {
  const steps = 4 + random.below(9);
  const bend = random.between(-0.08, 0.08);
  const points: [number, number][] = [];
  let at: Metres = [x, y];
  for (let i = 0; i < steps; i++) {
    points.push(toLngLat(at));
    const heading = angle + bend * i;
    at = [at[0] + METRES_BETWEEN_ANCHORS * Math.cos(heading), at[1] + METRES_BETWEEN_ANCHORS * Math.sin(heading)];
  }
  return points;
}

/** Smooth hills of hardship over the city, highest inside: neighbouring wards are alike. */
function hardshipField(seed: number): (at: Metres) => number {
  const random = createRandom(seed, "hardship");
  const hills = Array.from({ length: 26 }, () => ({
    centre: [random.between(-22_000, 24_000), random.between(-20_000, 20_000)] as const,
    width: random.between(2_000, 5_500),
    height: random.between(0.2, 1.1),
  }));
  return (at) => {
    const inner = 0.5 + 1.1 * Math.exp(-((distanceMetres(at, [0, 1_500]) / 9_000) ** 2));
    return hills.reduce(
      (sum, { centre, width, height }) => sum + height * Math.exp(-((distanceMetres(at, centre) / width) ** 2)),
      inner,
    );
  };
}

/** A place of a ward's background, drawn by its anchors' weights. */
export function drawAnchor(ward: DemoWard, random: Random): Anchor {
  const total = ward.weights.at(-1) ?? 0;
  const anchor = ward.anchors[drawIndex(ward.weights, random.next() * total)];
  return anchor ?? { at: [ward.centre[0], ward.centre[1]], street: "High Street" };
}
