import { Buffer } from "node:buffer";
import type { BadFile } from "./bad-files.ts";
import { geojson, type Ring, SQUARE, wardFeature } from "./sample-rows.ts";

const fileName = "wards.geojson";
const refused = (message: RegExp) => ({ code: "import_refused", message }) as const;
const text = (content: string) => (): Uint8Array => Buffer.from(content);
const ward = (rings: readonly unknown[], properties: Record<string, unknown> = {}) =>
  text(geojson([wardFeature(rings, properties)]));
const withGeometry = (geometry: unknown) => text(geojson([{ ...Object(wardFeature()), geometry }]));

const BOW_TIE: Ring = [
  [-0.02, 51.43],
  [-0.01, 51.44],
  [-0.01, 51.43],
  [-0.02, 51.44],
  [-0.02, 51.43],
];

/** A star of 200 points in which each edge crosses nearly all others: repairing it would take minutes. */
function hostileStar(): Ring {
  const corner = (index: number): [number, number] => {
    const angle = (2 * Math.PI * ((index * 99) % 200)) / 200;
    return [-0.02 + 0.01 * Math.cos(angle), 51.43 + 0.01 * Math.sin(angle)];
  };
  return Array.from({ length: 201 }, (_, index) => corner(index % 200));
}

function manyVertices(count: number): Ring {
  const ring = Array.from({ length: count }, (_, index): [number, number] => {
    const angle = (2 * Math.PI * index) / count;
    return [Number((-0.02 + 0.01 * Math.cos(angle)).toFixed(9)), Number((51.43 + 0.01 * Math.sin(angle)).toFixed(9))];
  });
  return [...ring, ring[0] ?? [0, 0]];
}

const swapped = SQUARE.map(([lng, lat]) => [lat, lng]);
const mercator = SQUARE.map(([lng, lat]) => [lng * 111_320, lat * 133_000]);
const noYear = {
  WD22CD: undefined,
  WD22NM: undefined,
  LAD22CD: undefined,
  LAD22NM: undefined,
  GSS_CODE: "E05013714",
  NAME: "Bellingham",
};

export const badBoundaryFiles: readonly BadFile[] = [
  {
    fileName,
    name: "GeoJSON that is cut off",
    bytes: text(geojson([wardFeature()]).slice(0, -20)),
    expect: refused(/not valid JSON/),
  },
  { fileName, name: "JSON that is no GeoJSON", bytes: text('{"wards":[]}'), expect: refused(/FeatureCollection/) },
  { fileName, name: "GeoJSON without features", bytes: text(geojson([])), expect: refused(/empty/) },
  {
    fileName,
    name: "GeoJSON of points",
    bytes: withGeometry({ type: "Point", coordinates: [-0.02, 51.43] }),
    expect: refused(/Point.*not polygons/),
  },
  { fileName, name: "a boundary without geometry", bytes: withGeometry(null), expect: refused(/no geometry/) },
  { fileName, name: "an empty polygon", bytes: ward([]), expect: refused(/empty polygon/) },
  {
    fileName,
    name: "an empty multipolygon",
    bytes: withGeometry({ type: "MultiPolygon", coordinates: [] }),
    expect: refused(/empty geometry/),
  },
  {
    fileName,
    name: "a ring that is not closed",
    bytes: ward([[...SQUARE.slice(0, 4), [-0.02, 51.435]]]),
    expect: refused(/Bellingham.*not closed/),
  },
  {
    fileName,
    name: "a ring of three positions",
    bytes: ward([[...SQUARE.slice(0, 2), SQUARE[0]]]),
    expect: refused(/fewer than 4/),
  },
  {
    fileName,
    name: "a position of 1e400",
    bytes: text(geojson([wardFeature()]).replace("51.44", "1e400")),
    expect: refused(/finite/),
  },
  {
    fileName,
    name: "a position that is a word",
    bytes: ward([[["a", "b"], ...SQUARE.slice(1)]]),
    expect: refused(/finite/),
  },
  {
    fileName,
    name: "fields that are not known",
    bytes: ward([SQUARE], { WD22CD: undefined, WD22NM: undefined, LAD22CD: undefined, LAD22NM: undefined, id: 1 }),
    expect: refused(/no code and name fields.*Found: id/),
  },
  {
    fileName,
    name: "a boundary without code",
    bytes: ward([SQUARE], { WD22CD: null }),
    expect: refused(/no code in WD22CD/),
  },
  {
    fileName,
    name: "a boundary without name",
    bytes: ward([SQUARE], { WD22NM: " " }),
    expect: refused(/E05013714.*no name/),
  },
  {
    fileName,
    name: "a ward with a borough's code",
    bytes: ward([SQUARE], { WD22CD: "E09000023" }),
    expect: refused(/no code of a ward/),
  },
  {
    fileName,
    name: "a code that stands twice",
    bytes: text(geojson([wardFeature(), wardFeature()])),
    expect: refused(/duplicate code E05013714/),
  },
  {
    fileName,
    name: "a boundary of too many vertices",
    bytes: ward([manyVertices(200_001)]),
    expect: refused(/more than 200000 vertices/),
  },
  {
    fileName,
    name: "a huge GeoJSON",
    bytes: () => Buffer.concat([Buffer.from('{"type":"FeatureCollection"'), Buffer.alloc(66 * 1024 ** 2, 0x20)]),
    expect: refused(/more than 64 MB.*generalised/),
  },
  { fileName, name: "coordinates with latitude first", bytes: ward([swapped]), expect: refused(/swapped/) },
  { fileName, name: "web mercator metres", bytes: ward([mercator]), expect: refused(/out of range/) },
  {
    fileName,
    name: "degrees and metres mixed",
    bytes: text(
      geojson([
        wardFeature(),
        wardFeature([SQUARE.map(([x, y]) => [x + 537_000, y + 172_000])], { WD22CD: "E05013715" }),
      ]),
    ),
    expect: refused(/out of range/),
  },
  { fileName, name: "boundaries of no year", bytes: ward([SQUARE], noYear), expect: refused(/year.*--set/) },
  {
    fileName,
    name: "boundaries of another year than was said",
    bytes: ward([SQUARE]),
    choices: { set: "lewisham-wards-2018" },
    expect: refused(/of 2022.*2018/),
  },
  {
    fileName,
    name: "a ward that crosses itself",
    bytes: ward([BOW_TIE]),
    expect: refused(/self-intersection/i),
    foundByDatabase: true,
  },
  {
    fileName,
    name: "a hostile star of 200 vertices",
    bytes: ward([hostileStar()]),
    expect: refused(/self-intersection/i),
    foundByDatabase: true,
  },
];
