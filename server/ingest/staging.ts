import type { Knex } from "knex";
import { POINT_COLUMNS } from "./point-index.ts";

/** Names of the staging tables of one import. They live outside the published tables until it is published. */
export function stagingTables(importId: number) {
  return {
    incident: `staging.incident_${importId}`,
    point: `staging.point_${importId}`,
    located: `staging.located_${importId}`,
    ready: `staging.ready_${importId}`,
    readyKey: `staging.ready_key_${importId}`,
    readyCount: `staging.ready_count_${importId}`,
    outcome: `staging.outcome_${importId}`,
    areaCount: `staging.area_count_${importId}`,
    area: `staging.area_${importId}`,
    areaCell: `staging.area_cell_${importId}`,
  } as const;
}

export const STAGED_INCIDENT_COLUMNS = [
  "file_no",
  "line",
  "force_id",
  "dataset_id",
  "kind",
  "replaces",
  "source_id",
  "occurred_on",
  "occurred_from",
  "occurred_to",
  "precision",
  "category",
  "generation",
  "drug",
  "drug_class",
  "offence_code",
  "own_outcome",
  "source",
  "location_precision",
  "location_flag",
  "location_text",
  "location_key",
  "point_id",
] as const;

export const STAGED_POINT_COLUMNS = POINT_COLUMNS;
export const STAGED_AREA_CELL_COLUMNS = ["area_id", "res", "cell", "centre_inside"] as const;
export const STAGED_OUTCOME_COLUMNS = ["force_id", "dataset_id", "source_id", "month", "outcome"] as const;
export const STAGED_COUNT_COLUMNS = [
  "force_id",
  "dataset_id",
  "area_kind",
  "area_code",
  "month",
  "major",
  "minor",
  "category",
  "area_name",
  "borough_name",
  "n",
  "historical",
] as const;

/** Create the tables that files are read into. Unlogged: their loss in a crash is the point of them. */
export async function createStaging(knex: Knex, importId: number): Promise<void> {
  const t = stagingTables(importId);
  await knex.raw(`
    CREATE UNLOGGED TABLE ${t.incident} (
      file_no int NOT NULL, line int NOT NULL, force_id smallint NOT NULL, dataset_id smallint NOT NULL,
      kind text NOT NULL, replaces text NOT NULL, source_id text, occurred_on date NOT NULL,
      occurred_from timestamptz NOT NULL, occurred_to timestamptz, precision text NOT NULL, category smallint NOT NULL,
      generation text NOT NULL, drug text, drug_class text, offence_code text, own_outcome text, source text,
      location_precision text NOT NULL, location_flag text NOT NULL, location_text text, location_key text, point_id int
    );
    CREATE UNLOGGED TABLE ${t.point} (
      point_id int NOT NULL, geom geometry(Point, 4326) NOT NULL,
      cell_7 bigint NOT NULL, cell_8 bigint NOT NULL, cell_9 bigint NOT NULL, cell_10 bigint NOT NULL, cell_11 bigint NOT NULL
    );
    CREATE UNLOGGED TABLE ${t.outcome} (
      force_id smallint NOT NULL, dataset_id smallint NOT NULL, source_id text NOT NULL, month date NOT NULL, outcome text NOT NULL
    );
    CREATE UNLOGGED TABLE ${t.areaCount} (
      force_id smallint NOT NULL, dataset_id smallint NOT NULL, area_kind text NOT NULL, area_code text NOT NULL, month date NOT NULL,
      major text NOT NULL, minor text NOT NULL, category smallint NOT NULL, area_name text NOT NULL, borough_name text,
      n int NOT NULL, historical boolean NOT NULL
    );
    CREATE UNLOGGED TABLE ${t.area} (
      id int NOT NULL, set_id int NOT NULL, code text NOT NULL, name text NOT NULL, borough_code text, borough_name text,
      geom geometry(MultiPolygon, 4326) NOT NULL
    );
    CREATE UNLOGGED TABLE ${t.areaCell} (area_id int NOT NULL, res smallint NOT NULL, cell bigint NOT NULL, centre_inside boolean NOT NULL);
  `);
}

/** Drop whatever an import staged; harmless when nothing is there. */
export async function dropStaging(knex: Knex, importId: number): Promise<void> {
  await knex.raw(`DROP TABLE IF EXISTS ${Object.values(stagingTables(importId)).join(", ")}`);
}
