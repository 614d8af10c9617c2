import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASS_COLOURS, classBreaks, classColours, classLabel, classOf } from "../../client/src/classes.ts";

const counts = fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 400 });

describe("class breaks", () => {
  it("grow from 1 in whole steps, six at most, none above the highest count", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const breaks = classBreaks(list);
        expect(breaks[0]).toBe(1);
        expect(breaks.length).toBeGreaterThanOrEqual(1);
        expect(breaks.length).toBeLessThanOrEqual(6);
        for (let i = 1; i < breaks.length; i++) {
          expect(breaks[i]).toBeGreaterThan(breaks[i - 1] ?? 0);
          expect(breaks[i]).toBeLessThanOrEqual(Math.max(...list));
          expect(Number.isInteger(breaks[i])).toBe(true);
        }
      }),
    );
  });

  it("do not depend on the order of the counts, nor on zeros", () => {
    fc.assert(
      fc.property(counts, (list) => {
        expect(classBreaks([...list, 0, 0].reverse())).toEqual(classBreaks(list));
      }),
    );
  });

  it("put every positive count into a class", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const breaks = classBreaks(list);
        for (const n of list) expect(classOf(n, breaks)).toBe(n === 0 ? -1 : breaks.filter((b) => b <= n).length - 1);
      }),
    );
  });

  it("are one class for each value where there are few values", () => {
    expect(classBreaks([1, 1, 1, 2, 3])).toEqual([1, 2, 3]);
    expect(classBreaks([1])).toEqual([1]);
    expect(classBreaks([])).toEqual([1]);
  });

  it("are rounded, and grow by a factor on skewed counts", () => {
    // 1,000 counts of a heavy tail: 1,000 / rank.
    const skewed = Array.from({ length: 1_000 }, (_, i) => Math.ceil(1_000 / (i + 1)));
    expect(classBreaks(skewed)).toEqual([1, 2, 5, 15, 40, 100]);
  });
});

describe("class colours and labels", () => {
  it("use both ends of the ramp however few classes there are", () => {
    expect(classColours(6)).toEqual([...CLASS_COLOURS]);
    expect(classColours(2)).toEqual([CLASS_COLOURS[0], CLASS_COLOURS[5]]);
    expect(classColours(1)).toEqual([CLASS_COLOURS[2]]);
  });

  it("say which counts a class holds", () => {
    const breaks = [1, 2, 5, 1_000];
    expect(breaks.map((_, i) => classLabel(i, breaks))).toEqual(["1", "2–4", "5–999", "1,000 or more"]);
    expect(classLabel(-1, breaks)).toBe("none");
  });
});
