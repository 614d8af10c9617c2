import { dissolveRings, type Ring } from "./dissolve-rings.ts";
import { readWards, type WardFact } from "./facts.ts";
import { drawWardRings } from "./ward-rings.ts";

export type AreaGeometry = { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: Ring[][] };
export type AreaCollection<Properties> = {
  type: "FeatureCollection";
  name: string;
  features: { type: "Feature"; properties: Properties; geometry: AreaGeometry }[];
};
export type WardProperties = { WD18CD: string; WD18NM: string; LAD18CD: string; LAD18NM: string };
export type BoroughProperties = { LAD18CD: string; LAD18NM: string };
export type DemoAreas = { wards: AreaCollection<WardProperties>; boroughs: AreaCollection<BoroughProperties> };

/**
 * Illustrative boundaries: each ward is the Voronoi cell of its real centroid, each borough exactly the union of its
 * wards. WGS84 degrees with 6 decimals; neighbours share their vertices to the last digit; exterior rings run
 * anticlockwise. Takes no seed: the boundaries are the same in every demo.
 */
export function generateDemoAreas(): DemoAreas {
  const wards = readWards();
  const rings = drawWardRings(wards.map((ward) => ward.centre));
  return {
    wards: {
      type: "FeatureCollection",
      name: "demo-wards-2018",
      features: wards.map((ward, i) => ({
        type: "Feature",
        properties: wardProperties(ward),
        geometry: { type: "Polygon", coordinates: [rings[i] ?? []] },
      })),
    },
    boroughs: { type: "FeatureCollection", name: "demo-boroughs-2018", features: boroughFeatures(wards, rings) },
  };
}

function boroughFeatures(wards: WardFact[], rings: Ring[]): AreaCollection<BoroughProperties>["features"] {
  const members = new Map<string, { name: string; rings: Ring[] }>();
  wards.forEach((ward, i) => {
    const borough = members.get(ward.boroughCode) ?? { name: ward.borough, rings: [] };
    borough.rings.push(rings[i] ?? []);
    members.set(ward.boroughCode, borough);
  });
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, borough]) => ({
      type: "Feature",
      properties: { LAD18CD: code, LAD18NM: borough.name },
      geometry: toGeometry(dissolveRings(borough.rings)),
    }));
}

function toGeometry(polygons: Ring[][]): AreaGeometry {
  const [only, ...others] = polygons;
  if (only && others.length === 0) return { type: "Polygon", coordinates: only };
  return { type: "MultiPolygon", coordinates: polygons };
}

function wardProperties(ward: WardFact): WardProperties {
  return { WD18CD: ward.code, WD18NM: ward.name, LAD18CD: ward.boroughCode, LAD18NM: ward.borough };
}
