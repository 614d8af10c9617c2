import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { DomainError } from "../errors.ts";
import { BinaryBody, failures, NoQuery, TextBody } from "./context.ts";

const DAY_MS = 86_400_000;
const AssetParams = Type.Object({ "*": Type.String({ maxLength: 300 }) }, { additionalProperties: false });

/**
 * The page and its assets. Names of assets carry a hash of their content, so they never change; the page itself does.
 * @param folder what the client was built into
 */
export function pageRoutes(folder: string): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(fastifyStatic, { root: folder, serve: false, suppressWarning: true });
    const page = { content: { "text/html": { schema: TextBody } }, description: "The page" };
    app.get(
      "/",
      { config: { tier: "public" }, schema: { hide: true, response: { 200: page, ...failures } } },
      async (_request, reply) => {
        if (!existsSync(join(folder, "index.html"))) {
          throw new DomainError("not_found", "The page is not built yet: npm start builds it.");
        }
        return reply
          .sendFile("index.html", folder, { cacheControl: false, etag: true })
          .header("cache-control", "no-cache");
      },
    );
    const asset = { content: { "*/*": { schema: BinaryBody } }, description: "A file of the page" };
    app.get(
      "/assets/*",
      {
        config: { tier: "public" },
        schema: { hide: true, params: AssetParams, querystring: NoQuery, response: { 200: asset, ...failures } },
      },
      async (request, reply) =>
        reply.sendFile(request.params["*"], join(folder, "assets"), { maxAge: 365 * DAY_MS, immutable: true }),
    );
  };
}
