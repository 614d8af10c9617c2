import type { Knex } from "knex";
import type { PatrolBody } from "../../api/types.ts";
import { nextDay } from "../../db/calendar.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { coverStops } from "../../db/patrol-queries.ts";
import { listZones } from "../../db/zone-queries.ts";
import { londonToUtc } from "../../ingest/london-time.ts";
import { zoneRules } from "../../ingest/zone-rules-table.ts";
import { describePowers } from "../../registers/zone-powers.ts";
import { rulesOn } from "../../registers/zone-rules.ts";
import { circleAround } from "../../statistics/metres.ts";
import { RADIUS_METRES } from "../../statistics/plan-patrol.ts";

/** Analytical kinds: no power comes with them. */
const WITHOUT_POWERS = new Set(["patrol_hot_spot", "target_area"]);

type StopZone = PatrolBody["stops"][number]["zones"][number] & { readonly stop: number };

/** What is in force on a day, in London, on the circle of each stop. */
export async function zonesAtStops(
  knex: Knex,
  at: {
    readonly dataset: Pick<KnownDataset, "id" | "synthetic">;
    readonly date: string;
    readonly lngLats: readonly (readonly [number, number])[];
  },
): Promise<StopZone[]> {
  const day = { from: midnight(at.date), to: midnight(nextDay(at.date)) };
  const inForce = await listZones(knex, { during: day, kind: null, dataset: at.dataset });
  const zones = inForce.filter(({ kind }) => !WITHOUT_POWERS.has(kind));
  const circles = at.lngLats.map((lngLat) => JSON.stringify(circleAround(lngLat, RADIUS_METRES)));
  const covered = await coverStops(
    knex,
    zones.map(({ id }) => id),
    circles,
  );
  return covered.flatMap(({ stop, zone: id, whole }) => {
    const zone = zones.find((candidate) => candidate.id === id);
    if (zone === undefined) return [];
    const { short, drugs } = describePowers(zone, rulesOn(zoneRules(), zone.kind, zone.from));
    return {
      ...{ stop, id, kind: zone.kind, title: zone.title, covers: whole ? "all" : "part", short, drugs },
      partOfDay: zone.from > day.from || (zone.to !== null && zone.to < day.to),
      from: new Date(zone.from).toISOString(),
      to: zone.to === null ? null : new Date(zone.to).toISOString(),
    };
  });
}

/** The first moment of a day in London. */
function midnight(day: string): number {
  return londonToUtc(Date.parse(`${day}T00:00:00Z`));
}
