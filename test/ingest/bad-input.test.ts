import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../server/errors.ts";
import { badFiles } from "./bad-files.ts";
import { readWhole, type Whole } from "./read-whole.ts";
import { csv, geojson, STREET_HEADER, streetRow, wardFeature } from "./sample-rows.ts";

const street = csv(STREET_HEADER, streetRow(), streetRow());
const boundaries = geojson([wardFeature()]);

describe("bad input", () => {
  it("is answered in our own words, whatever is cut out of a good file or put into it", async () => {
    const from = fc.nat({ max: Math.max(street.length, boundaries.length) });
    const inserted = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ maxLength: 6 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(street, boundaries),
        from,
        fc.nat({ max: 40 }),
        inserted,
        async (file, at, cut, bytes) => {
          const good = Buffer.from(file);
          const { error } = await attempt(() =>
            readWhole("a.csv", Buffer.concat([good.subarray(0, at), bytes, good.subarray(at + cut)])),
          );
          if (error !== undefined) expect(error).toBeInstanceOf(DomainError);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("has names that tell the files apart", () => {
    expect(new Set(badFiles.map((file) => file.name)).size).toBe(badFiles.length);
    expect(badFiles.length).toBeGreaterThanOrEqual(40);
  });

  for (const file of badFiles) {
    it(`answers ${file.name} in clear words`, async () => {
      const bytes = file.bytes();
      const outcome = await attempt(() => readWhole(file.fileName, bytes, file));
      if (file.foundByDatabase === true) expect(outcome).toHaveProperty("wholes");
      else if ("rejects" in file.expect) expect(reasons(outcome.wholes ?? [])).toEqual(file.expect.rejects);
      else {
        expect(outcome.error).toBeInstanceOf(DomainError);
        expect(outcome.error).toMatchObject({ code: file.expect.code });
        expect(String(outcome.error)).toMatch(file.expect.message);
      }
    });
  }
});

async function attempt(read: () => Promise<Whole[]>): Promise<{ wholes?: Whole[]; error?: unknown }> {
  try {
    return { wholes: await read() };
  } catch (error) {
    return { error };
  }
}

function reasons(wholes: readonly Whole[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rejects } of wholes) for (const { reason } of rejects) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
