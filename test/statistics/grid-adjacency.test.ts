import { cellToChildren, getPentagons, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { compactCell } from "../../server/api/cell-columns.ts";
import { gridAdjacency } from "../../server/statistics/grid-adjacency.ts";

/** Neighbours of every cell of a universe, as H3 lists them. */
function listed(cells: readonly string[], ring: number): string[][] {
  const universe = new Set(cells);
  return cells.map((cell) =>
    gridDisk(cell, ring)
      .filter((near) => near !== cell && universe.has(near))
      .sort(),
  );
}

function walked(cells: readonly string[], res: number, ring: number): string[][] {
  const { offsets, neighbours } = gridAdjacency({ compact: Float64Array.from(cells.map(compactCell)), res, ring });
  return cells.map((_, i) => Array.from(neighbours.subarray(offsets[i], offsets[i + 1]), (k) => cells[k] ?? "").sort());
}

const disk = gridDisk(latLngToCell(51.515, -0.07, 9), 6).sort();
// Every third cell: most ways from one to another lead through cells outside.
const sparse = disk.filter((_, i) => i % 3 === 0);
const [pentagon = ""] = getPentagons(6);

describe("who neighbours whom on H3's grid", () => {
  it.each([1, 2, 3])("is what H3 says of a whole disk at ring %i", (ring) => {
    expect(walked(disk, 9, ring)).toEqual(listed(disk, ring));
  });

  it.each([1, 2, 3])("reaches through cells outside the universe at ring %i", (ring) => {
    expect(walked(sparse, 9, ring)).toEqual(listed(sparse, ring));
  });

  it("goes round a pentagon as H3 does", () => {
    const cells = cellToChildren(pentagon, 8).sort();
    expect(walked(cells, 8, 3)).toEqual(listed(cells, 3));
  });

  it("is of a universe that holds each cell once", () => {
    const [cell = ""] = disk;
    expect(() => walked([cell, cell], 9, 1)).toThrow("got 2 cells, 1 different");
  });
});
