import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRecord, readRecords, recordsOf } from "../../server/ingest/csv.ts";

const options = { file: "a.csv", rowBytes: 1_000 };

async function inPieces(text: string, size: number): Promise<CsvRecord[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const records: CsvRecord[] = [];
  for await (const batch of readRecords(pieces(), options)) records.push(...batch);
  return records;
}

const field = fc.string({ unit: fc.constantFrom("a", "é", " ", ",", '"', "\n", "1"), maxLength: 8 });
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe("readRecords", () => {
  it("reads a table without quotes as the same table with every field in quotes", () => {
    const plain = fc.string({ unit: fc.constantFrom("a", "é", " ", "\t", "\\", "1"), maxLength: 8 });
    const plainTable = fc.array(fc.array(plain, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(plainTable, fc.constantFrom("\n", "\r\n"), (rows, end) => {
        const written = (mark: string) =>
          rows.map((row) => row.map((text) => mark + text + mark).join(",") + end).join("");
        const fieldsOf = (text: string) =>
          recordsOf(text, options).map(({ line, fields, fault }) => ({ line, fields, fault }));
        expect(fieldsOf(written(""))).toEqual(fieldsOf(written('"')));
      }),
    );
  });

  it("reads back any table written with quotes, however the text is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 30 }),
        async (rows, end, size) => {
          const text = rows.map((row) => row.map(quote).join(",")).join(end) + end;
          const records = await inPieces(text, size);
          expect(records.map((record) => record.fields)).toEqual(rows);
          expect(records.every((record) => record.fault === null)).toBe(true);
        },
      ),
    );
  });

  it("numbers records by the line they begin on, over quoted line ends and blank lines", () => {
    const records = recordsOf('a,b\n1,"x\ny"\n\n2,z\n', options);
    expect(records.map(({ line, fields }) => [line, ...fields])).toEqual([
      [1, "a", "b"],
      [2, "1", "x\ny"],
      [5, "2", "z"],
    ]);
  });

  it("counts a line end inside quotes once, in a file from Windows too", () => {
    const records = recordsOf('a,b\r\n1,"x\r\ny\r\n"\r\n\r\n2,z\r\n', options);
    expect(records.map(({ line, fields }) => [line, ...fields])).toEqual([
      [1, "a", "b"],
      [2, "1", "x\r\ny\r\n"],
      [6, "2", "z"],
    ]);
  });

  it("keeps the raw text as it stands", () => {
    expect(recordsOf('a,"b ""c"""\r\n', options)[0]?.raw).toBe('a,"b ""c"""');
  });

  it("reads a last line without an end", () => {
    expect(recordsOf("a,b\n1,2", options).map((record) => record.fields)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("marks a stray quote on its line alone", () => {
    const records = recordsOf('a,b\n5" pipe,x\n"y"z,1\n1,2\n', options);
    expect(records.map((record) => record.fault?.reason ?? "good")).toEqual(["good", "columns", "columns", "good"]);
    expect(records[3]?.line).toBe(4);
  });

  it("passes over a line that is too long without keeping it, whatever the pieces", async () => {
    const text = `a,b\n${"x".repeat(5_000)},1\n1,2\n`;
    for (const size of [7, 100, 100_000]) {
      const records = await inPieces(text, size);
      expect(records.map(({ line, fault }) => [line, fault?.reason ?? "good"])).toEqual([
        [1, "good"],
        [2, "too_long"],
        [3, "good"],
      ]);
      expect(records[1]?.raw.length).toBe(1_000);
    }
  });

  it("says on which line an unclosed quote was opened", () => {
    expect(() => recordsOf('a,b\n1,2\n3,"4\n5,6\n', options)).toThrow(/line 3.*never closed/);
  });

  it("gives up on a quote that swallows more than a row may hold", () => {
    expect(() => recordsOf(`a,b\n"${"1,2\n".repeat(400)}"`, options)).toThrow(/line 2.*never closed/);
  });
});
