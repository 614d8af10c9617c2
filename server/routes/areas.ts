import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Knex } from "knex";
import { AreaFeatureCollection, AreasQuery } from "../api/areas.ts";
import type { AreaKind } from "../api/vocabulary.ts";
import { type AreaSetRow, type AreaShapeRow, listAreaSets, listAreaShapes } from "../db/area-queries.ts";
import type { KnownDataset } from "../db/dataset-catalogue.ts";
import { findPublishedSet } from "../db/published-set-queries.ts";
import { notModified, strongTag } from "../http/conditional.ts";
import { sendWritten } from "../http/send-written.ts";
import { failures, NotModified, type Resource, type RouteContext } from "./context.ts";
import { canAnswer, chooseDataset } from "./filter/choose-dataset.ts";
import { refuse, splitList } from "./filter/parse-filter.ts";
import { type DatasetSets, findSet, readDatasetSets } from "./filter/resolve-areas.ts";

const gzipOf = promisify(gzip);

/** Whole sets in memory: outlines are the largest answers there are, and change only with their set. */
const KEPT_BODIES = 8;

/** Outlines of a set's areas as GeoJSON. */
export const areaRoutes: Resource = (context) => async (app) => {
  const bodies = new Map<string, Promise<Outlines>>();

  app.get(
    "/areas",
    {
      config: { tier: "analyst" },
      schema: { querystring: AreasQuery, response: { 200: AreaFeatureCollection, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const set = await chooseSet(context, request.query);
      const boroughs = request.query.within === undefined ? null : splitList("within", request.query.within).sort();
      const { tag, body, packed } = await remember(bodies, `${set.id}@${set.version} ${boroughs ?? ""}`, () =>
        writeOutlines(context, set, boroughs),
      );
      reply.header("cache-control", "private, no-cache");
      if (notModified(request, reply, tag)) return reply.code(304).send(null);
      if (!/\bgzip\b(?!\s*;\s*q=0)/.test(String(request.headers["accept-encoding"]))) return sendWritten(reply, body);
      return sendWritten(reply.header("content-encoding", "gzip").header("vary", "accept-encoding"), packed);
    },
  );
};

type Outlines = { readonly tag: string; readonly body: string; readonly packed: Buffer };

async function chooseSet(
  { db, catalogue }: RouteContext,
  query: { set?: string; kind?: AreaKind; dataset?: string },
): Promise<AreaSetRow> {
  const datasets = await catalogue.list();
  const dataset = query.dataset === undefined ? null : chooseDataset(datasets, query.dataset, "anything");
  if (query.set !== undefined) {
    const set = findSet(await listAreaSets(db.knex), query.set, dataset);
    if (query.kind === undefined || query.kind === set.kind) return set;
    throw refuse("kind", `kind=${query.kind} does not fit set=${set.code}, which holds areas of kind ${set.kind}.`);
  }
  const kind = query.kind ?? "ward";
  const need = datasets.some((candidate) => canAnswer(candidate, "points")) ? "points" : "anything";
  const owner = dataset ?? chooseDataset(datasets, undefined, need);
  const sets = await readDatasetSets(db.knex, owner);
  // What a dataset's months suggest is not what its counts were published for.
  const counted = owner.facts.located === 0 ? await setOfCounts(db.knex, { owner, kind, sets }) : undefined;
  const set = counted ?? sets.chosen.find((candidate) => candidate.kind === kind);
  if (set !== undefined) return set;
  throw refuse("kind", `dataset "${owner.code}" is not located in any set of kind ${kind}; name one with set=.`);
}

type Wanted = { readonly owner: KnownDataset; readonly kind: AreaKind; readonly sets: DatasetSets };

/** Of counts without points: the areas that they were published for; their boroughs where they are of wards. */
async function setOfCounts(knex: Knex, { owner, kind, sets: { all } }: Wanted): Promise<AreaSetRow | undefined> {
  if (owner.facts.counts.length === 0) return undefined;
  const id = await findPublishedSet(knex, owner, kind);
  const isNamed = owner.facts.counts.some((fact) => fact.kind === kind);
  return all.find((set) =>
    isNamed ? set.id === id : kind === "borough" && set.kind === kind && set.synthetic === owner.synthetic,
  );
}

/** The outlines stay the text PostGIS wrote: parsing and writing megabytes of coordinates again would change nothing. */
async function writeOutlines({ db }: RouteContext, set: AreaSetRow, boroughs: string[] | null): Promise<Outlines> {
  const shapes = await listAreaShapes(db.knex, set.id, boroughs);
  const missing = boroughs?.find((code) => !shapes.some((shape) => shape.borough === code || shape.code === code));
  if (missing !== undefined)
    throw refuse("within", `within: set ${set.code} has no borough "${missing.slice(0, 40)}".`);
  const head = JSON.stringify({
    type: "FeatureCollection",
    set: set.code,
    kind: set.kind,
    synthetic: set.synthetic,
    note: set.note,
  });
  const body = `${head.slice(0, -1)},"features":[${shapes.map(writeFeature).join(",")}]}`;
  // Packed once: packing a megabyte takes longer than all the rest of an answer.
  return { body, tag: strongTag(body), packed: await gzipOf(body) };
}

function writeFeature({ code, name, borough, boroughName, lng, lat, geometry }: AreaShapeRow): string {
  const properties = JSON.stringify({ code, name, borough, boroughName, label: [lng, lat] });
  return `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
}

function remember(
  kept: Map<string, Promise<Outlines>>,
  key: string,
  write: () => Promise<Outlines>,
): Promise<Outlines> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = write();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > KEPT_BODIES && oldest !== undefined) kept.delete(oldest);
  return made;
}
