import type { Limits } from "../../config.ts";
import { gridToLngLat } from "../british-national-grid.ts";
import type { BoundaryRow, ImportChoices, Reading, SourceFile } from "../reading.ts";
import { refuseFile } from "../refuse-file.ts";
import { looksLikeGrid } from "../validate-coordinates.ts";
import { type BoundaryFields, findBoundaryFields, kindOfCode } from "./boundary-fields.ts";
import { nameBoundarySet } from "./boundary-set.ts";
import { everyPosition, isRecord, mapPositions, readMultiPolygon } from "./geojson-geometry.ts";

/** JSON is parsed whole: ten times London's wards at full detail, and still parsed within a second. */
const MAX_BYTES = 64 * 1024 ** 2;

export type BoundaryInput = {
  readonly source: SourceFile;
  readonly text: () => AsyncIterable<string>;
  readonly choices: ImportChoices;
  readonly limits: Pick<Limits, "polygonVertices">;
};

/**
 * Read a GeoJSON file of boundaries: wards, boroughs or LSOAs with ONS's or the GLA's fields, in WGS84 or in British
 * National Grid. One bad feature refuses the file: a set with a hole in it would lose incidents.
 * @throws DomainError import_refused
 */
export async function readBoundaries({ source, text, choices, limits }: BoundaryInput): Promise<Reading> {
  const file = source.name;
  const collection = parseCollection(file, await wholeText(source, text));
  const fields = fieldsOf(file, collection.features);
  const read = collection.features.map((feature, index) => readFeature({ file, feature, index, fields, limits }));
  refuseTwice(file, read);
  const { areas, notes } = inWgs84(file, read);
  const set = nameBoundarySet({
    file,
    kind: fields.kind,
    areas,
    fieldVintage: fields.vintage,
    collectionName: collection.name,
    chosenSet: choices.set,
    notes,
    synthetic: collection.synthetic,
  });
  const recognised = `Boundaries: ${set.title}, ${areas.length} areas${set.note === null ? "" : `; ${set.note}`}.`;
  return { format: "boundaries", recognised, holds: "boundaries", set, areas };
}

/** The whole text of a GeoJSON file. @throws DomainError import_refused when it is too large to be parsed at once */
export async function wholeText(source: SourceFile, text: () => AsyncIterable<string>): Promise<string> {
  const tooLarge = refuseFile(
    source.name,
    `GeoJSON of more than ${MAX_BYTES / 1024 ** 2} MB. Use a generalised boundary file (ONS: BGC or BUC), or one region of it.`,
  );
  if (source.bytes !== null && source.bytes > MAX_BYTES) throw tooLarge;
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of text()) {
    length += piece.length;
    if (length > MAX_BYTES) throw tooLarge;
    pieces.push(piece);
  }
  return pieces.join("");
}

type Collection = { readonly name: string; readonly synthetic: boolean; readonly features: readonly unknown[] };

/** The features of a GeoJSON FeatureCollection. @throws DomainError import_refused for what is none, or is empty */
export function parseCollection(file: string, text: string): Collection {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuseFile(file, "begins like JSON and is not valid JSON (cut off, or damaged).");
  }
  if (!isRecord(json) || json.type !== "FeatureCollection" || !Array.isArray(json.features)) {
    throw refuseFile(file, "JSON, but no GeoJSON FeatureCollection of boundaries.");
  }
  if (json.features.length === 0) throw refuseFile(file, "the GeoJSON is empty: it has no features.");
  return {
    name: typeof json.name === "string" ? json.name : "",
    synthetic: json.synthetic === true,
    features: json.features,
  };
}

function propertiesOf(feature: unknown): Readonly<Record<string, unknown>> {
  return isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
}

function fieldsOf(file: string, features: readonly unknown[]): BoundaryFields {
  const properties = propertiesOf(features[0]);
  const fields = findBoundaryFields(properties);
  if (fields !== null) return fields;
  const found = Object.keys(properties).slice(0, 8).join(", ") || "none";
  throw refuseFile(
    file,
    `no code and name fields known here: ONS's (WD22CD and WD22NM, LAD22CD and LAD22NM, LSOA21CD and LSOA21NM) or the GLA's (GSS_CODE and NAME). Found: ${found.slice(0, 200)}.`,
  );
}

type FeatureInput = {
  readonly file: string;
  readonly feature: unknown;
  readonly index: number;
  readonly fields: BoundaryFields;
  readonly limits: Pick<Limits, "polygonVertices">;
};

function readFeature({ file, feature, index, fields, limits }: FeatureInput): BoundaryRow {
  const properties = propertiesOf(feature);
  const text = (field: string | null): string | null => {
    const value = field === null ? undefined : properties[field];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const code = text(fields.code);
  const name = text(fields.name);
  if (code === null) throw refuseFile(file, `feature ${index + 1} has no code in ${fields.code}.`);
  if (name === null) throw refuseFile(file, `feature ${index + 1} (${code}) has no name in ${fields.name}.`);
  if (kindOfCode(code) !== fields.kind)
    throw refuseFile(file, `feature ${index + 1}: "${code}" is no code of a ${fields.kind}.`);
  const coordinates = readMultiPolygon(isRecord(feature) ? feature.geometry : null, limits.polygonVertices);
  if ("fault" in coordinates) throw refuseFile(file, `feature ${index + 1} (${name}, ${code}) ${coordinates.fault}.`);
  const boroughName =
    text(fields.boroughName) ?? (fields.kind === "lsoa" ? (/^(.+) \d{3}[A-Z]$/.exec(name)?.[1] ?? null) : null);
  return { code, name, boroughCode: text(fields.boroughCode), boroughName, coordinates };
}

function refuseTwice(file: string, areas: readonly BoundaryRow[]): void {
  const seen = new Set<string>();
  for (const { code, name } of areas) {
    if (seen.has(code)) throw refuseFile(file, `duplicate code ${code} (${name}): one area, one feature.`);
    seen.add(code);
  }
}

/** The same areas in WGS84, converted where they were British National Grid throughout. @throws DomainError import_refused */
export function inWgs84<Area extends Pick<BoundaryRow, "coordinates">>(
  file: string,
  areas: readonly Area[],
): { areas: readonly Area[]; notes: readonly string[] } {
  const all = (test: (x: number, y: number) => boolean): boolean =>
    areas.every((area) => everyPosition(area.coordinates, test));
  if (all((x, y) => x >= -9 && x <= 3 && y >= 49 && y <= 62)) return { areas, notes: [] };
  if (all(looksLikeGrid)) {
    const converted = areas.map((area) => ({ ...area, coordinates: mapPositions(area.coordinates, gridToLngLat) }));
    return { areas: converted, notes: ["coordinates were British National Grid (EPSG:27700), converted to WGS84"] };
  }
  if (all((x, y) => y >= -9 && y <= 3 && x >= 49 && x <= 62)) {
    throw refuseFile(file, "coordinates look swapped: GeoJSON has longitude first, then latitude.");
  }
  throw refuseFile(
    file,
    "coordinates are out of range: neither WGS84 degrees in the United Kingdom nor British National Grid metres throughout.",
  );
}
