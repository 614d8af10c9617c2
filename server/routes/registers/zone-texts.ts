import type { Knex } from "knex";
import { listZonesById, type ZoneTerm } from "../../db/zone-queries.ts";
import type { ZoneRule } from "../../registers/zone-rules.ts";
import { type Asked, isPartOfDay, statusOf, writeFeature, writeListed } from "./zone-body.ts";

/** Zones as JSON text, in the order asked for. */
export type ZoneTexts = (form: "listed" | "feature", zones: readonly ZoneTerm[], asked: Asked) => Promise<string[]>;

/** Several times the zones of a city in all their states. */
const KEPT_TEXTS = 5_000;

/** Writes each state of a zone once: nothing but its status depends on the date that is asked about. */
export function createZoneTexts(knex: Knex, rules: () => readonly ZoneRule[]): ZoneTexts {
  const kept = new Map<string, string>();
  return async (form, zones, asked) => {
    const keyOf = (zone: ZoneTerm) =>
      `${form} ${zone.id}@${zone.version} ${statusOf(zone, asked)} ${isPartOfDay(zone, asked)}`;
    const missing = zones.filter((zone) => !kept.has(keyOf(zone)));
    if (kept.size + missing.length > KEPT_TEXTS) kept.clear();
    const unwritten = zones.filter((zone) => !kept.has(keyOf(zone)));
    for (const zone of await listZonesById(
      knex,
      unwritten.map(({ id }) => id),
    )) {
      kept.set(keyOf(zone), (form === "listed" ? writeListed : writeFeature)(zone, rules(), asked));
    }
    return zones.flatMap((zone) => kept.get(keyOf(zone)) ?? []);
  };
}
