import { readStations, readWards, type WardFact } from "../facts.ts";
import { generateDemoAreas } from "../generate-areas.ts";
import { distanceMetres, type LngLat, type Metres, ringContains, toLngLat, toMetres } from "../plane.ts";
import { accumulate, createRandom, drawIndex, type Random } from "../random.ts";

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

export type DemoCity = { readonly wards: readonly DemoWard[]; readonly stations: readonly DemoStation[] };

/** Stations of the centres that draw people from the whole borough, with how much, 0 … 1. */
const TOWN_CENTRES: Readonly<Record<string, number>> = {
  Romford: 1,
  "East Croydon": 0.9,
  Stratford: 1,
  Brixton: 0.9,
  Ilford: 0.7,
  Barking: 0.6,
  "Wood Green": 0.7,
  "Camden Town": 1,
  "Oxford Circus": 1,
  "Leicester Square": 1,
  Shoreditch: 0.8,
  "Liverpool Street": 0.8,
  "Elephant & Castle": 0.7,
  Peckham: 0.6,
  "Peckham Rye": 0.7,
  Lewisham: 0.7,
  "Woolwich Arsenal": 0.6,
  Bexleyheath: 0.5,
  "Bromley South": 0.5,
  Sutton: 0.5,
  Kingston: 0.6,
  Wimbledon: 0.5,
  "Clapham Junction": 0.6,
  Hammersmith: 0.6,
  "Ealing Broadway": 0.6,
  Uxbridge: 0.5,
  "Hounslow Central": 0.5,
  "Harrow-on-the-Hill": 0.5,
  "Wembley Park": 0.5,
  Edgware: 0.4,
  "Enfield Town": 0.4,
  "Walthamstow Central": 0.7,
  "Finsbury Park": 0.7,
  "Hackney Central": 0.7,
  Whitechapel: 0.7,
  "King's Cross St. Pancras": 0.9,
  "Tottenham Hale": 0.5,
  "Seven Sisters": 0.6,
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
const METRES_BETWEEN_ANCHORS = 70;

/** The city without its crime: wards, streets and stations. The same seed gives the same streets. */
export function buildCity(seed: number): DemoCity {
  const features = generateDemoAreas().wards.features;
  const rings = features.map(
    ({ geometry }) => (geometry.type === "Polygon" ? geometry.coordinates[0] : geometry.coordinates[0]?.[0]) ?? [],
  );
  const facts = readWards();
  const stations = placeStations(rings);
  const random = createRandom(seed, "streets");
  const hardship = hardshipField(seed);
  const wards = facts.map((fact, index) =>
    buildWard({ fact, index, ring: rings[index] ?? [], stations, random, hardship }),
  );
  return { wards, stations };
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
  readonly stations: readonly DemoStation[];
  readonly random: Random;
  readonly hardship: (at: Metres) => number;
};

function buildWard({ fact, index, ring, stations, random, hardship }: WardInput): DemoWard {
  const own = stations.filter((station) => station.ward === index);
  const centrality = Math.max(0, ...own.map((station) => TOWN_CENTRES[station.name] ?? 0));
  const anchors: Anchor[] = [];
  const weights: number[] = [];
  for (const street of drawStreets(fact.centre, ring, random)) {
    for (const at of street.points) {
      anchors.push({ at, street: street.name });
      weights.push(street.weight * random.between(0.2, 1.8));
    }
  }
  for (const station of own) {
    const pull = 1 + 5 * (TOWN_CENTRES[station.name] ?? 0.15);
    anchors.forEach(({ at }, i) => {
      const metres = distanceMetres(toMetres(at), toMetres(station.at));
      weights[i] = (weights[i] ?? 0) * (1 + pull * Math.exp(-((metres / 260) ** 2)));
    });
  }
  const residents = (fact.population ?? 3_000) / 12_000;
  const intensity =
    residents * hardship(toMetres(fact.centre)) * Math.exp(0.35 * random.normal()) * (1 + 2.2 * centrality);
  return { ...fact, index, ring, anchors, weights: accumulate(weights), intensity, centrality };
}

type Street = { readonly name: string; readonly weight: number; readonly points: [number, number][] };

function drawStreets(centre: LngLat, ring: WardInput["ring"], random: Random): Street[] {
  const streets: Street[] = [];
  const [cx, cy] = toMetres(centre);
  const reach = Math.max(...ring.map((corner) => distanceMetres(toMetres(corner), [cx, cy])));
  const wanted = 6 + Math.round(reach / 250);
  for (let attempt = 0; streets.length < wanted && attempt < 200; attempt++) {
    const angle = random.between(0, 2 * Math.PI);
    const from: Metres = [cx + reach * random.between(-0.75, 0.75), cy + reach * random.between(-0.75, 0.75)];
    const points = pointsAlong(from, angle, random).filter((point) => ringContains(ring, point));
    if (points.length < 3) continue;
    const name = `${random.pick(STREET_NAMES)} ${random.pick(STREET_KINDS)}`;
    // A few streets of a ward hold most of its incidents.
    streets.push({ name, weight: Math.exp(0.9 * random.normal()), points });
  }
  return streets;
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
