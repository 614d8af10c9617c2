import { describe, expect, it } from "vitest";
import { type ChangeColumns, decodeChange, encodeChange } from "../../server/api/change-columns.ts";

const columns: ChangeColumns = {
  ...{ res: 9, total: 40, total2: 57 },
  ...{ n: Uint32Array.of(0, 12, 4_000_000_000), n2: Uint32Array.of(3, 0, 1) },
  tested: {
    ...{ share: 40 / 97, p: Float32Array.of(0, 1.5, 114.25), q: Float32Array.of(0, 1.25, 100.5) },
    class: Int8Array.of(0, 2, -3),
  },
  words: '{"gate":null,"says":"at least ½"}',
};

describe("the columns of a map of change", () => {
  it("come back as they were written, with the words that go with them", () => {
    expect(decodeChange(encodeChange(columns))).toEqual(columns);
  });

  it("hold the counts alone where nothing could be tested, and none where there is no cell", () => {
    const gated = { ...columns, tested: null, words: '{"gate":"too few"}' };
    expect(decodeChange(encodeChange(gated))).toEqual(gated);
    const empty = { ...gated, n: new Uint32Array(0), n2: new Uint32Array(0) };
    expect(decodeChange(encodeChange(empty))).toEqual(empty);
  });

  it("are read where they stand within other bytes", () => {
    const inside = new Uint8Array([9, 9, 9, ...encodeChange(columns)]).subarray(3);
    expect(decodeChange(inside)).toEqual(columns);
  });

  it("are refused cut short, too long, or of another kind", () => {
    const bytes = encodeChange(columns);
    expect(() => decodeChange(bytes.subarray(0, bytes.length - 1))).toThrow(`got ${bytes.length - 1}`);
    expect(() => decodeChange(new Uint8Array([...bytes, 0]))).toThrow(`got ${bytes.length + 1}`);
    expect(() => decodeChange(bytes.subarray(0, 20))).toThrow("HXD1");
    expect(() => decodeChange(bytes.with(0, 0))).toThrow("HXD1");
  });
});
