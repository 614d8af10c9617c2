import { readStations, readWards } from "../facts.ts";
import type { LngLat } from "../plane.ts";

/** A centre that draws people from a whole borough; `pull` from 0 to 1. */
export type TownCentre = { readonly name: string; readonly at: LngLat; readonly pull: number };

/** Name, pull, and the fact whose point it takes: a station, else (no station is in the facts there) a ward by code. */
const CENTRES: readonly (readonly [name: string, pull: number, fact: string])[] = [
  ["Romford", 1, "Romford"],
  ["Croydon", 0.9, "East Croydon (Tramlink)"],
  ["Stratford", 1, "Stratford"],
  ["Brixton", 0.9, "Brixton LU"],
  ["Ilford", 0.7, "Ilford"],
  ["Barking", 0.6, "Barking"],
  ["Wood Green", 0.7, "Wood Green"],
  ["Camden Town", 1, "Camden Town"],
  ["Oxford Street", 1, "Oxford Circus"],
  ["Leicester Square", 1, "Leicester Square"],
  ["Shoreditch", 0.8, "Shoreditch High Street"],
  ["Elephant and Castle", 0.7, "Elephant & Castle LU"],
  ["Peckham", 0.7, "Peckham Rye"],
  ["Lewisham", 0.7, "Lewisham DLR"],
  ["Woolwich", 0.6, "Woolwich Arsenal"],
  ["Bexleyheath", 0.5, "E05011219"],
  ["Bromley", 0.5, "E05000109"],
  ["Sutton", 0.5, "E05000564"],
  ["Kingston", 0.6, "E05000408"],
  ["Wimbledon", 0.5, "Wimbledon"],
  ["Clapham Junction", 0.6, "Clapham Junction"],
  ["Hammersmith", 0.6, "Hammersmith (DIS)"],
  ["Ealing Broadway", 0.6, "Ealing Broadway"],
  ["Uxbridge", 0.5, "Uxbridge"],
  ["Hounslow", 0.5, "Hounslow Central"],
  ["Harrow", 0.5, "Harrow-on-the-Hill"],
  ["Wembley", 0.5, "Wembley Park"],
  ["Edgware", 0.4, "Edgware"],
  ["Enfield Town", 0.4, "Enfield Town"],
  ["Walthamstow", 0.7, "Walthamstow Central"],
  ["Finsbury Park", 0.7, "Finsbury Park"],
  ["Hackney Central", 0.7, "Hackney Central"],
  ["Whitechapel", 0.7, "Whitechapel"],
  ["King's Cross", 0.9, "King's Cross St. Pancras"],
  ["Tottenham Hale", 0.5, "Tottenham Hale LU"],
  ["Seven Sisters", 0.6, "Seven Sisters"],
];

/** The centres with their points. @throws Error for a name that no fact has. */
export function readTownCentres(): TownCentre[] {
  const stations = new Map(readStations().map(({ name, centre }) => [name, centre]));
  const wards = new Map(readWards().map(({ code, centre }) => [code, centre]));
  return CENTRES.map(([name, pull, fact]) => {
    const at = stations.get(fact) ?? wards.get(fact);
    if (at === undefined) throw new Error(`town centre ${name}: no station or ward "${fact}" in the facts`);
    return { name, at, pull };
  });
}
