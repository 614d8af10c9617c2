/**
 * Where the rows of each table would live on Citus, which spreads a schema over several servers: `distributed` by force, so that
 * each force's rows stand together; `reference`, a whole copy on each server; `local`, on the first server alone. Citus asks
 * that keys of a distributed table hold the column it is spread by, and that it refer to reference tables or to tables spread the same way.
 * Source: https://docs.citusdata.com/en/stable/sharding/data_modeling.html
 */
export const DISTRIBUTION = {
  force: { kind: "reference" },
  category: { kind: "reference" },
  dataset: { kind: "reference" },
  dataset_force: { kind: "reference" },
  place: { kind: "reference" },
  area_set: { kind: "reference" },
  area: { kind: "reference" },
  area_cell: { kind: "reference" },
  dataset_area_set: { kind: "reference" },
  incident: { kind: "distributed", by: "force_id" },
  incident_key: { kind: "distributed", by: "force_id" },
  cell_count: { kind: "distributed", by: "force_id" },
  crime_outcome: { kind: "distributed", by: "force_id" },
  area_count: { kind: "distributed", by: "force_id" },
  import: { kind: "local" },
  import_file: { kind: "local" },
  scope_source: { kind: "local" },
  import_reject: { kind: "local" },
  zone: { kind: "reference" },
  operation: { kind: "reference" },
  operation_phase: { kind: "reference" },
  zone_version: { kind: "reference" },
  operation_version: { kind: "reference" },
  operation_outcome: { kind: "reference" },
  dated_event: { kind: "reference" },
  dated_event_version: { kind: "reference" },
  area_group: { kind: "reference" },
  target_area: { kind: "reference" },
  target_area_decision: { kind: "reference" },
  patrol_visit: { kind: "reference" },
  repeat_location_status: { kind: "reference" },
  evaluation: { kind: "local" },
  audit_event: { kind: "local" },
  account: { kind: "local" },
  session: { kind: "local" },
  release: { kind: "local" },
} as const satisfies Readonly<Record<string, Placement>>;

export type Placement =
  | { readonly kind: "distributed"; readonly by: "force_id" }
  | { readonly kind: "reference" }
  | { readonly kind: "local" };
