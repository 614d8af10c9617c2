import type { FastifyReply } from "fastify";
import type { KnownDataset } from "../db/dataset-catalogue.ts";
import { DomainError } from "../errors.ts";
import { refuse } from "./filter/parse-filter.ts";

type Pinned = { readonly dataset?: string; readonly version?: number };

/**
 * A URL that names a version is answered from that version or not at all.
 * @throws DomainError conflict that tells the version now
 */
export function checkVersion(query: Pinned, dataset: KnownDataset): void {
  if (query.version === undefined) return;
  if (query.dataset === undefined) throw refuse("version", "version belongs to a dataset: name it with dataset=.");
  if (query.version === dataset.version) return;
  throw new DomainError(
    "conflict",
    `dataset "${dataset.code}" is at version ${dataset.version} now, not ${query.version}.`,
    { field: "version", dataset: dataset.code, version: dataset.version },
  );
}

/** What tells one state of a dataset from any other, in a database set up anew too. */
export function identityOf(dataset: KnownDataset): readonly unknown[] {
  return [dataset.code, dataset.version, dataset.updatedAt];
}

/** @param lasting the answer depends on nothing but the query and the version that it names */
export function setCaching(reply: FastifyReply, lasting: boolean): void {
  reply.header("cache-control", lasting ? "private, immutable, max-age=31536000" : "private, no-cache");
  reply.header("vary", "accept, accept-encoding");
}
