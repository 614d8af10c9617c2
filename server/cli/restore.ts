import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { restoreEmbedded } from "../db/embedded/backup.ts";

const HELP = `hexbeat restore FILE.tar.gz
Put a backup in the place of the embedded database; a file that is no whole backup changes nothing.`;

/**
 * `hexbeat restore FILE.tar.gz`: put a backup in the place of the embedded database.
 * @returns exit code; 1 where nothing was changed
 */
export async function run(args: string[], config: Config): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { help: { type: "boolean" } } });
  if (values.help) return say(HELP);
  const [name, ...others] = positionals;
  if (config.databaseUrl !== null) {
    console.error('DATABASE_URL is set: restore with pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE');
    return 1;
  }
  if (name === undefined || others.length > 0) {
    console.error("Give one file: hexbeat restore FILE.tar.gz");
    return 1;
  }
  await restoreEmbedded(config.dataDir, resolve(name));
  console.log(`Restored ${resolve(name)} into ${config.dataDir}.`);
  return 0;
}

function say(text: string): number {
  console.log(text);
  return 0;
}
