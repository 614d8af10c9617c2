import { PREMISES_METRES, SHAPE_VERTICES } from "../../api/shapes.ts";
import { ZONE_KINDS, ZONE_RANKS, type ZoneKind } from "../../api/vocabulary.ts";
import { parseMoment, sayMoment } from "../../registers/moment.ts";
import { concernsPremises, footprintOf } from "../../registers/premises.ts";
import type { Reading, ZoneRow } from "../reading.ts";
import { refuseFile } from "../refuse-file.ts";
import { type BoundaryInput, inWgs84, parseCollection, wholeText } from "./boundaries.ts";
import { type GeometryFault, isRecord, readMultiPolygon } from "./geojson-geometry.ts";

/** Zones have a kind of their own vocabulary; boundaries never do. */
const ZONE_MARK = new RegExp(`"(?:zone_?)?kind"\\s*:\\s*"(?:${ZONE_KINDS.join("|")})"`, "i");
const MARK_WITHIN = 512 * 1024;

/** Whether a GeoJSON text holds zones, by its first half megabyte. */
export async function holdsZones(text: AsyncIterable<string>): Promise<boolean> {
  let start = "";
  for await (const piece of text) {
    start += piece;
    if (start.length >= MARK_WITHIN) break;
  }
  return ZONE_MARK.test(start.slice(0, MARK_WITHIN));
}

/**
 * Read a GeoJSON file of zones: real orders as they were made. One bad feature refuses the file; an order over the
 * maximum of its kind is no fault of the file and is kept, with a warning.
 * @throws DomainError import_refused
 */
export async function readZones({ source, text }: Omit<BoundaryInput, "choices" | "limits">): Promise<Reading> {
  const file = source.name;
  const { features, synthetic } = parseCollection(file, await wholeText(source, text));
  if (synthetic) throw refuseFile(file, "made-up zones: only real orders are imported.");
  const read = features.map((feature, index) => readFeature(file, feature, index));
  const { areas, notes } = inWgs84(file, read);
  const zones = areas.map(withFootprint);
  const recognised = `Zones: ${zones.length}, by kind, authority, title and start${notes.length === 0 ? "" : `; ${notes.join("; ")}`}.`;
  return { format: "zones", recognised, holds: "zones", zones };
}

/** A property under its name in any case, with or without underscores: "effective_from", "effectiveFrom". */
type Properties = (name: string) => unknown;

function readFeature(file: string, feature: unknown, index: number): ZoneRow {
  const given = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
  const byName = new Map(Object.entries(given).map(([name, value]) => [plain(name), value]));
  const property: Properties = (name) => byName.get(plain(name));
  const refuse = (message: string) => refuseFile(file, `feature ${index + 1}: ${message}`);
  if (property("synthetic") === true)
    throw refuse("a made-up zone of a synthetic dataset: only real orders are imported.");
  const text = (name: string) => textOf(property(name));
  const kind = ZONE_KINDS.find((known) => known === text("kind") || known === text("zone_kind"));
  if (kind === undefined) throw refuse(`kind "${text("kind") ?? ""}" is none of ${ZONE_KINDS.join(", ")}.`);
  const required = (name: string) => {
    const words = text(name);
    if (words === null) throw refuse(`no ${name}: a zone needs kind, title, authority and effective_from.`);
    return words;
  };
  const rankText =
    text("rank")
      ?.toLowerCase()
      .replaceAll(/['’]/g, "")
      .replaceAll(/[\s-]+/g, "_") ?? null;
  const rank = ZONE_RANKS.find((known) => known === rankText) ?? null;
  if (rankText !== null && rank === null) throw refuse(`rank "${rankText}" is none of ${ZONE_RANKS.join(", ")}.`);
  const words = { title: required("title"), authority: required("authority") };
  const where = readWhere(kind, isRecord(feature) ? feature.geometry : null, property("radius_metres"));
  if ("fault" in where) throw refuse(`(${words.title}) ${where.fault.replace(/\. Use a .*$/, "")}.`);
  return { kind, ...words, rank, ...readTerm(property, refuse), ...readWords(property), ...where };
}

/** An area; or, for a closure, the point of its premises, which stands for a ring of one position until it is in WGS84. */
function readWhere(
  kind: ZoneKind,
  geometry: unknown,
  radius: unknown,
): Pick<ZoneRow, "coordinates" | "premises"> | GeometryFault {
  const isPoint = isRecord(geometry) && geometry.type === "Point";
  if (!isPoint || !concernsPremises(kind)) {
    const coordinates = readMultiPolygon(geometry, SHAPE_VERTICES);
    return "fault" in coordinates ? coordinates : { coordinates, premises: null };
  }
  const position: unknown = geometry.coordinates;
  const [x, y]: unknown[] = Array.isArray(position) ? position : [];
  if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y)) {
    return { fault: "has a position that is not two finite numbers" };
  }
  const { least, most, usual } = PREMISES_METRES;
  const radiusMetres = radius ?? usual;
  if (
    typeof radiusMetres !== "number" ||
    !Number.isInteger(radiusMetres) ||
    radiusMetres < least ||
    radiusMetres > most
  ) {
    return { fault: `has a radius_metres that is no whole number from ${least} to ${most}` };
  }
  return { coordinates: [[[[x, y]]]], premises: { lngLat: [x, y], radiusMetres } };
}

function withFootprint(zone: ZoneRow): ZoneRow {
  const lngLat = zone.coordinates[0]?.[0]?.[0];
  if (zone.premises === null || lngLat === undefined) return zone;
  const premises = { ...zone.premises, lngLat: [...lngLat] };
  return { ...zone, premises, coordinates: footprintOf(premises) };
}

function readTerm(property: Properties, refuse: (message: string) => Error): Pick<ZoneRow, "from" | "to"> {
  const moment = (name: string): number | null => {
    const text = textOf(property(name));
    if (text === null) return null;
    const instant = parseMoment(text);
    if (instant === null)
      throw refuse(`${name} "${text.slice(0, 40)}" is no day or time (2026-11-21, 2026-11-21T17:30).`);
    return instant;
  };
  const from = moment("effective_from");
  const to = moment("effective_to");
  if (from === null) throw refuse("no effective_from: a zone needs kind, title, authority and effective_from.");
  if (to !== null && to <= from) {
    throw refuse(
      `dates reversed: effective_to (${sayMoment(to)}) must be later than effective_from (${sayMoment(from)}).`,
    );
  }
  return { from, to };
}

function readWords(
  property: Properties,
): Omit<ZoneRow, "kind" | "title" | "authority" | "rank" | "from" | "to" | "coordinates" | "premises"> {
  const text = (name: string) => textOf(property(name));
  const list = (name: string) => listOf(property(name));
  return {
    authorisedBy: text("authorised_by"),
    legalReference: text("legal_reference"),
    prohibitions: list("prohibitions"),
    requirements: list("requirements"),
    exemptions: list("exemptions"),
    times: text("times"),
    sanctions: text("sanctions"),
    grounds: text("grounds"),
    consultation: text("consultation"),
    publication: text("publication"),
    sourceDocument: text("source_document"),
    boundaryPrecision: text("boundary_precision"),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** A list, or one text with its entries parted by semicolons. */
function listOf(value: unknown): string[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(";") : [];
  return entries.flatMap((entry) => textOf(entry) ?? []);
}
