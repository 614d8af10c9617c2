import { latLngToCell } from "h3-js";
import type { Knex } from "knex";
import { CATEGORIES, type Category } from "../../server/api/vocabulary.ts";
import type { Database } from "../../server/db/database.ts";
import { partitionBounds, partitionName } from "../../server/ingest/publish/partitions.ts";
import { ensureCategories } from "../../server/ingest/publish/registry.ts";
import { rebuildRollup } from "../../server/ingest/publish/rollup.ts";

/**
 * A city of two square boroughs side by side, written straight into the tables.
 *
 *   lng 0.00      0.05      0.10                0.20
 *        | ward 1 | ward 2 | ward 3              |   wards of 2018, E05000001 … 3
 *        | ward 91         | ward 92             |   wards of 2014, E05000091 and 92
 *        | Westside        | Eastside            |   boroughs, E09000001 and 2
 *
 * police-uk: months only, but searches to the minute. mps: published counts only. demo: synthetic, to the minute.
 */
export async function seedCity(db: Database): Promise<void> {
  await ensureCategories(db.bulk);
  const months = ["2018-06-01", "2019-05-01", "2019-06-01", "2019-12-01", "2023-01-01", "2023-02-01"];
  await db.bulk.transaction(async (trx) => {
    for (const month of months)
      await trx.raw(`CREATE TABLE ${partitionName(month)} PARTITION OF incident ${partitionBounds(month)}`);
    await trx.raw(REGISTERS);
    for (const area of AREAS) await insertArea(trx, area);
    for (const point of POINTS) await insertPoint(trx, point);
    await trx.raw(LOCATE);
    for (const datasetId of [1, 3]) await rebuildRollup(trx, datasetId, "all");
  });
}

/** Places that tests ask about. */
export const WARD_1: readonly [number, number] = [0.02, 51.55];
export const WARD_2: readonly [number, number] = [0.07, 51.55];
export const WARD_3: readonly [number, number] = [0.15, 51.55];
export const NOWHERE: readonly [number, number] = [0.5, 51.55];
export const EDGE_OF_WARDS: readonly [number, number] = [0.05, 51.52];
export const EDGE_OF_BOROUGHS: readonly [number, number] = [0.1, 51.53];

export function cellAt([lng, lat]: readonly [number, number], res: number): string {
  return latLngToCell(lat, lng, res);
}

const REGISTERS = `
  INSERT INTO force (id, code, name) VALUES (1, 'metropolitan', 'Metropolitan Police Service'), (2, 'demo-force', 'Demo force');
  INSERT INTO dataset (id, code, title, synthetic, version, updated_at) VALUES
    (1, 'police-uk', 'police.uk', false, 3, '2026-01-03Z'),
    (2, 'mps', 'MPS counts', false, 2, '2026-01-02Z'),
    (3, 'demo', 'Demo city', true, 1, '2026-01-04Z'),
    (4, 'empty', 'Nothing published', false, 0, '2026-01-05Z');
  INSERT INTO dataset_force (dataset_id, force_id) VALUES (1, 1), (2, 1), (3, 2);
  INSERT INTO area_set (id, code, kind, title, vintage, valid_from, synthetic, source) VALUES
    (1, 'test-boroughs-2018', 'borough', 'Boroughs', 2018, '2018-05-03', false, 'test'),
    (2, 'test-wards-2018', 'ward', 'Wards of 2018', 2018, '2018-05-03', false, 'test'),
    (3, 'test-wards-2014', 'ward', 'Wards of 2014', 2014, '2014-05-22', false, 'test'),
    (4, 'demo-wards', 'ward', 'Illustrative wards', 2018, '2018-05-03', true, 'test');
  INSERT INTO dataset_area_set (dataset_id, kind, area_set_id, pinned) VALUES
    (1, 'borough', 1, false), (1, 'ward', 2, true), (3, 'ward', 4, false);
  INSERT INTO place (kind, name, synthetic, geom) VALUES
    ('station', 'West Halt', false, ST_SetSRID(ST_MakePoint(0.02, 51.55), 4326)),
    ('town', 'Eastham', false, ST_SetSRID(ST_MakePoint(0.15, 51.55), 4326)),
    ('station', 'Make-Believe Road', true, ST_SetSRID(ST_MakePoint(0.03, 51.51), 4326));
  INSERT INTO area_count (force_id, dataset_id, area_kind, area_code, month, major, minor, category, area_name, n, import_id) VALUES
    (1, 2, 'ward', 'E05000001', '2019-05-01', 'DRUG OFFENCES', 'POSSESSION OF DRUGS', 3, 'Ward 1', 13, 1),
    (1, 2, 'ward', 'E05000001', '2019-05-01', 'DRUG OFFENCES', 'TRAFFICKING OF DRUGS', 1, 'Ward 1', 2, 1),
    (1, 2, 'ward', 'E05000002', '2019-04-01', 'DRUG OFFENCES', 'POSSESSION OF DRUGS', 3, 'Ward 2', 5, 1),
    (1, 2, 'ward', 'E05000002', '2018-04-01', 'DRUG OFFENCES', 'POSSESSION OF DRUGS', 3, 'Ward 2', 100, 1),
    (1, 2, 'lsoa', 'E01000001', '2019-05-01', 'DRUG OFFENCES', 'POSSESSION OF DRUGS', 3, 'Somewhere 001A', 4, 1);
  INSERT INTO import (id, status, file_name, owner, started_at, finished_at) VALUES
    (1, 'done', 'counts.csv', 'test:1:1', '2026-01-02Z', '2026-01-02Z');
  INSERT INTO import_reject (import_id, line, reason, detail, raw, file_name) VALUES
    (1, 7, 'date', 'not a month: =1+1', '=HYPERLINK("http://x"),a', 'counts.csv'),
    (1, 9, 'columns', '@sum', E'-3,"two\\nlines"', 'counts.csv');
  SELECT setval(pg_get_serial_sequence('import', 'id'), 1);
  SELECT setval(pg_get_serial_sequence('dataset', 'id'), 4);
`;

type Area = { set: number; code: string; name: string; borough: string | null; west: number; east: number };
const AREAS: readonly Area[] = [
  { set: 1, code: "E09000001", name: "Westside", borough: null, west: 0, east: 0.1 },
  { set: 1, code: "E09000002", name: "Eastside", borough: null, west: 0.1, east: 0.2 },
  { set: 2, code: "E05000001", name: "Ward 1", borough: "E09000001", west: 0, east: 0.05 },
  { set: 2, code: "E05000002", name: "Ward 2", borough: "E09000001", west: 0.05, east: 0.1 },
  { set: 2, code: "E05000003", name: "Ward 3", borough: "E09000002", west: 0.1, east: 0.2 },
  { set: 3, code: "E05000091", name: "Old ward 91", borough: "E09000001", west: 0, east: 0.1 },
  { set: 3, code: "E05000092", name: "Old ward 92", borough: "E09000002", west: 0.1, east: 0.2 },
  { set: 4, code: "D05000001", name: "Illustrative ward", borough: null, west: 0, east: 0.2 },
];

async function insertArea(trx: Knex, { set, code, name, borough, west, east }: Area): Promise<void> {
  await trx.raw(
    `INSERT INTO area (area_set_id, code, name, borough_code, borough_name, geom)
     VALUES (?, ?, ?, ?, ?, ST_Multi(ST_MakeEnvelope(?, 51.5, ?, 51.6, 4326)))`,
    [set, code, name, borough, borough === null ? null : borough.endsWith("1") ? "Westside" : "Eastside", west, east],
  );
}

type Point = {
  dataset: number;
  day: string;
  from: string;
  precision: "month" | "minute";
  category: Category;
  at: readonly [number, number] | null;
  times: number;
};
const street = (month: string, at: Point["at"], times: number): Point => ({
  dataset: 1,
  day: `${month}-01`,
  from: `${month}-01T00:00:00Z`,
  precision: "month",
  category: "drug_unsplit",
  at,
  times,
});
const POINTS: readonly Point[] = [
  street("2018-06", WARD_1, 4),
  street("2019-05", WARD_1, 3),
  street("2019-05", WARD_2, 2),
  street("2019-05", WARD_3, 1),
  street("2019-05", NOWHERE, 1),
  street("2019-05", null, 1),
  street("2019-05", EDGE_OF_WARDS, 1),
  street("2019-05", EDGE_OF_BOROUGHS, 1),
  street("2019-06", WARD_1, 1),
  street("2019-12", WARD_3, 2),
  // Half past midnight in London, summer time: the day before in UTC.
  { ...search("2019-06-01", "2019-05-31T23:30:00Z"), at: WARD_1 },
  { ...search("2019-05-10", "2019-05-10T12:15:00Z"), at: WARD_3 },
  { ...invented("2023-01-09", "2023-01-09T21:05:00Z", "supply"), at: WARD_1 },
  { ...invented("2023-02-11", "2023-02-11T00:40:00Z", "possession"), at: WARD_3, times: 2 },
];

function search(day: string, from: string): Point {
  return { dataset: 1, day, from, precision: "minute", category: "drug_search", at: null, times: 1 };
}

function invented(day: string, from: string, category: Category): Point {
  return { dataset: 3, day, from, precision: "minute", category, at: null, times: 1 };
}

async function insertPoint(trx: Knex, { dataset, day, from, precision, category, at, times }: Point): Promise<void> {
  const cells = [7, 8, 9, 10, 11].map((res) => (at === null ? null : BigInt(`0x${cellAt(at, res)}`).toString()));
  const geom = at === null ? "NULL" : "ST_SetSRID(ST_MakePoint(?, ?), 4326)";
  for (let copy = 0; copy < times; copy++) {
    await trx.raw(
      `INSERT INTO incident (force_id, dataset_id, occurred_on, import_id, kind, occurred_from, precision, category, generation,
         location_precision, location_flag, cell_7, cell_8, cell_9, cell_10, cell_11, geom)
       VALUES (?, ?, ?, 1, 'street', ?, ?, ?, 'mixed', ?, 'none', ?, ?, ?, ?, ?, ${geom})`,
      [
        ...[dataset === 3 ? 2 : 1, dataset, day, from, precision, CATEGORIES.indexOf(category)],
        ...[at === null ? "none" : "snapped", ...cells, ...(at ?? [])],
      ],
    );
  }
}

/** On a shared edge the lowest code wins. */
const home = (kind: string) => `coalesce((
  SELECT a.id FROM area a JOIN dataset_area_set d ON d.area_set_id = a.area_set_id AND d.dataset_id = i.dataset_id
  WHERE d.kind = '${kind}' AND ST_Covers(a.geom, i.geom) ORDER BY a.code LIMIT 1), 0)`;
const LOCATE = `UPDATE incident i SET borough_id = ${home("borough")}, ward_id = ${home("ward")} WHERE i.geom IS NOT NULL`;
