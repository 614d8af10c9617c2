import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { cellGeometry } from "../../client/src/cells/geometry.ts";
import type { AreasFrame, CellsFrame } from "../../client/src/workspaces/analyse/frame.ts";
import { tableCsv } from "../../client/src/workspaces/analyse/table-csv.ts";

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
