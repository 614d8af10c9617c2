import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { SourceFile } from "./reading.ts";

/** A file up to this size is read once and kept until it is staged; a larger one is read again from the disk. */
const HELD_BYTES = 32 * 1024 ** 2;

export type HeldSource = { readonly sha256: string; readonly source: SourceFile };

/**
 * The digest of a file, and the file in a form that costs little to open again: to be recognised it is opened twice, to
 * be read once more, and each opening of a zip's entry would unpack it anew.
 */
export async function holdSource(source: SourceFile): Promise<HeldSource> {
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of await source.open()) {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes <= HELD_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  const sha256 = hash.digest("hex");
  if (bytes > HELD_BYTES) return { sha256, source };
  return { sha256, source: { ...source, open: async () => Readable.from(chunks, { objectMode: false }) } };
}
