import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { toDomainError } from "../db/failures.ts";
import { DomainError, type ErrorCode, STATUS_BY_CODE } from "../errors.ts";

const RETRY_AFTER_SECONDS = 2;

/** Turns every failure into `{error: {code, message, details?}}`: never SQL, never a stack. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const known = toKnownError(error);
    if (known.code === "internal" || known.code === "database_unavailable") {
      request.log.error({ err: error }, "request failed");
    }
    return sendError(request, reply, known);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new DomainError("not_found", `Nothing is at ${request.method} ${pathOf(request)}.`)),
  );
}

function sendError(request: FastifyRequest, reply: FastifyReply, error: DomainError): FastifyReply {
  const status = STATUS_BY_CODE[error.code];
  if (status === 503 || status === 429) reply.header("retry-after", RETRY_AFTER_SECONDS);
  const message =
    error.code === "internal"
      ? `Something went wrong on the server. Its log tells more under request ${request.id}.`
      : error.message;
  const body = { error: { code: error.code, message, ...(error.details ? { details: error.details } : {}) } };
  return reply
    .code(status)
    .removeHeader("etag")
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(body));
}

function toKnownError(error: unknown): DomainError {
  const known = toDomainError(error, false);
  if (known instanceof DomainError) return known;
  const { code, statusCode } = readError(error);
  return fromFastify(code, statusCode) ?? new DomainError("internal", "internal");
}

const FASTIFY_ERRORS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ["bad_request", "The body is not valid JSON."],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["bad_request", "The body is empty; JSON is expected."],
  FST_ERR_CTP_BODY_TOO_LARGE: ["too_large", "The body is too large."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["bad_request", "The content type of the body is not one this address reads."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["bad_request", "The body is not as long as its content-length says."],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ["bad_request", "Send the files as multipart/form-data."],
  FST_REQ_FILE_TOO_LARGE: ["too_large", "The file is larger than this server takes."],
  FST_FILES_LIMIT: ["too_large", "There are more files in the upload than this server takes."],
  FST_PARTS_LIMIT: ["too_large", "There are more parts in the upload than this server takes."],
  FST_FIELDS_LIMIT: ["too_large", "There are more fields in the upload than this server takes."],
  FST_PROTO_VIOLATION: ["bad_request", "A field of the upload has a name that is not allowed."],
  FST_UNDER_PRESSURE: ["busy", "The server is busy. Try again in a few seconds."],
};

function fromFastify(code: string, statusCode: number): DomainError | null {
  const entry = FASTIFY_ERRORS[code];
  if (entry !== undefined) return new DomainError(...entry);
  if (statusCode === 429) return new DomainError("too_many_requests", "Too many requests. Try again in a minute.");
  if (statusCode >= 400 && statusCode < 500) return new DomainError("bad_request", "The request is not well formed.");
  return null;
}

function readError(error: unknown): { code: string; statusCode: number } {
  if (!(error instanceof Error)) return { code: "", statusCode: 0 };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const statusCode = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 0;
  return { code, statusCode };
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0]?.slice(0, 200) ?? "/";
}
