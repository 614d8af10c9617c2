import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, openPromise } from "yauzl";
import type { Limits } from "../config.ts";
import { DomainError } from "../errors.ts";
import type { SourceFile } from "./reading.ts";
import { refuseFile } from "./refuse-file.ts";

/**
 * Deflate cannot exceed 1:1032 and crime data stays under 1:40. A small file may compress better than that by chance,
 * so the ratio is judged from 10 MB on.
 */
const BOMB_RATIO = 200;
const BOMB_BYTES = 10 * 1024 ** 2;

type Zip = { readonly path: string; readonly name: string; readonly bytes: number };

/**
 * List the files of a zip, in order of name, after its whole directory was found good: no traversal, no nested zip,
 * nothing encrypted, no link, not too many entries, not too large by what it declares. What is declared is enforced
 * again while an entry is read: its length and its checksum.
 * @throws DomainError import_refused or too_large
 */
export async function listZip(zip: Zip, limits: Pick<Limits, "unzippedBytes" | "zipEntries">): Promise<SourceFile[]> {
  const entries = await readDirectory(zip, limits);
  let declared = 0;
  let compressed = 0;
  for (const entry of entries) {
    checkEntry(zip.name, entry);
    declared += entry.uncompressedSize;
    compressed += entry.compressedSize;
  }
  if (declared > limits.unzippedBytes) {
    throw tooLarge(zip.name, `unpacks to ${declared} bytes, over the limit of ${limits.unzippedBytes}.`);
  }
  if (compressed > zip.bytes)
    throw refuseFile(zip.name, "entries of this zip overlap: it is not what a packer writes.");
  return entries
    .filter((entry) => !entry.fileName.endsWith("/"))
    .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
    .map((entry) => ({ name: entry.fileName, bytes: entry.uncompressedSize, open: () => openEntry(zip, entry) }));
}

async function readDirectory(zip: Zip, limits: Pick<Limits, "zipEntries">): Promise<Entry[]> {
  const entries: Entry[] = [];
  const file = await openZip(zip);
  try {
    if (file.entryCount > limits.zipEntries) {
      throw tooLarge(zip.name, `${file.entryCount} entries in this zip, over the limit of ${limits.zipEntries}.`);
    }
    for await (const entry of file.eachEntry()) entries.push(entry);
  } catch (error) {
    throw asRefusal(zip.name, error);
  } finally {
    file.close();
  }
  if (entries.length === 0) throw refuseFile(zip.name, "the zip is empty.");
  return entries;
}

function checkEntry(zipName: string, entry: Entry): void {
  const name = `${zipName}, entry ${entry.fileName}`;
  // The upper half of the attributes is the Unix mode; 0xa000 marks a link.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000)
    throw refuseFile(name, "a symbolic link in a zip is refused.");
  if (entry.isEncrypted())
    throw refuseFile(name, "the entry is encrypted. Unpack it with its password and import the files.");
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw refuseFile(name, `packed by method ${entry.compressionMethod}, which is not read here (deflate is).`);
  }
  if (/\.(zip|gz|7z|rar|tar)$/i.test(entry.fileName)) {
    throw refuseFile(name, "an archive inside a zip is refused (nested zip). Unpack it and import the files.");
  }
  if (entry.uncompressedSize > BOMB_BYTES && entry.uncompressedSize > BOMB_RATIO * entry.compressedSize) {
    throw refuseFile(
      name,
      `${entry.compressedSize} bytes that unpack to ${entry.uncompressedSize}: refused as a zip bomb.`,
    );
  }
}

async function openEntry(zip: Zip, entry: Entry): Promise<Readable> {
  const file = await openZip(zip);
  try {
    const stream = await file.openReadStreamPromise(entry);
    const bytes = Readable.from(checked({ name: `${zip.name}, entry ${entry.fileName}`, entry, stream }), {
      objectMode: false,
    });
    // On close and not at the end of the reading: an entry may be given up before its first byte.
    return bytes.once("close", () => file.close());
  } catch (error) {
    file.close();
    throw asRefusal(zip.name, error);
  }
}

type OpenEntry = { readonly name: string; readonly entry: Entry; readonly stream: Readable };

/** The bytes of an entry, refused where they are more, fewer or other than declared. */
async function* checked({ name, entry, stream }: OpenEntry): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      sum = crc32(bytes, sum);
      yield bytes;
    }
    if (sum !== entry.crc32) throw refuseFile(name, "the checksum does not match: the zip is damaged.");
  } catch (error) {
    throw asRefusal(name, error);
  }
}

async function openZip(zip: Zip) {
  try {
    return await openPromise(zip.path, { autoClose: false, strictFileNames: true });
  } catch (error) {
    throw asRefusal(zip.name, error);
  }
}

/** yauzl's words said as ours. */
function asRefusal(name: string, error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const words = error instanceof Error ? error.message : String(error);
  if (/relative path|absolute path|invalid characters in fileName/.test(words)) {
    return refuseFile(name, `a name in this zip leads out of it (${words}): refused.`);
  }
  if (/too many bytes|not enough bytes|size mismatch/.test(words)) {
    return refuseFile(name, `the zip lies about a size (${words}): refused.`);
  }
  return refuseFile(name, `the zip cannot be read (${words}).`);
}

function tooLarge(name: string, message: string): DomainError {
  return new DomainError("too_large", `${name}: ${message}`, { file: name });
}
