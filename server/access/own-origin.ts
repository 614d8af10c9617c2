import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps other sites' pages out of a server that trusts its machine.
 * A name that merely resolves to loopback (DNS rebinding) is refused by the Host header; a form or script on another
 * site that posts here is refused by the Origin header.
 */
export function guardOrigin(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (!LOOPBACK_NAMES.has(hostName(request))) {
      throw new DomainError("forbidden", "This server answers to localhost, 127.0.0.1 and [::1] only.");
    }
    if (!READING.has(request.method) && isForeign(request)) {
      throw new DomainError("forbidden", "Changes are taken from this server's own pages only.");
    }
  });
}

function hostName(request: FastifyRequest): string {
  return (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
}

function isForeign(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) {
    const site = request.headers["sec-fetch-site"];
    return site === "cross-site" || site === "same-site";
  }
  const own = `http://${request.headers.host}`;
  return !URL.canParse(origin) || !URL.canParse(own) || new URL(origin).host !== new URL(own).host;
}
