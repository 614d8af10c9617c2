import { ShapePreview, ShapePreviewInput } from "../api/shapes.ts";
import type { ZoneListBody } from "../api/types.ts";
import { Zone, ZoneFeatureCollection, ZoneHistory, ZoneList, ZoneParams, ZoneQuery, ZonesQuery } from "../api/zones.ts";
import { listVersions } from "../db/register-history.ts";
import { findZone, listZoneChain, listZoneTerms, type ZoneRow, type ZoneTerm } from "../db/zone-queries.ts";
import { DomainError } from "../errors.ts";
import { negotiate } from "../http/negotiate.ts";
import { alwaysWritten, sendWritten } from "../http/send-written.ts";
import { zoneRules } from "../ingest/zone-rules-table.ts";
import { toLondonIso } from "../registers/moment.ts";
import { failures, NoQuery, type Resource } from "./context.ts";
import { previewShape } from "./registers/preview-shape.ts";
import { readAsked } from "./registers/read-zone.ts";
import { namedDataset } from "./registers/register-dataset.ts";
import { writeVersions } from "./registers/write-versions.ts";
import { type Asked, statusOf, writeZone } from "./registers/zone-body.ts";
import { createZoneTexts } from "./registers/zone-texts.ts";

const GEOJSON = "application/geo+json";
const DAY = 86_400_000;
/** A public spaces protection order is renewed before its end: five weeks leave time to consult. */
const ENDING_WITHIN_DAYS = 35;

/** Zones as they stand at a date, their history, and how a shape would be saved. */
export const zoneRoutes: Resource =
  ({ db, catalogue }) =>
  async (app) => {
    const config = { tier: "neighbourhood" } as const;
    const texts = createZoneTexts(db.knex, zoneRules);

    app.get(
      "/zones",
      {
        ...alwaysWritten,
        config,
        schema: {
          querystring: ZonesQuery,
          response: {
            200: {
              content: { "application/json": { schema: ZoneList }, [GEOJSON]: { schema: ZoneFeatureCollection } },
            },
            ...failures,
          },
        },
      },
      async (request, reply) => {
        const { at, dataset, kind, all, endingWithin } = request.query;
        const type = negotiate(request.headers.accept, ["application/json", GEOJSON]);
        const asked = readAsked(at, Date.now());
        const zones = await listZoneTerms(db.knex, {
          during: all === true ? null : asked,
          kind: kind ?? null,
          dataset: await namedDataset(catalogue, dataset),
        });
        const rows = (await texts(type === GEOJSON ? "feature" : "listed", zones, asked)).join(",");
        const when = at ?? toLondonIso(asked.from);
        reply.header("vary", "accept");
        if (type === GEOJSON) {
          return sendWritten(reply, `{"type":"FeatureCollection","at":"${when}","features":[${rows}]}`, GEOJSON);
        }
        const ending = JSON.stringify(listEnding(zones, asked, endingWithin ?? ENDING_WITHIN_DAYS));
        return sendWritten(reply, `{"at":"${when}","zones":[${rows}],"ending":${ending}}`);
      },
    );

    app.get(
      "/zones/:id",
      {
        ...alwaysWritten,
        config,
        schema: { params: ZoneParams, querystring: ZoneQuery, response: { 200: Zone, ...failures } },
      },
      async (request, reply) => {
        const zone = await requireZone(await findZone(db.knex, request.params.id), request.params.id);
        return sendWritten(reply, writeZone(zone, zoneRules(), readAsked(request.query.at, Date.now())));
      },
    );

    app.get(
      "/zones/:id/history",
      {
        ...alwaysWritten,
        config,
        schema: { params: ZoneParams, querystring: NoQuery, response: { 200: ZoneHistory, ...failures } },
      },
      async (request, reply) => {
        const { id } = request.params;
        const versions = await listVersions(db.knex, "zone", id);
        if (versions.length === 0) await requireZone(await findZone(db.knex, id), id);
        const chain = JSON.stringify(await listZoneChain(db.knex, id));
        return sendWritten(reply, `{"id":${id},"chain":${chain},"versions":${writeVersions(versions)}}`);
      },
    );

    app.post(
      "/zones/preview",
      {
        ...alwaysWritten,
        config,
        schema: { querystring: NoQuery, body: ShapePreviewInput, response: { 200: ShapePreview, ...failures } },
      },
      async (request, reply) => {
        const dataset = await namedDataset(catalogue, request.body.dataset);
        return sendWritten(reply, await previewShape(db.knex, request.body, dataset));
      },
    );
  };

export async function requireZone(zone: ZoneRow | null, id: number): Promise<ZoneRow> {
  if (zone === null) throw new DomainError("not_found", `There is no zone ${id}.`);
  return zone;
}

function listEnding(zones: readonly ZoneTerm[], asked: Asked, withinDays: number): ZoneListBody["ending"] {
  const last = asked.from + withinDays * DAY;
  return zones
    .flatMap(({ id, kind, title, ...term }) => {
      if (term.to === null || term.to > last || statusOf(term, asked) !== "in_force") return [];
      const days = Math.ceil((term.to - asked.from) / DAY);
      return [{ id, kind, title, effectiveTo: toLondonIso(term.to), days }];
    })
    .toSorted((a, b) => a.days - b.days);
}
