import type { FastifyReply } from "fastify";
import type { Knex } from "knex";
import type { Static, TObject } from "typebox";
import type { ShapeInput } from "../api/shapes.ts";
import {
  NewZone,
  Zone,
  ZoneDischarge,
  ZoneEdit,
  ZoneExtension,
  ZoneParams,
  ZoneSuccessor,
  ZoneVariation,
} from "../api/zones.ts";
import type { KnownDataset } from "../db/dataset-catalogue.ts";
import { insertZone } from "../db/zone-changes.ts";
import { findZone, type ZoneRow } from "../db/zone-queries.ts";
import { alwaysWritten, sendWritten } from "../http/send-written.ts";
import { zoneRules } from "../ingest/zone-rules-table.ts";
import { failures, NoQuery, type Resource, type RouteContext } from "./context.ts";
import {
  dischargeZone,
  editZone,
  extendZone,
  requireAllowed,
  supersedeZone,
  varyZone,
} from "./registers/change-zone.ts";
import { readAsked, readNewZone } from "./registers/read-zone.ts";
import { homeOfNew } from "./registers/register-dataset.ts";
import { type ResolvedShape, resolveShape } from "./registers/resolve-shape.ts";
import { writeZone } from "./registers/zone-body.ts";
import { requireZone } from "./zones.ts";

/** Zones made and changed here, each change held to the rules of its day and kept with the state before it. */
export const zoneChangeRoutes: Resource = (context) => async (app) => {
  const { db, catalogue } = context;

  app.post("/zones", making(NewZone), async (request, reply) => {
    const { dataset, shape, ...body } = request.body;
    const home = await homeOfNew(catalogue, dataset);
    const zone = readNewZone(body, await resolveShape(db.knex, "shape", shape, home), home?.id ?? null);
    requireAllowed(zone);
    const by = request.principal.name;
    const id = await db.knex.transaction((trx) => insertZone(trx, zone, { action: "made", by, reason: null }));
    return answer(context, reply.code(201), id);
  });

  app.put("/zones/:id", changing(ZoneEdit), async (request, reply) => {
    const { zone, shape } = await readTarget(context, request.params.id, request.body.shape);
    await db.knex.transaction((trx) => editZone(trx, { zone, body: request.body, by: request.principal.name }, shape));
    return answer(context, reply, zone.id);
  });

  app.post("/zones/:id/extend", changing(ZoneExtension), async (request, reply) => {
    const { zone } = await readTarget(context, request.params.id, undefined);
    const change = { zone, body: request.body, by: request.principal.name };
    await db.knex.transaction((trx) => extendZone(trx, change, Date.now()));
    return answer(context, reply, zone.id);
  });

  app.post("/zones/:id/vary", changing(ZoneVariation), async (request, reply) => {
    const { zone, shape } = await readTarget(context, request.params.id, request.body.shape);
    const change = { zone, body: request.body, by: request.principal.name };
    const id = await db.knex.transaction((trx) => varyZone(trx, change, shape));
    return answer(context, reply.code(201), id);
  });

  app.post("/zones/:id/discharge", changing(ZoneDischarge), async (request, reply) => {
    const { zone } = await readTarget(context, request.params.id, undefined);
    const change = { zone, body: request.body, by: request.principal.name };
    await db.knex.transaction((trx) => dischargeZone(trx, change, Date.now()));
    return answer(context, reply, zone.id);
  });

  app.post("/zones/:id/supersede", changing(ZoneSuccessor), async (request, reply) => {
    const { shape: input, ...body } = request.body.zone;
    const { zone, home } = await readTarget(context, request.params.id, undefined);
    const shape = await resolveShape(db.knex, "zone.shape", input, home);
    const successor = readNewZone(body, shape, zone.datasetId);
    const change = { zone, body: request.body, by: request.principal.name };
    const id = await db.knex.transaction((trx) => supersedeZone(trx, change, successor));
    return answer(context, reply.code(201), id);
  });
};

const config = { tier: "analyst" } as const;

function making<Body extends TObject>(body: Body) {
  return {
    ...alwaysWritten,
    config,
    schema: { querystring: NoQuery, body, response: { 201: Zone, ...failures } },
  } as const;
}

function changing<Body extends TObject>(body: Body) {
  const response = { 200: Zone, 201: Zone, ...failures };
  return { ...alwaysWritten, config, schema: { params: ZoneParams, querystring: NoQuery, body, response } } as const;
}

type Target = { readonly zone: ZoneRow; readonly home: KnownDataset | null; readonly shape: ResolvedShape | null };

/** The zone to change, and the shape it is to have in the areas of its own data. */
async function readTarget(
  { db, catalogue }: Pick<RouteContext, "db" | "catalogue">,
  id: number,
  input: Static<typeof ShapeInput> | undefined,
): Promise<Target> {
  const zone = await requireZone(await findZone(db.knex, id), id);
  const home = (await catalogue.list()).find((dataset) => dataset.id === zone.datasetId) ?? null;
  const shape = input === undefined ? null : await resolveShape(db.knex, "shape", input, home);
  return { zone, home, shape };
}

async function answer({ db }: { db: { knex: Knex } }, reply: FastifyReply, id: number): Promise<FastifyReply> {
  const zone = await requireZone(await findZone(db.knex, id), id);
  return sendWritten(reply, writeZone(zone, zoneRules(), readAsked(undefined, Date.now())));
}
