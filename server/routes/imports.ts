import { Readable } from "node:stream";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import { Type } from "typebox";
import { closed } from "../api/common.ts";
import { ImportJob, ImportList, ImportOptions, ImportParams } from "../api/imports.ts";
import type { ImportJobBody } from "../api/types.ts";
import { DomainError } from "../errors.ts";
import { csvLine } from "../http/csv.ts";
import { compileValidator } from "../http/validate-request.ts";
import type { ImportService } from "../ingest/import-service-type.ts";
import { type App, failures, NoQuery, type Resource, type RouteContext, TextBody } from "./context.ts";
import { discardUpload, receiveUpload } from "./imports/receive-upload.ts";

/** Form of the upload, for the contract: it is read part by part as it arrives, and checked there. */
const UploadForm = Type.Object(
  { ...ImportOptions.properties, files: Type.Array(Type.Unsafe<Uint8Array>({ type: "string", format: "binary" })) },
  closed,
);
const rejectsBody = {
  description: "Refused rows with file, line, reason and raw text",
  content: { "text/csv": { schema: TextBody } },
};

/** Imports: upload, progress, cancel, refused rows. */
export const importRoutes: Resource = (context) => async (app) => {
  await app.register(rateLimit, { global: false });
  const { uploadBytes: fileSize, zipEntries: files } = context.config.limits;
  const fields = Object.keys(ImportOptions.properties).length;
  await app.register(multipart, { limits: { fileSize, files, fields, parts: files + fields, fieldSize: 200_000 } });
  addUpload(app, context);
  addJobs(app, context);
  addRejects(app, context);
};

function addUpload(app: App, { config, imports }: RouteContext): void {
  app.post(
    "/imports",
    {
      config: { tier: "admin", rateLimit: { max: 60, timeWindow: "1 minute" } },
      schema: {
        consumes: ["multipart/form-data"],
        querystring: NoQuery,
        body: UploadForm,
        response: { 202: ImportJob, ...failures },
      },
      validatorCompiler: (part) => (part.httpPart === "body" ? () => true : compileValidator(part)),
    },
    async (request, reply) => {
      const upload = await receiveUpload(request, config);
      try {
        const job = await imports.submit(upload.files, upload.choices);
        return reply.code(202).header("location", `/api/v1/imports/${job.id}`).send(job);
      } catch (error) {
        await discardUpload(upload);
        throw error;
      }
    },
  );
}

function addJobs(app: App, { imports }: RouteContext): void {
  const one = { params: ImportParams, querystring: NoQuery };
  app.get(
    "/imports",
    { config: { tier: "admin" }, schema: { querystring: NoQuery, response: { 200: ImportList, ...failures } } },
    async (_request, reply) => reply.header("cache-control", "no-store").send({ imports: await imports.list() }),
  );
  app.get(
    "/imports/:id",
    { config: { tier: "admin" }, schema: { ...one, response: { 200: ImportJob, ...failures } } },
    async (request, reply) => reply.header("cache-control", "no-store").send(await findJob(imports, request.params.id)),
  );
  app.delete(
    "/imports/:id",
    { config: { tier: "admin" }, schema: { ...one, response: { 202: ImportJob, ...failures } } },
    async (request, reply) => {
      const { id } = request.params;
      const { status } = await findJob(imports, id);
      if (await imports.cancel(id)) return reply.code(202).send(await findJob(imports, id));
      throw new DomainError("conflict", `Import ${id} cannot be cancelled any more (${status}).`);
    },
  );
}

function addRejects(app: App, { imports }: RouteContext): void {
  app.get(
    "/imports/:id/rejects.csv",
    {
      config: { tier: "admin" },
      schema: { params: ImportParams, querystring: NoQuery, response: { 200: rejectsBody, ...failures } },
    },
    async (request, reply) => {
      const { id } = await findJob(imports, request.params.id);
      return reply
        .type("text/csv; charset=utf-8")
        .header("cache-control", "no-store")
        .header("content-disposition", `attachment; filename="hexbeat-import-${id}-rejects.csv"`)
        .send(Readable.from(writeRejects(imports.rejects(id))));
    },
  );
}

async function findJob(imports: ImportService, id: number): Promise<ImportJobBody> {
  const job = await imports.get(id);
  if (job === null) throw new DomainError("not_found", `There is no import ${id}.`);
  return job;
}

async function* writeRejects(rows: ReturnType<ImportService["rejects"]>): AsyncGenerator<string> {
  yield csvLine(["file", "line", "reason", "detail", "raw"]);
  for await (const { file, line, reason, detail, raw } of rows) yield csvLine([file, line, reason, detail, raw]);
}
