import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../server/ingest/decode.ts";

async function decode(bytes: Uint8Array, size: number, encoding: "utf-8" | "windows-1252" = "utf-8"): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = "";
  for await (const piece of decodeText(chunks(), { file: "a.csv", encoding })) text += piece;
  return text;
}

const withoutNul = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0") && !text.startsWith("\uFEFF"));

describe("decodeText", () => {
  it("gives back any text, however its bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(withoutNul, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        expect(await decode(Buffer.from(text), size)).toBe(text);
      }),
    );
  });

  it("refuses any bytes that the platform's own decoder refuses, and no others", async () => {
    const fatal = new TextDecoder("utf-8", { fatal: true });
    const isText = (bytes: Uint8Array): boolean => {
      try {
        fatal.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const byte = fc.constantFrom(0x41, 0x0a, 0x80, 0xbf, 0xc2, 0xc0, 0xe0, 0xa0, 0xed, 0xf0, 0x90, 0xf4, 0xf5);
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { minLength: 3, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (list, size) => {
          const bytes = Uint8Array.from(list);
          if (isText(bytes)) expect(await decode(bytes, size)).toBe(fatal.decode(bytes));
          else await expect(decode(bytes, size)).rejects.toThrow(/invalid UTF-8/);
        },
      ),
    );
  });

  it("drops a byte order mark, also when it comes byte by byte", async () => {
    expect(await decode(Buffer.from("\uFEFFMonth"), 1)).toBe("Month");
    expect(await decode(Buffer.from("\uFEFF"), 9)).toBe("");
  });

  it("names line and byte of what is no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("a\né\n12"), Buffer.from([0xe9]), Buffer.from("\n")]);
    await expect(decode(bytes, 4)).rejects.toThrow("a.csv, line 3: invalid UTF-8 at byte 7 (0xe9)");
  });

  it("reads Windows-1252 when asked", async () => {
    expect(await decode(Uint8Array.from([0x43, 0x61, 0x66, 0xe9, 0x92, 0x80]), 2, "windows-1252")).toBe("Café’€");
  });
});
