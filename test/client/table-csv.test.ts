import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { cellGeometry } from "../../client/src/cells/geometry.ts";
import type { AreasFrame, CellsFrame } from "../../client/src/workspaces/analyse/frame.ts";
import { frameGeoJson } from "../../client/src/workspaces/analyse/frame-geojson.ts";
import type { ClassedFrame } from "../../client/src/workspaces/analyse/modes/classed.ts";
import { HOT_CLASSES } from "../../client/src/workspaces/analyse/modes/hot-classes.ts";
import { tableCsv } from "../../client/src/workspaces/analyse/table-csv.ts";
import { compactCell } from "../../server/api/cell-columns.ts";

const ANSWER = {
  breaks: [1],
  colours: ["#fbe6d4"],
  dataset: "police-uk",
  version: 3,
  category: "drugs",
  total: 9,
  period: { from: "2019-01-01", to: "2020-01-01" },
};
const WARDS: AreasFrame = {
  ...ANSWER,
  kind: "areas",
  layer: "wards",
  rows: [
    { code: "E05000001", name: 'St "Mary", West', n: 9 },
    { code: "E05000002", name: "=1+1", n: 0 },
  ],
  counts: new Map(),
  outside: 0,
  source: "points",
};

it("gives every area its marking, source, category and period, and keeps its name whole", () => {
  const [first, second, ...rest] = parse(tableCsv(WARDS, { title: "Police, UK", synthetic: false }), { columns: true });
  expect(first).toEqual({
    marking: "OFFICIAL",
    source: "Police, UK, police-uk version 3",
    category: "drugs",
    from: "2019-01-01",
    to: "2020-01-01",
    code: "E05000001",
    name: 'St "Mary", West',
    n: "9",
  });
  expect(second).toMatchObject({ code: "E05000002", n: "0" });
  expect(rest).toEqual([]);
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("keeps a spreadsheet from running %j", (name) => {
  const rows = [{ code: "E05000002", name, n: 1 }];
  const [row] = parse(tableCsv({ ...WARDS, rows }, { title: name, synthetic: false }), { columns: true });
  expect(row).toMatchObject({ name: `'${name}`, source: expect.stringMatching(/^'/) });
});

it("writes the cells that hold something, and says in each row that they are synthetic", () => {
  const geometry = cellGeometry(9, new Float64Array());
  const shown: CellsFrame = {
    ...ANSWER,
    category: "drug_intelligence",
    kind: "cells",
    before: null,
    geometry: { ...geometry, cells: ["89195da49b7ffff", "89195da49b3ffff"] },
    values: Uint32Array.of(0, 4),
  };
  const rows = parse(tableCsv(shown, { title: "Demo city", synthetic: true }), { columns: true });
  expect(rows).toEqual([
    expect.objectContaining({
      marking: "OFFICIAL-SENSITIVE",
      source: "Demo city, police-uk version 3 · SYNTHETIC – not real places’ crime",
      cell: "89195da49b3ffff",
      n: "4",
    }),
  ]);
});

const CELLS = ["89194ad3263ffff", "89195da554bffff"];
const HOT: ClassedFrame = {
  kind: "classed",
  mode: "hot",
  geometry: cellGeometry(9, Float64Array.from(CELLS, compactCell)),
  classes: HOT_CLASSES,
  classOf: Uint32Array.of(5, 1),
  values: Uint32Array.of(82, 3),
  title: "Hot spots",
  notes: [],
  gate: null,
  columns: [
    { key: "class", label: "Class", of: (row) => (row === 0 ? "hot, FDR 1 %" : "not significant") },
    { key: "q", label: "q", of: (row) => (row === 0 ? 1e-9 : null) },
  ],
  order: [0, 1],
  dataset: "demo",
  version: 4,
  category: "drugs",
  total: 85,
  period: { from: "2019-01-01", to: "2020-01-01" },
};

it("gives the cells of a map mode their class, their numbers and the method", () => {
  const rows = parse(tableCsv(HOT, { title: "Demo", synthetic: true }, "ring 1, p exact"), { columns: true });
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    cell: CELLS[0],
    n: "82",
    class: "hot, FDR 1 %",
    q: "1e-9",
    method: "ring 1, p exact",
  });
  // Nothing is known of the second: an empty field, not a zero.
  expect(rows[1]).toMatchObject({ class: "not significant", q: "" });
});

it("gives the same cells as GeoJSON with marking, watermark and method", () => {
  const given = frameGeoJson(HOT, { title: "Demo", synthetic: true }, { method: "ring 1, p exact" });
  expect(given).toMatchObject({
    type: "FeatureCollection",
    marking: "OFFICIAL",
    watermark: "SYNTHETIC – not real places’ crime",
    method: "ring 1, p exact",
    from: "2019-01-01",
  });
  expect(given.features[0]?.properties).toEqual({ cell: CELLS[0], n: 82, class: "hot, FDR 1 %", q: 1e-9 });
  const [ring = []] = given.features[0]?.geometry.coordinates ?? [];
  expect(ring).toHaveLength(7);
  expect(ring[0]).toEqual(ring[6]);
  expect(Math.abs((ring[0]?.[1] ?? 0) - 51.5)).toBeLessThan(0.5);
});

it("says in each row, and of each collection of cells, what it is narrowed to; of everywhere it says nothing", () => {
  const where = "East Area BCU (Camden, Barnet)";
  const [head, row] = parse(tableCsv(WARDS, { title: "Police", synthetic: false, where }));
  expect([head?.slice(3, 7), row?.[5]]).toEqual([["from", "to", "where", "code"], where]);
  const [everywhere] = parse(tableCsv(WARDS, { title: "Police", synthetic: false, where: null }), { columns: true });
  expect(everywhere).not.toHaveProperty("where");
  const source = { title: "Demo", synthetic: true, where };
  expect(frameGeoJson({ ...HOT, area: ["east"] }, source, { method: null })).toMatchObject({ where, area: ["east"] });
  expect(frameGeoJson(HOT, { ...source, where: null }, { method: null })).not.toHaveProperty("where");
});
