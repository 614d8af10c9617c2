import { computed } from "@preact/signals";
import type { AreaCollection, AreaGroupListBody } from "../../../../server/api/types.ts";
import { fetchAreaGroups } from "../../api-registers.ts";
import { shortName } from "../../layers/sources.ts";
import { liveResource } from "../../resource.ts";
import { boroughs, wards } from "./answers.ts";
import { dataset } from "./choices.ts";

type Feature = AreaCollection["features"][number];
type Group = AreaGroupListBody["groups"][number];

/** What can be asked for as `area`: one area, or a group of them by its id. */
export type AskedPlace = {
  readonly code: string;
  readonly name: string;
  /** Of which its areas are; null = nothing known here has that code. */
  readonly kind: PlaceKind | null;
  readonly areas: readonly Feature[];
  /** A group's areas that are not among those of its kind: it cannot be counted in them. 0 for an area. */
  readonly missing: number;
  readonly isGroup: boolean;
};
export type PlaceKind = "borough" | "ward";
const KINDS: readonly PlaceKind[] = ["borough", "ward"];

/** Groups of areas, shipped and saved. They belong to no dataset, but are counted in the areas of one. */
export const areaGroups = liveResource(
  computed(() => (dataset.value === null ? null : { key: dataset.value.id })),
  (_, abort) => fetchAreaGroups(abort),
);

const known = computed(() => ({
  borough: byCode(boroughs.current.value.value),
  ward: byCode(wards.current.value.value),
}));

/** The groups that the areas on the map know something of. */
export const offeredGroups = computed<readonly AskedPlace[]>(() =>
  (areaGroups.current.value.value?.groups ?? []).map(groupPlace).filter(({ kind }) => kind !== null),
);

/** What an entry of `area` stands for. An area of a group's id is the area, as the service reads it. */
export function placeOf(code: string): AskedPlace {
  for (const kind of KINDS) {
    const area = known.value[kind].get(code);
    if (area !== undefined) return { code, kind, name: nameOf(area), areas: [area], missing: 0, isGroup: false };
  }
  const group = areaGroups.current.value.value?.groups.find(({ id }) => id === code);
  if (group !== undefined) return groupPlace(group);
  return { code, kind: null, name: code, areas: [], missing: 0, isGroup: false };
}

export function nameOf({ properties }: Feature): string {
  return shortName(properties.name);
}

/** With one more of what is asked for, or one less. Counts in wards and in boroughs are never mixed: the last choice decides. */
export function withPlace(asked: readonly string[], place: AskedPlace): string[] {
  if (asked.includes(place.code)) return asked.filter((code) => code !== place.code);
  const alike = asked.filter((code) => [place.kind, null].includes(placeOf(code).kind));
  return [...alike, place.code].toSorted();
}

function groupPlace({ id, name, codes }: Group): AskedPlace {
  const kind = KINDS.find((one) => codes.some((code) => known.value[one].has(code))) ?? null;
  const areas = kind === null ? [] : codes.flatMap((code) => known.value[kind].get(code) ?? []);
  // "East Area BCU: Barking and Dagenham, Havering, Redbridge": its areas are told beside it.
  const [short = name] = name.split(": ");
  return { code: id, kind, name: short, areas, missing: codes.length - areas.length, isGroup: true };
}

function byCode(collection: AreaCollection | null): ReadonlyMap<string, Feature> {
  return new Map((collection?.features ?? []).map((feature) => [feature.properties.code, feature]));
}
