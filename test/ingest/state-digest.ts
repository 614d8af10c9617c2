import type { Database } from "../../server/db/database.ts";

/**
 * One digest a published table, by meaning: numbers that only count arrivals (ids, versions, import numbers) are
 * left out or replaced by codes, so that two ways to the same state give the same digests.
 */
export async function stateDigest(db: Database): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [table, rows] of Object.entries(TABLES)) {
    const { rows: found } = await db.bulk.raw(
      `SELECT count(*)::text || ':' || COALESCE(md5(string_agg(line, '|' ORDER BY line)), '') AS digest FROM (SELECT row(t.*)::text AS line FROM (${rows}) t) lines`,
    );
    digests[table] = found[0].digest;
  }
  return digests;
}

/** Versions too: for "nothing changed at all". */
export async function strictDigest(db: Database): Promise<Record<string, string>> {
  const { rows } = await db.bulk.raw(`
    SELECT COALESCE(string_agg(code || ' ' || version, ',' ORDER BY code), '') AS datasets,
      (SELECT COALESCE(string_agg(code || ' ' || version, ',' ORDER BY code), '') FROM area_set) AS sets,
      (SELECT count(*) FROM information_schema.tables WHERE table_schema = 'staging')::text AS staged
    FROM dataset
  `);
  return { ...(await stateDigest(db)), ...rows[0] };
}

const TABLES: Readonly<Record<string, string>> = {
  incident: `
    SELECT f.code AS force, d.code AS dataset, i.occurred_on, i.kind, i.source_id, i.occurred_from, i.occurred_to, i.precision, i.category,
      i.generation, i.drug, i.drug_class, i.offence_code, i.outcome, i.own_outcome, i.source, i.location_precision, i.location_flag,
      i.location_text, i.location_key, b.code AS borough, w.code AS ward, l.code AS lsoa, i.cell_7, i.cell_11, ST_AsText(i.geom) AS place
    FROM incident i
    JOIN force f ON f.id = i.force_id
    JOIN dataset d ON d.id = i.dataset_id
    LEFT JOIN area b ON b.id = i.borough_id
    LEFT JOIN area w ON w.id = i.ward_id
    LEFT JOIN area l ON l.id = i.lsoa_id
  `,
  incident_key: "SELECT k.force_id, k.dataset_id, k.source_id, k.occurred_on FROM incident_key k",
  cell_count: `
    SELECT f.code AS force, d.code AS dataset, b.code AS borough, c.res, c.month, c.category, c.cell, c.n
    FROM cell_count c
    JOIN force f ON f.id = c.force_id
    JOIN dataset d ON d.id = c.dataset_id
    LEFT JOIN area b ON b.id = c.borough_id
  `,
  crime_outcome: "SELECT o.source_id, o.month, o.outcome FROM crime_outcome o",
  area_count:
    "SELECT c.area_kind, c.area_code, c.month, c.major, c.minor, c.category, c.area_name, c.n FROM area_count c",
  area: "SELECT s.code AS set, a.code, a.name, a.borough_code, ST_AsText(a.geom) AS shape FROM area a JOIN area_set s ON s.id = a.area_set_id",
  area_cell: `
    SELECT s.code AS set, a.code, c.res, c.cell, c.centre_inside
    FROM area_cell c JOIN area a ON a.id = c.area_id JOIN area_set s ON s.id = a.area_set_id
  `,
  dataset: "SELECT d.code, d.title, d.synthetic FROM dataset d",
  dataset_area_set: `
    SELECT d.code AS dataset, c.kind, s.code AS set, c.pinned
    FROM dataset_area_set c JOIN dataset d ON d.id = c.dataset_id JOIN area_set s ON s.id = c.area_set_id
  `,
  force: "SELECT f.code, f.name FROM force f",
  zone: `
    SELECT z.kind, z.title, z.authority, z.authorised_by, z.rank, z.legal_reference, z.effective_from, z.effective_to, z.ended, z.origin,
      z.prohibitions, z.requirements, z.came_from, z.version, ST_AsText(z.geom) AS shape
    FROM zone z
  `,
  zone_version: "SELECT v.version, v.action, v.recorded_by, v.reason, v.state FROM zone_version v",
  operation: `
    SELECT o.name, o.lead, o.nim_level, o.four_p, o.priorities, o.summary, o.cost_pounds, o.cost_note, o.visibility, o.origin, o.version
    FROM operation o
  `,
  operation_phase: `
    SELECT o.name AS operation, p.position, p.name, p.starts_on, p.ends_on, p.came_from, ST_AsText(p.geom) AS shape
    FROM operation_phase p JOIN operation o ON o.id = p.operation_id
  `,
  operation_version: "SELECT v.version, v.action, v.recorded_by, v.reason, v.state FROM operation_version v",
  operation_outcome: `
    SELECT o.name AS operation, u.kind, u.unit, u.quantity, u.occurred_on, u.area_code, u.borough_code, u.source, u.drug, u.drug_class,
      u.reference, u.withdrawn_for
    FROM operation_outcome u JOIN operation o ON o.id = u.operation_id
  `,
  dated_event: "SELECT e.kind, e.name, e.starts_on, e.ends_on, e.area_codes, e.note, e.origin FROM dated_event e",
  area_group: "SELECT g.code, g.name, g.area_codes, g.source FROM area_group g",
  place: "SELECT p.kind, p.name, p.synthetic, ST_AsText(p.geom) AS at FROM place p",
};
