import { polygonToCells } from "h3-js";
import type { AreaCollection, TargetAreasBody, TargetGeometryBody } from "../../../../server/api/types.ts";
import { areaFinder } from "../../cells/place-names.ts";
import { formatCount } from "../../format.ts";
import { targetOf } from "./address.ts";

/** The place a profile is of, and how the service counts in it. */
export type Scope = {
  readonly code: string;
  readonly name: string;
  readonly kind: "ward" | "borough" | "target";
  readonly borough: { readonly code: string; readonly name: string } | null;
  /** The ward that stands for it where only wards are known; itself where it is one, null for a borough. */
  readonly ward: { readonly code: string; readonly name: string } | null;
  /** As a counting filter. */
  readonly count: { readonly area: readonly string[] } | { readonly cell: string };
  readonly outline: TargetGeometryBody;
  /** What is to be known of the count, in words. */
  readonly note: string | null;
};

type Ground = {
  readonly wards: AreaCollection | null;
  readonly boroughs: AreaCollection | null;
  readonly targets: TargetAreasBody | null;
};

/** The ward, borough or target area that a code names; null where the data has none of it. */
export function findScope(code: string, { wards, boroughs, targets }: Ground): Scope | null {
  const id = targetOf(code);
  if (id !== null)
    return targetScope(
      code,
      targets?.features.find((feature) => feature.id === id),
      wards,
    );
  const ward = wards?.features.find(({ properties }) => properties.code === code);
  if (ward !== undefined) {
    const { name, borough, boroughName } = ward.properties;
    const home = borough === null ? null : { code: borough, name: boroughName ?? borough };
    const shape = outlineOf(ward);
    return { code, name, kind: "ward", borough: home, ward: { code, name }, count: { area: [code] }, ...shape };
  }
  const borough = boroughs?.features.find(({ properties }) => properties.code === code);
  if (borough === undefined) return null;
  const { name } = borough.properties;
  const shape = outlineOf(borough);
  return { code, name, kind: "borough", borough: { code, name }, ward: null, count: { area: [code] }, ...shape };
}

function outlineOf({ geometry }: AreaCollection["features"][number]) {
  return { outline: { type: "MultiPolygon" as const, coordinates: geometry.coordinates }, note: null };
}

function targetScope(
  code: string,
  target: TargetAreasBody["features"][number] | undefined,
  wards: AreaCollection | null,
): Scope | null {
  if (target === undefined) return null;
  const { geometry, properties } = target;
  const [lng = 0, lat = 0] = properties.label;
  const ward = areaFinder(wards)([lng, lat])?.properties ?? null;
  const cells = cellsWithin(geometry);
  return {
    code,
    name: properties.name,
    kind: "target",
    borough: properties.boroughs[0] ?? null,
    ward: ward === null ? null : { code: ward.code, name: ward.name },
    count: { cell: cells.join(",") },
    outline: geometry,
    note: `A target area is counted by the ${formatCount(cells.length)} hexagons (resolution ${cells[0]?.slice(1, 2) === "a" ? 10 : cells[0]?.slice(1, 2)}) whose middle lies in it: along its edge that is approximate.`,
  };
}

/** As many as an address may carry: 4,000 characters. */
const MOST_CELLS = 240;

/** The finest cells whose middle lies in an outline, few enough to be asked for; at least the one that holds its first corner. */
function cellsWithin({ coordinates }: TargetGeometryBody): string[] {
  for (const res of [10, 9, 8, 7]) {
    const cells = [...new Set(coordinates.flatMap((polygon) => polygonToCells(polygon, res, true)))];
    if (cells.length > 0 && cells.length <= MOST_CELLS) return cells.toSorted();
  }
  return [];
}
