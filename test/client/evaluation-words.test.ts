import { describe, expect, it } from "vitest";
import {
  beyondWords,
  changeWords,
  expectedWords,
  lengthWords,
  pWords,
  shareWords,
  windowWords,
} from "../../client/src/evaluation/words.ts";

type Compared = Parameters<typeof beyondWords>[0];

describe("the words of an evaluation", () => {
  it("write a change with its sign, and a dash without a value", () => {
    expect([-0.314, 0.042, 0.001, 12.5, null].map(changeWords)).toEqual(["−31 %", "+4 %", "±0 %", "+1,250 %", "–"]);
  });

  it("write a share without its sign", () => {
    expect([shareWords(-0.314), shareWords(null)]).toEqual(["31 %", "–"]);
  });

  it("write a p to the digits that matter", () => {
    expect([0.0004, 0.0278, 0.213, 1, null].map(pWords)).toEqual(["< 0.001", "0.028", "0.21", "1.00", "–"]);
  });

  it("write an expected count with a decimal while it is small", () => {
    expect([0.24, 19.94, 774.65, null].map(expectedWords)).toEqual(["0.2", "19.9", "775", "–"]);
  });

  it("write no share of next to nothing", () => {
    const row = (expected: number | null, beyondExpected: number) => ({ expected, beyondExpected }) as Compared;
    expect([beyondWords(row(0.2, 9)), beyondWords(row(44, 1.69))]).toEqual(["–", "+169 %"]);
  });

  it("name the last day that is in a window", () => {
    expect(windowWords({ from: "2025-05-05", to: "2025-11-03" })).toBe("5 May – 2 Nov 2025");
    expect(windowWords({ from: "2025-11-03", to: "2026-05-04" })).toBe("3 Nov 2025 – 3 May 2026");
  });

  it("count a window in whole steps", () => {
    expect(lengthWords({ from: "2025-05-05", to: "2025-11-03" }, "week")).toBe("26 weeks");
    expect(lengthWords({ from: "2018-01-01", to: "2018-07-01" }, "month")).toBe("6 months");
    expect(lengthWords({ from: "2018-01-01", to: "2018-02-01" }, "month")).toBe("1 month");
  });
});
