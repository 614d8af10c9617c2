import type { FastifyReply, FastifyRequest } from "fastify";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { notModified, strongTag } from "../../http/conditional.ts";
import { sendWritten } from "../../http/send-written.ts";
import { SOFTWARE_VERSION } from "../../statistics/software-version.ts";
import { identityOf, setCaching } from "../dataset-version.ts";
import { mayNameGroup } from "../filter/expand-areas.ts";
import { readSteady } from "../read-steady.ts";
import type { StatisticsContext } from "./statistics-context.ts";

type At = {
  readonly context: StatisticsContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly type?: string;
};

/** What an answer depends on, and how to make it: JSON or CSV as text, columns as bytes. */
export type Making = {
  readonly dataset: KnownDataset;
  readonly key: readonly unknown[];
  make(): Promise<string | Buffer>;
};

/** Answer from one version of the dataset; a client that has this answer already is told so before anything is computed. */
export async function answerOnce(at: At, resolve: () => Promise<Making>): Promise<FastifyReply> {
  const { context, request, reply, type = "application/json" } = at;
  const { tag, body } = await readSteady(context.db.knex, async () => {
    const { dataset, key, make } = await resolve();
    const tag = strongTag(identityOf(dataset), request.routeOptions.url, key, type, SOFTWARE_VERSION);
    return { dataset, tag, body: notModified(request, reply, tag) ? null : await make() };
  });
  setCaching(reply, isLasting(request.query));
  reply.header("etag", tag);
  if (body === null) return reply.code(304).send(null);
  if (typeof body !== "string") return reply.type(type).send(body);
  return type === "application/json"
    ? sendWritten(reply, body)
    : reply.type(`${type}; charset=utf-8`).serializer(String).send(body);
}

/** What a named set, universe or group of areas holds is not part of the dataset's version. */
function isLasting(query: unknown): boolean {
  const named = new Map(Object.entries(typeof query === "object" && query !== null ? query : {}));
  const ofGroup = mayNameGroup(String(named.get("area") ?? ""));
  return named.has("version") && !named.has("set") && !named.has("universe") && !ofGroup;
}
