import type { ZoneBody, ZoneListBody } from "../../api/types.ts";
import type { ZoneStatus } from "../../api/zones.ts";
import type { ZoneRow } from "../../db/zone-queries.ts";
import { toLondonIso } from "../../registers/moment.ts";
import { describePowers } from "../../registers/zone-powers.ts";
import { rulesOn, sayRule, warningsOf, type ZoneRule } from "../../registers/zone-rules.ts";

/** The moment or the stretch a question is about: a zone counts when it is in force at some moment of it. */
export type Asked = { readonly from: number; readonly to: number; readonly isMoment: boolean };

/** Whether and how a zone stands then: it runs from its first moment until before its last. */
export function statusOf(zone: Pick<ZoneRow, "from" | "to" | "ended">, asked: Asked): ZoneStatus {
  if (zone.from >= asked.to) return "not_yet";
  if (zone.to === null || zone.to > asked.from) return "in_force";
  return zone.ended ?? "ended";
}

/** In force for a part only of the day that is asked about. */
export function isPartOfDay(zone: Pick<ZoneRow, "from" | "to" | "ended">, asked: Asked): boolean {
  const within = zone.from > asked.from || (zone.to !== null && zone.to < asked.to);
  return !asked.isMoment && within && statusOf(zone, asked) === "in_force";
}

/** The outline stays the text PostGIS wrote: parsing and writing it again would cost most of the answer. */
export function writeZone(zone: ZoneRow, rules: readonly ZoneRule[], asked: Asked): string {
  const { shape, updatedAt, outline } = zone;
  const rows = rulesOf(zone, rules).map((rule) => ({
    words: sayRule(rule),
    reference: rule.reference,
    source: rule.source,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    checkedOn: rule.checkedOn,
  }));
  const body: Omit<ZoneBody, "geometry"> = {
    ...listedFacts(zone, rules, asked),
    ...papersOf(zone),
    shape,
    updatedAt: new Date(updatedAt).toISOString(),
    rules: rows,
  };
  return withGeometry(body, outline);
}

/** As it stands in a list: without papers and rules. */
export function writeListed(zone: ZoneRow, rules: readonly ZoneRule[], asked: Asked): string {
  return withGeometry(listedFacts(zone, rules, asked), zone.outline);
}

/** With the papers, so that the file can be read in again. */
export function writeFeature(zone: ZoneRow, rules: readonly ZoneRule[], asked: Asked): string {
  const properties = { ...listedFacts(zone, rules, asked), ...papersOf(zone) };
  return withGeometry({ type: "Feature", id: zone.id, properties }, zone.outline);
}

function withGeometry(body: object, outline: string): string {
  return `${JSON.stringify(body).slice(0, -1)},"geometry":${outline}}`;
}

function listedFacts(
  zone: ZoneRow,
  rules: readonly ZoneRule[],
  asked: Asked,
): Omit<ZoneListBody["zones"][number], "geometry"> {
  const rows = rulesOf(zone, rules);
  const { id, version, dataset, synthetic, origin, kind, title, authority, authorisedBy, rank, legalReference } = zone;
  const { prohibitions, requirements, exemptions, times, sanctions, supersedes, supersededBy } = zone;
  return {
    ...{ id, version, dataset, synthetic, origin, kind, title, authority, authorisedBy, rank, legalReference },
    effectiveFrom: toLondonIso(zone.from),
    effectiveTo: zone.to === null ? null : toLondonIso(zone.to),
    ...{ prohibitions, requirements, exemptions, times, sanctions },
    status: statusOf(zone, asked),
    partOfDay: isPartOfDay(zone, asked),
    ...{ supersedes, supersededBy },
    powers: describePowers(zone, rows),
    verify: rows.some((rule) => rule.checkedOn === null && rule.who.length > 0),
    warnings: zone.origin === "imported" ? warningsOf(rules, { ...zone, from: zone.orderFrom ?? zone.from }) : [],
  };
}

function papersOf({ grounds, consultation, publication, sourceDocument, boundaryPrecision }: ZoneRow) {
  return { grounds, consultation, publication, sourceDocument, boundaryPrecision };
}

function rulesOf(zone: ZoneRow, rules: readonly ZoneRule[]): ZoneRule[] {
  return rulesOn(rules, zone.kind, zone.orderFrom ?? zone.from);
}
