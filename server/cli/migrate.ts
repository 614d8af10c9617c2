import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { migrateDown, migrateUp } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";

const HELP = `hexbeat migrate [--down]
Bring the database schema up to date. --down undoes the latest batch of migrations, with all data in its tables.`;

/**
 * `hexbeat migrate [--down]`: bring the schema up to date, or undo the latest batch of migrations with its data.
 * @returns exit code
 */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = parseArgs({ args, options: { down: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) return say(HELP);
  const db = await openDatabase(config, { onProgress: console.log });
  try {
    const names = values.down ? await migrateDown(db) : await migrateUp(db);
    for (const name of names) console.log(`${values.down ? "undone" : "done"}: ${name}`);
    if (names.length === 0) console.log(values.down ? "Nothing to undo." : "The schema is up to date.");
    return 0;
  } finally {
    await db.close();
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}
