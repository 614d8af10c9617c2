import type { Static } from "typebox";
import type { NewZone, ZoneEdit, ZoneVariation } from "../../api/zones.ts";
import type { ZoneValues } from "../../db/zone-changes.ts";
import type { ZoneRow } from "../../db/zone-queries.ts";
import { parseMoment, sayMoment, spanOf } from "../../registers/moment.ts";
import { concernsPremises } from "../../registers/premises.ts";
import { refuse } from "../filter/parse-filter.ts";
import type { ResolvedShape } from "./resolve-shape.ts";
import type { Asked } from "./zone-body.ts";

/** @throws DomainError invalid_query that names the field */
export function readMoment(field: string, text: string): number {
  const instant = parseMoment(text);
  if (instant !== null) return instant;
  throw refuse(
    field,
    `${field}=${text} is no day or time there is; write 2026-11-21, 2026-11-21T17:30 or 2026-11-21T17:30:00Z.`,
  );
}

/** A day asks about the whole of it, a time about that moment; nothing asks about now. */
export function readAsked(at: string | undefined, now: number): Asked {
  if (at === undefined) return { from: now, to: now + 1, isMoment: true };
  const instant = readMoment("at", at);
  const day = spanOf(at, instant);
  return day === null ? { from: instant, to: instant + 1, isMoment: true } : { ...day, isMoment: false };
}

/** The values of a zone that is made here. */
export function readNewZone(
  body: Omit<Static<typeof NewZone>, "dataset" | "shape">,
  shape: ResolvedShape,
  datasetId: number | null,
): ZoneValues {
  const from = readMoment("effectiveFrom", body.effectiveFrom);
  const to =
    body.effectiveTo === undefined || body.effectiveTo === null ? null : readMoment("effectiveTo", body.effectiveTo);
  const zone: ZoneValues = {
    datasetId,
    origin: "made_here",
    kind: body.kind,
    title: said("title", body.title),
    authority: said("authority", body.authority),
    authorisedBy: body.authorisedBy ?? null,
    rank: body.rank ?? null,
    legalReference: body.legalReference ?? null,
    from,
    to,
    orderFrom: null,
    ended: null,
    prohibitions: body.prohibitions ?? [],
    requirements: body.requirements ?? [],
    exemptions: body.exemptions ?? [],
    times: body.times ?? null,
    sanctions: body.sanctions ?? null,
    grounds: body.grounds ?? null,
    consultation: body.consultation ?? null,
    publication: body.publication ?? null,
    sourceDocument: body.sourceDocument ?? null,
    boundaryPrecision: body.boundaryPrecision ?? null,
    shape: shape.origin,
    supersedes: null,
    geometry: shape.geometry,
  };
  return inOrder(withFittingShape(zone));
}

/** A stored zone as values to store again; its shape as it stands. */
export function valuesOf(zone: ZoneRow): ZoneValues {
  const { id, version, dataset, synthetic, supersededBy, updatedAt, outline, ...values } = zone;
  return { ...values, geometry: null };
}

type Changes = Omit<
  Static<typeof ZoneEdit> & Partial<Static<typeof ZoneVariation>>,
  "version" | "reason" | "from" | "shape"
>;

/** A zone with what a correction or a variation says of it; what it leaves out stays. */
export function withChanges(zone: ZoneValues, changes: Changes, shape: ResolvedShape | null): ZoneValues {
  const { effectiveFrom, effectiveTo, title, authority, ...words } = changes;
  const changed = {
    ...zone,
    ...words,
    title: title === undefined ? zone.title : said("title", title),
    authority: authority === undefined ? zone.authority : said("authority", authority),
    from: effectiveFrom === undefined ? zone.from : readMoment("effectiveFrom", effectiveFrom),
    to: effectiveTo === undefined ? zone.to : effectiveTo === null ? null : readMoment("effectiveTo", effectiveTo),
    shape: shape?.origin ?? zone.shape,
    geometry: shape?.geometry ?? zone.geometry,
  };
  return inOrder(withFittingShape(changed));
}

/** Only closures are about premises. */
function withFittingShape(zone: ZoneValues): ZoneValues {
  if (zone.shape.from !== "premises" || concernsPremises(zone.kind)) return zone;
  throw refuse(
    "shape",
    "shape: premises are what a closure notice or order is about; every other kind covers ground: draw, pick or type its area.",
  );
}

function inOrder(zone: ZoneValues): ZoneValues {
  if (zone.to === null || zone.to > zone.from) return zone;
  throw refuse(
    "effectiveTo",
    `effectiveTo (${sayMoment(zone.to)}) must be later than effectiveFrom (${sayMoment(zone.from)}).`,
  );
}

function said(field: string, text: string): string {
  const words = text.trim();
  if (words !== "") return words;
  throw refuse(field, `${field} is blank: say ${field === "authority" ? "whose order it is" : "what it is called"}.`);
}
