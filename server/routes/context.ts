import type { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { closed, ErrorBody } from "../api/common.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import type { DatasetCatalogue } from "../db/dataset-catalogue.ts";
import type { ImportService } from "../ingest/import-service-type.ts";

/** What the routes work with. */
export type RouteContext = {
  readonly config: Config;
  readonly db: Database;
  readonly imports: ImportService;
  readonly catalogue: DatasetCatalogue;
};

/** A resource: its routes, given what they work with. */
export type Resource = (context: RouteContext) => FastifyPluginAsyncTypebox;

/** The app that a resource adds its routes to. */
export type App = Parameters<ReturnType<Resource>>[0];

/** The query of a route that takes none: whatever is asked is refused by name. */
export const NoQuery = Type.Object({}, closed);

/** Failures every route of the service may answer with. */
export const failures = { "4xx": ErrorBody, "5xx": ErrorBody };

/** The client has the answer already. */
export const NotModified = Type.Null({ description: "Not modified" });

/** A body that is not JSON, in OpenAPI's words. */
export const TextBody = Type.Unsafe<string | Readable>({ type: "string" });
export const BinaryBody = Type.Unsafe<Buffer>({ type: "string", format: "binary" });
