import type { Knex } from "knex";
import { DomainError } from "../../errors.ts";

/** What another city would take the ground from: [name of one, of several, how to count them in the dataset of a number]. */
const KINDS: readonly (readonly [one: string, several: string, count: string])[] = [
  [
    "evaluation",
    "evaluations",
    "SELECT count(*) FROM evaluation WHERE dataset_id = d.id AND status IN ('queued', 'running', 'done')",
  ],
  ["target area", "target areas", "SELECT count(*) FROM target_area WHERE dataset_id = d.id"],
  [
    "repeat location with a status",
    "repeat locations with a status",
    "SELECT count(DISTINCT place) FROM repeat_location_status WHERE dataset_id = d.id",
  ],
  [
    "change to its zones, operations and events",
    "changes to its zones, operations and events",
    `SELECT (SELECT count(*) FROM zone_version v JOIN zone z ON z.id = v.zone_id
        WHERE z.dataset_id = d.id AND z.origin = 'demo' AND v.version > 1)
      + (SELECT count(*) FROM operation_version v JOIN operation o ON o.id = v.operation_id
        WHERE o.dataset_id = d.id AND o.origin = 'demo' AND v.version > 1)
      + (SELECT count(*) FROM dated_event_version v JOIN dated_event e ON e.id = v.event_id
        WHERE e.dataset_id = d.id AND e.origin = 'demo' AND v.version > 1)`,
  ],
  [
    "entry of yours under its operations",
    "entries of yours under its operations",
    `SELECT (SELECT count(*) FROM operation_outcome u JOIN operation o ON o.id = u.operation_id
        WHERE o.dataset_id = d.id AND o.origin = 'demo' AND (u.recorded_by <> :by OR u.withdrawn_at IS NOT NULL))
      + (SELECT count(*) FROM dated_event e JOIN operation o ON o.id = e.operation_id
        WHERE o.dataset_id = d.id AND o.origin = 'demo' AND e.origin = 'made_here')`,
  ],
  [
    "file imported into it",
    "files imported into it",
    `SELECT count(DISTINCT s.sha256) FROM scope_source s
      WHERE s.scope LIKE d.code || '/%' AND s.sha256 NOT LIKE 'demo incidents %'`,
  ],
];

export type DemoOfSeed = {
  readonly dataset: string;
  /** What its incidents are known by: seed and version. */
  readonly identity: string;
  readonly seed: number;
  /** In whose name the demo's own entries are recorded. */
  readonly by: string;
};

/**
 * Another city takes the place of the one that is loaded, wholly. That would leave what people made of the old one without
 * ground: a kept evaluation whose operation is gone, a target area with the evidence of other streets.
 * @throws DomainError conflict that says what there is and how to load the other city without losing it
 */
export async function refuseOverOwnWork(knex: Knex, { dataset, identity, seed, by }: DemoOfSeed): Promise<void> {
  const { rows } = await knex.raw("SELECT sha256 FROM scope_source WHERE scope LIKE ? || '/%'", [dataset]);
  if (rows.every((row: { sha256: string }) => row.sha256 === identity)) return;
  const own = await listOwnWork(knex, dataset, by);
  if (own.length === 0) return;
  throw new DomainError(
    "conflict",
    `Another demo city is loaded, and your own work rests on it: ${own.join(", ")}. Seed ${seed} would take its place, so nothing was changed. Load it into a place of its own: HEXBEAT_DATA_DIR=./.hexbeat-${seed} npx hexbeat demo --seed ${seed} (with PostgreSQL: DATABASE_URL of another database).`,
  );
}

/**
 * Made-up rows never go into a dataset of real ones, which an import may have called like the demo's.
 * @throws DomainError conflict that says how to load the city all the same
 */
export async function refuseOverRealRows(knex: Knex, dataset: string): Promise<void> {
  const { rows } = await knex.raw("SELECT title FROM dataset WHERE code = ? AND NOT synthetic", [dataset]);
  const [real] = rows;
  if (real === undefined) return;
  throw new DomainError(
    "conflict",
    `The dataset "${dataset}" (${real.title}) holds real rows, and the demo city is made up: the two are never in one dataset, because nobody could tell them apart again. Nothing was changed. Load the city into a place of its own: HEXBEAT_DATA_DIR=./.hexbeat-demo npx hexbeat demo (with PostgreSQL: DATABASE_URL of another database).`,
  );
}

async function listOwnWork(knex: Knex, dataset: string, by: string): Promise<string[]> {
  const counts = KINDS.map(([, , count], at) => `(${count})::int AS kind_${at}`).join(",\n");
  const { rows } = await knex.raw(`SELECT ${counts} FROM dataset d WHERE d.code = :dataset`, { dataset, by });
  const [found] = rows;
  return KINDS.flatMap(([one, several], at) => {
    const n: number = found?.[`kind_${at}`] ?? 0;
    return n === 0 ? [] : [`${n} ${n === 1 ? one : several}`];
  });
}
