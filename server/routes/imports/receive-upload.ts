import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Multipart, MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import type { Config } from "../../config.ts";
import { DomainError } from "../../errors.ts";
import type { UploadedFile } from "../../ingest/import-service-type.ts";
import type { ImportChoices } from "../../ingest/reading.ts";
import { readChoices } from "./read-choices.ts";

export type Upload = { readonly folder: string; readonly files: UploadedFile[]; readonly choices: ImportChoices };

/**
 * Write the files of an upload to disk as they arrive: none is ever whole in memory, and the sender's names are never paths.
 * @throws DomainError bad_request for a form in disorder, too_large for what is over the limit; nothing is left on disk then
 */
export async function receiveUpload(request: FastifyRequest, config: Config): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError("bad_request", "Send the files as multipart/form-data.");
  const folder = join(config.dataDir, "uploads", randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return { folder, ...(await receiveParts(request.parts(), folder, config.limits.uploadBytes)) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw explain(error);
  }
}

/** Remove what was received when nobody takes it over. */
export async function discardUpload({ folder }: Upload): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

const FULL_DISK = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The form's parser throws plain errors without a code; those of the disk and of the connection have one. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (FULL_DISK.has(code)) return new DomainError("too_large", "The server's disk has no room for this upload.");
  if (code !== "" && code !== "ERR_STREAM_PREMATURE_CLOSE" && code !== "ECONNRESET") return error;
  return new DomainError("bad_request", "The upload is not a well-formed form, or was cut short.");
}

async function receiveParts(
  parts: AsyncIterable<Multipart>,
  folder: string,
  limitBytes: number,
): Promise<Pick<Upload, "files" | "choices">> {
  const files: UploadedFile[] = [];
  const fields = new Map<string, unknown>();
  let leftBytes = limitBytes;
  for await (const part of parts) {
    if (part.type === "file") {
      const path = join(folder, String(files.length));
      leftBytes -= await save(part, path, leftBytes);
      files.push({ path, name: nameOf(part) });
    } else if (files.length > 0) {
      throw new DomainError(
        "bad_request",
        `The field ${part.fieldname.slice(0, 40)} comes after a file: put fields before files.`,
      );
    } else if (fields.has(part.fieldname)) {
      throw new DomainError("invalid_query", `${part.fieldname.slice(0, 40)} is given twice; give it once.`, {
        field: part.fieldname.slice(0, 40),
      });
    } else {
      fields.set(part.fieldname, part.value);
    }
  }
  if (files.length === 0) throw new DomainError("bad_request", "The upload holds no file.");
  return { files, choices: readChoices(fields) };
}

async function save(part: MultipartFile, path: string, leftBytes: number): Promise<number> {
  let bytes = 0;
  await pipeline(
    part.file,
    async function* count(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > leftBytes)
          throw new DomainError("too_large", "The upload is larger than this server takes in one go.");
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600, flags: "wx" }),
  );
  if (part.file.truncated) throw new DomainError("too_large", `${nameOf(part)} is larger than this server takes.`);
  return bytes;
}

/** As a person would recognise it; control characters have no place in it. */
function nameOf(part: MultipartFile): string {
  const name = part.filename
    .replaceAll("\\", "/")
    .replaceAll(/\p{Cc}/gu, "")
    .slice(-200);
  return name === "" ? "unnamed" : name;
}
