import type { Knex } from "knex";
import type { Static } from "typebox";
import type { ZoneDischarge, ZoneEdit, ZoneExtension, ZoneSuccessor, ZoneVariation } from "../../api/zones.ts";
import { shapeOfZone } from "../../db/register-shape-queries.ts";
import { insertZone, updateZone, type ZoneValues } from "../../db/zone-changes.ts";
import { countExtensions, type ZoneRow } from "../../db/zone-queries.ts";
import { zoneRules } from "../../ingest/zone-rules-table.ts";
import { sayMoment } from "../../registers/moment.ts";
import { sayRank } from "../../registers/zone-ranks.ts";
import { type Fault, faultOfExtension, faultOfMade, faultOfVariation } from "../../registers/zone-rules.ts";
import { refuse } from "../filter/parse-filter.ts";
import { readMoment, valuesOf, withChanges } from "./read-zone.ts";
import type { ResolvedShape } from "./resolve-shape.ts";

type Change<Body> = { readonly zone: ZoneRow; readonly body: Body; readonly by: string };

/** A zone made here is held to the rules of the day it begins. */
export function requireAllowed(zone: ZoneValues): void {
  raise(faultOfMade(zoneRules(), { ...zone, from: zone.orderFrom ?? zone.from }));
}

/** A correction. It cannot lengthen what was extended, nor reopen what has been ended. */
export async function editZone(
  trx: Knex,
  { zone, body, by }: Change<Static<typeof ZoneEdit>>,
  shape: ResolvedShape | null,
): Promise<void> {
  const { version, reason, shape: _, ...changes } = body;
  const values = withChanges(valuesOf(zone), changes, shape);
  if (values.to !== zone.to && zone.ended !== null) {
    throw refuse(
      "effectiveTo",
      `effectiveTo: the zone was ${zone.ended} on ${sayMoment(zone.to ?? zone.from)}; its end stays.`,
    );
  }
  if (zone.origin === "made_here" && zone.ended === null) {
    const extended = (await countExtensions(trx, zone.id)) > 0;
    if (!extended) requireAllowed(values);
    else if ((values.to ?? Number.POSITIVE_INFINITY) > (zone.to ?? Number.POSITIVE_INFINITY)) {
      throw refuse("effectiveTo", "effectiveTo: it has been extended already; to make it longer, extend it again.");
    }
  }
  await updateZone(trx, { id: zone.id, version }, values, { action: "edited", by, reason });
}

export async function extendZone(
  trx: Knex,
  { zone, body, by }: Change<Static<typeof ZoneExtension>>,
  now: number,
): Promise<void> {
  const until = readMoment("until", body.until);
  const decidedAt = body.decidedAt === undefined ? now : readMoment("decidedAt", body.decidedAt);
  if (decidedAt > now) throw refuse("decidedAt", `decidedAt lies in the future: ${sayMoment(decidedAt)}.`);
  const term = { ...zone, from: zone.orderFrom ?? zone.from, extensionsSoFar: await countExtensions(trx, zone.id) };
  raise(faultOfExtension(zoneRules(), term, { until, decidedAt, rank: body.rank ?? zone.rank }));
  const who = body.authorisedBy ?? (body.rank === undefined ? null : sayRank(body.rank));
  const reason = `${body.reason} (decided ${sayMoment(decidedAt)}${who === null ? "" : ` by ${who}`})`;
  const values = { ...valuesOf(zone), to: until };
  await updateZone(trx, { id: zone.id, version: body.version }, values, { action: "extended", by, reason });
}

/** @returns the id of the zone that holds from then on */
export async function varyZone(
  trx: Knex,
  { zone, body, by }: Change<Static<typeof ZoneVariation>>,
  shape: ResolvedShape | null,
): Promise<number> {
  const { version, reason, from: fromText, shape: _, ...changes } = body;
  const from = readMoment("from", fromText);
  raise(faultOfVariation(zoneRules(), { ...zone, extensionsSoFar: 0 }, from));
  const geometry = shape?.geometry ?? (await shapeOfZone(trx, zone.id));
  const values = {
    ...withChanges({ ...valuesOf(zone), geometry }, changes, shape),
    from,
    orderFrom: zone.orderFrom ?? zone.from,
    supersedes: zone.id,
  };
  await end(trx, { zone, version, reason, by, at: from, how: "superseded" });
  return insertZone(trx, values, { action: "varied", by, reason });
}

export async function dischargeZone(
  trx: Knex,
  { zone, body, by }: Change<Static<typeof ZoneDischarge>>,
  now: number,
): Promise<void> {
  const at = body.at === undefined ? now : readMoment("at", body.at);
  if (zone.ended !== null || at <= zone.from || (zone.to !== null && at > zone.to)) {
    const span = `${sayMoment(zone.from)} to ${zone.to === null ? "open" : sayMoment(zone.to)}`;
    throw refuse(
      "at",
      `at must lie within the zone's own time (${span}${zone.ended === null ? "" : `, ${zone.ended}`}).`,
    );
  }
  const who = body.authorisedBy === undefined ? "" : ` (by ${body.authorisedBy})`;
  await end(trx, { zone, version: body.version, reason: `${body.reason}${who}`, by, at, how: "discharged" });
}

/** @returns the id of the new zone */
export async function supersedeZone(
  trx: Knex,
  { zone, body, by }: Change<Static<typeof ZoneSuccessor>>,
  successor: ZoneValues,
): Promise<number> {
  const { from } = successor;
  if (zone.ended !== null || from <= zone.from || (zone.to !== null && from > zone.to)) {
    const message = `zone.effectiveFrom must lie within the time of the zone it supersedes, after ${sayMoment(zone.from)}${zone.to === null ? "" : ` and no later than ${sayMoment(zone.to)}`}${zone.ended === null ? "" : `; that zone was ${zone.ended}`}.`;
    throw refuse("zone.effectiveFrom", message);
  }
  requireAllowed(successor);
  await end(trx, { zone, version: body.version, reason: body.reason, by, at: from, how: "superseded" });
  return insertZone(trx, { ...successor, supersedes: zone.id }, { action: "made", by, reason: body.reason });
}

type Ending = {
  readonly zone: ZoneRow;
  readonly version: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly how: "discharged" | "superseded";
};

function end(trx: Knex, { zone, version, reason, by, at, how }: Ending): Promise<void> {
  const values = { ...valuesOf(zone), to: at, ended: how };
  return updateZone(trx, { id: zone.id, version }, values, { action: how, by, reason });
}

function raise(fault: Fault | null): void {
  if (fault !== null) throw refuse(fault.field, fault.message);
}
