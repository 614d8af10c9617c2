import { isUtf8 } from "node:buffer";
import { refuseFile } from "./refuse-file.ts";

type Encoding = "utf-8" | "windows-1252";

/**
 * Turn bytes into text as a stream, and refuse what is not text: UTF-16, NUL bytes, invalid UTF-8.
 * A byte order mark of UTF-8 is dropped. Pieces never cut a character.
 * @throws DomainError import_refused with line and byte offset
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  options: { readonly file: string; readonly encoding: Encoding },
): AsyncGenerator<string> {
  const { file, encoding } = options;
  const windows = new TextDecoder("windows-1252");
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 1;
  for await (const chunk of bytes) {
    let buffer =
      rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([rest, chunk]);
    if (offset === 0) {
      if (buffer.length < 3) {
        rest = buffer;
        continue;
      }
      buffer = withoutMark(buffer, file);
    }
    const end = encoding === "utf-8" ? wholeCharacters(buffer) : buffer.length;
    const piece = buffer.subarray(0, end);
    checkBytes(piece, { file, encoding, offset, line });
    line += countLines(piece);
    offset += piece.length;
    // A copy: the rest would otherwise be overwritten where the stream reuses its buffer.
    rest = Buffer.from(buffer.subarray(end));
    if (piece.length > 0) yield encoding === "utf-8" ? piece.toString("utf8") : windows.decode(piece);
  }
  if (rest.length > 0) {
    if (offset === 0) rest = withoutMark(rest, file);
    checkBytes(rest, { file, encoding, offset, line });
    yield encoding === "utf-8" ? rest.toString("utf8") : windows.decode(rest);
  }
}

function withoutMark(buffer: Buffer, file: string): Buffer {
  const first = buffer[0];
  const second = buffer[1];
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw refuseFile(file, "this file is UTF-16. Save it as UTF-8 (in Excel: CSV UTF-8) and import it again.");
  }
  return first === 0xef && second === 0xbb && buffer[2] === 0xbf ? buffer.subarray(3) : buffer;
}

type Place = { readonly file: string; readonly encoding: Encoding; readonly offset: number; readonly line: number };

function checkBytes(piece: Buffer, place: Place): void {
  const nul = piece.indexOf(0);
  if (nul >= 0) {
    throw refuseFile(
      place.file,
      `NUL byte at byte ${place.offset + nul}: this is not a text file in UTF-8 (perhaps UTF-16 without a mark, or damaged).`,
      place.line + countLines(piece.subarray(0, nul)),
    );
  }
  if (place.encoding !== "utf-8" || isUtf8(piece)) return;
  const bad = firstInvalid(piece);
  throw refuseFile(
    place.file,
    `invalid UTF-8 at byte ${place.offset + bad} (0x${(piece[bad] ?? 0).toString(16)}). If the file was saved by Windows as ANSI, import it with --encoding windows-1252.`,
    place.line + countLines(piece.subarray(0, bad)),
  );
}

function countLines(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** Length of the sequence that a UTF-8 byte opens; 0 for a continuation or an impossible byte. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

/** Bytes up to the last character that is complete. */
function wholeCharacters(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back++) {
    const length = sequenceLength(buffer[buffer.length - back] ?? 0);
    if (length > back) return buffer.length - back;
    if (length > 0) break;
  }
  return buffer.length;
}

function firstInvalid(piece: Buffer): number {
  let at = 0;
  while (at < piece.length) {
    const length = sequenceLength(piece[at] ?? 0);
    if (length === 0 || !isUtf8(piece.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}
