import type { Knex } from "knex";

/** Dated events can be corrected and withdrawn; every state that they had is kept. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE dated_event
      ADD COLUMN version integer NOT NULL DEFAULT 1,
      ADD COLUMN withdrawn_at timestamptz;
    COMMENT ON COLUMN dated_event.withdrawn_at IS 'From then on it marks no series; the row stays.';

    CREATE TABLE dated_event_version (
      event_id     integer NOT NULL REFERENCES dated_event ON DELETE CASCADE,
      version      integer NOT NULL,
      action       text NOT NULL CHECK (action IN ('made', 'edited', 'withdrawn')),
      recorded_at  timestamptz NOT NULL DEFAULT now(),
      recorded_by  text NOT NULL,
      reason       text,
      state        jsonb NOT NULL,
      PRIMARY KEY (event_id, version)
    );
    INSERT INTO dated_event_version (event_id, version, action, recorded_at, recorded_by, state)
    SELECT id, version, 'made', recorded_at, recorded_by, jsonb_build_object('kind', kind, 'name', name, 'from', starts_on,
      'to', ends_on, 'note', note, 'areas', area_codes, 'operation', operation_id)
    FROM dated_event;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE IF EXISTS dated_event_version;
    DELETE FROM dated_event WHERE withdrawn_at IS NOT NULL;
    ALTER TABLE dated_event DROP COLUMN IF EXISTS version, DROP COLUMN IF EXISTS withdrawn_at;
  `);
}
