import { cellToLatLng, greatCircleDistance } from "h3-js";

export type NamedPlace = { readonly kind: string; readonly name: string; readonly lng: number; readonly lat: number };
export type NearPlace = { readonly kind: string; readonly name: string; readonly metres: number };

/** Points that only serve to draw or label the ground. */
export const NOT_NAMING = new Set(["river", "ward_centre"]);
const NEAR_METRES = 1_000;
const MOST = 3;

/** The nearest named places of a few cells, at most a kilometre from the centre of one of them, the nearest first. */
export function placesNear(cells: readonly string[], places: readonly NamedPlace[]): NearPlace[] {
  const centres = cells.map((cell) => cellToLatLng(cell));
  return places
    .filter(({ kind }) => !NOT_NAMING.has(kind))
    .map(({ kind, name, lng, lat }) => {
      const metres = centres.map((centre) => greatCircleDistance(centre, [lat, lng], "m"));
      return { kind, name, metres: Math.round(Math.min(...metres)) };
    })
    .filter(({ metres }) => metres <= NEAR_METRES)
    .sort((a, b) => a.metres - b.metres || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);
}

/** What people call it: "Romford Town, by Romford station". @param ward null where it lies in none */
export function nameCluster(ward: string | null, nearest: NearPlace | undefined): string {
  const place = nearest === undefined ? null : calledPlace(nearest);
  if (ward === null) return place === null ? "Outside every ward" : `By ${place}`;
  return place === null ? ward : `${ward}, by ${place}`;
}

function calledPlace({ kind, name }: NearPlace): string {
  return kind === "station" && !/station$/i.test(name) ? `${name} station` : name;
}
