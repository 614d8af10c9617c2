import { describe, expect, it } from "vitest";
import { cellGeometry } from "../../client/src/cells/geometry.ts";
import {
  boundsOfSizes,
  changeBounds,
  changeClasses,
  changePosition,
  positionOfSize,
} from "../../client/src/workspaces/analyse/modes/change-classes.ts";
import { alignRows, classSizes, drawnRows } from "../../client/src/workspaces/analyse/modes/classed.ts";
import { EMERGING_CLASSES, emergingPosition } from "../../client/src/workspaces/analyse/modes/emerging-classes.ts";
import { HOT_CLASSES, hotClasses } from "../../client/src/workspaces/analyse/modes/hot-classes.ts";
import { jointClasses, jointPosition } from "../../client/src/workspaces/analyse/modes/joint-classes.ts";
import { compactCell } from "../../server/api/cell-columns.ts";

const tested = (classes: number[]) => {
  const column = new Float32Array(classes.length);
  return { z: column, p: column, pNormal: column, q: column, class: Int8Array.from(classes) };
};
const label = (position: number, classes: readonly { label: string }[]) => classes[position - 1]?.label;

describe("classes of hot areas", () => {
  it("draw nothing where nothing was counted, and hatch what is not significant", () => {
    expect([...hotClasses({ n: Uint32Array.of(0, 5), tested: tested([0, 0]) })]).toEqual([0, 1]);
  });

  it("call a flagged cell near a hot spot when its own count is at most the median of the occupied cells", () => {
    // Occupied: 1, 2, 9, 30; their median is 5.5.
    const n = Uint32Array.of(0, 1, 2, 9, 30);
    const positions = [...hotClasses({ n, tested: tested([3, 1, 3, 2, 3]) })];
    expect(positions.map((position) => label(position, HOT_CLASSES))).toEqual([
      "near a hot spot",
      "near a hot spot",
      "near a hot spot",
      "hot, FDR 5 %",
      "hot, FDR 1 %",
    ]);
  });

  it("never colour a cold cell", () => {
    expect([...hotClasses({ n: Uint32Array.of(0, 4), tested: tested([-3, -3]) })]).toEqual([0, 1]);
  });
});

describe("classes of emerging hot spots", () => {
  it("are the eight hot patterns and none", () => {
    expect(EMERGING_CLASSES).toHaveLength(9);
    expect(label(emergingPosition("new hot spot"), EMERGING_CLASSES)).toBe("new");
    expect(label(emergingPosition("historical hot spot"), EMERGING_CLASSES)).toBe("historical");
    expect(label(emergingPosition("persistent cold spot"), EMERGING_CLASSES)).toBe("no pattern");
    expect(label(emergingPosition("no pattern detected"), EMERGING_CLASSES)).toBe("no pattern");
  });
});

describe("classes of the joint map", () => {
  const words = (cell: Parameters<typeof jointPosition>[0]) => label(jointPosition(cell), jointClasses("asb"));

  it("tell both hot from one hot, and an excess from both", () => {
    const cell = { drugs: 9, partner: 4, excess: false };
    expect(words({ ...cell, overlay: "both" })).toBe("both hot");
    expect(words({ ...cell, overlay: "both", excess: true })).toBe("both hot, drugs in excess");
    expect(words({ ...cell, overlay: "drugs_only" })).toBe("drugs hot only");
    expect(words({ ...cell, overlay: "partner_only" })).toBe("ASB hot only");
    expect(words({ ...cell, overlay: "none", excess: true })).toBe("more drugs than expected");
    expect(words({ ...cell, overlay: null, excess: null })).toBe("neither hot");
  });

  it("leave out a cell without records that is not hot", () => {
    expect(jointPosition({ drugs: 0, partner: 0, overlay: "none", excess: false })).toBe(0);
  });
});

describe("classes of change", () => {
  it("keep what chance alone often gives in the middle", () => {
    const bounds = [5, 10] as const;
    // 1.96 × √(10 + 18) is 10.4; of (10 + 21) it is 10.9.
    expect(changePosition(8, { now: 18, earlier: 10, bounds })).toBe(4);
    expect(changePosition(11, { now: 21, earlier: 10, bounds })).toBe(7);
    expect(changePosition(-11, { now: 10, earlier: 21, bounds })).toBe(1);
    expect(changePosition(4, { now: 4, earlier: 0, bounds })).toBe(5);
    expect(changePosition(0, { now: 0, earlier: 0, bounds })).toBe(0);
  });

  it("take their bounds from the changes that stand out", () => {
    const now = Uint32Array.of(6, 9, 30, 100, 7);
    const earlier = Uint32Array.of(0, 0, 0, 0, 6);
    const difference = now.map((n, i) => n - (earlier[i] ?? 0));
    // 6, 9, 30 and 100 stand out: the thirds begin at 9 and 30.
    expect(changeBounds(Int32Array.from(difference), { now, earlier })).toEqual([9, 30]);
    expect(changeClasses([9, 30]).map((found) => found.label)).toEqual([
      "−30 or more",
      "−9 to −29",
      "less than −9",
      "within chance",
      "less than +9",
      "+9 to +29",
      "+30 or more",
    ]);
  });
});

describe("classes of a tested change", () => {
  it("take their bounds from the sizes of what stands out, and five at least", () => {
    expect(boundsOfSizes([-6.2, 8.6, 30, -100])).toEqual([9, 30]);
    expect(boundsOfSizes([])).toEqual([5, 10]);
  });

  it("tell rises from falls, the strongest farthest out", () => {
    expect([-40, -12, -5, 5, 12, 40].map((change) => positionOfSize(change, [9, 30]))).toEqual([1, 2, 3, 5, 6, 7]);
  });
});

describe("rows of a map mode", () => {
  it("are aligned to the cells of the map, and empty where the answer names none", () => {
    const cells = ["89194ad3263ffff", "89195da554bffff"];
    const geometry = cellGeometry(9, Float64Array.from(cells, compactCell));
    const rows = alignRows(geometry, new Map([["89195da554bffff", { n: 7, position: 2 }]]));
    expect([...rows.classOf]).toEqual([0, 2]);
    expect([...rows.values]).toEqual([0, 7]);
  });

  it("stand in the order of their rank, then of their counts, and leave out what is not drawn", () => {
    const rows = { classOf: Uint32Array.of(1, 0, 2, 2), values: Uint32Array.of(9, 50, 3, 8) };
    expect(drawnRows(rows, (row) => -(rows.classOf[row] ?? 0))).toEqual([3, 2, 0]);
  });

  it("are counted by class for the legend", () => {
    const classes = HOT_CLASSES.slice(0, 3);
    expect(classSizes({ classes, classOf: Uint32Array.of(0, 1, 3, 3) })).toEqual([1, 0, 2]);
  });
});
