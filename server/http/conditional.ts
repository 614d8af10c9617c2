import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A strong entity tag over everything the answer depends on. */
export function strongTag(...parts: readonly unknown[]): string {
  return `"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

/** Sets the tag; true when the client has this answer already and a 304 without body is due. */
export function notModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header("etag", tag);
  const known = request.headers["if-none-match"];
  if (known === undefined) return false;
  return known.trim() === "*" || known.split(",").some((entry) => entry.trim().replace(/^W\//, "") === tag);
}
