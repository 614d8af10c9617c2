import { cellToLatLng, latLngToCell, POLYGON_TO_CELLS_FLAGS, polygonToCells, polygonToCellsExperimental } from "h3-js";
import { describe, expect, it } from "vitest";
import { areaCells } from "../../server/ingest/area-cells.ts";
import { areaCellRows } from "../../server/ingest/area-cells-beside.ts";
import { cellToBigint } from "../../server/ingest/point-index.ts";
import type { BoundaryRow } from "../../server/ingest/reading.ts";

type Coordinates = BoundaryRow["coordinates"];

/** A twelve-cornered star round a point, and the same with a hole. */
function star(lng: number, lat: number, reach: number): [number, number][] {
  const corners = Array.from({ length: 12 }, (_, i): [number, number] => {
    const r = i % 2 === 0 ? reach : reach / 2.7;
    return [lng + r * Math.cos((i * Math.PI) / 6), lat + 0.6 * r * Math.sin((i * Math.PI) / 6)];
  });
  return [...corners, corners[0] ?? [lng, lat]];
}

const RING: Coordinates = [[star(-0.11, 51.51, 0.04), star(-0.11, 51.51, 0.01)]];
const TWO: Coordinates = [[star(-0.11, 51.51, 0.02)], [star(0.05, 51.55, 0.015)]];

/** The same by H3's own two fillings. Source: h3geo.org/docs/api/regions. */
function byH3(coordinates: Coordinates, res: number): Map<string, boolean> {
  const cells = new Map<string, boolean>();
  for (const polygon of coordinates) {
    const rings = polygon.map((ring) => ring.map(([lng, lat]) => [lat, lng]));
    for (const cell of polygonToCellsExperimental(rings, res, POLYGON_TO_CELLS_FLAGS.containmentOverlapping))
      cells.set(cell, cells.get(cell) ?? false);
    for (const cell of polygonToCells(rings, res)) cells.set(cell, true);
  }
  return cells;
}

describe("the cells of an area", () => {
  it.each([
    ["with a hole", RING],
    ["in two parts", TWO],
  ])("are those that H3 finds to overlap it, and centred where H3 finds the centre inside: an area %s", (_, area) => {
    const cells = areaCells(area);
    for (const res of [7, 8, 9, 10]) {
      const found = new Map(cells.filter((cell) => cell.res === res).map((cell) => [cell.cell, cell.centreInside]));
      expect(found).toEqual(byH3(area, res));
      expect(found.size).toBeGreaterThan(1);
    }
  });

  it("hold the cell of each corner, at each resolution", () => {
    const cells = new Set(areaCells(RING).map(({ cell }) => cell));
    for (const [lng, lat] of RING[0]?.[0] ?? [])
      for (const res of [7, 8, 9, 10]) expect(cells).toContain(latLngToCell(lat, lng, res));
  });

  it("come in the order of resolution and cell", () => {
    const cells = areaCells(TWO).map(({ res, cell }) => `${String(res).padStart(2, "0")} ${cell}`);
    expect(cells).toEqual([...new Set(cells)].sort());
  });

  it("leave out a hole's middle", () => {
    const middle = areaCells(RING).find(({ cell }) => cell === latLngToCell(51.51, -0.11, 10));
    expect(middle).toBeUndefined();
    const [lat, lng] = cellToLatLng(latLngToCell(51.51, -0.11, 10));
    expect(Math.hypot(lat - 51.51, lng + 0.11)).toBeLessThan(0.002);
  });
});

describe("the cells of many areas", () => {
  const areas = Array.from({ length: 21 }, (_, i) => ({
    areaId: 100 + i,
    coordinates: [[star(-0.4 + i / 50, 51.5, 0.01 + i / 1000)]],
  }));

  it("come as lines, area by area in their order", async () => {
    let text = "";
    for await (const area of areaCellRows(areas, new AbortController().signal)) {
      expect(area.rows).toBe(area.text.split("\n").length - 1);
      text += area.text;
    }
    const expected = areas.flatMap(({ areaId, coordinates }) =>
      areaCells(coordinates).map(
        ({ res, cell, centreInside }) => `${areaId}\t${res}\t${cellToBigint(cell)}\t${centreInside ? "t" : "f"}\n`,
      ),
    );
    expect(text).toEqual(expected.join(""));
  });

  it("end at once when the import is cancelled", async () => {
    const abort = new AbortController();
    const read = async () => {
      for await (const _ of areaCellRows(areas, abort.signal)) abort.abort();
    };
    await expect(read()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });
});
