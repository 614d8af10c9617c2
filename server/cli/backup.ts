import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { backupEmbedded } from "../db/embedded/backup.ts";
import { openEmbedded } from "../db/embedded/open-embedded.ts";

const POSTGRES_ADVICE = `DATABASE_URL is set, and PostgreSQL's own tools back it up and restore it best:
  pg_dump --format=custom --file=hexbeat.dump "$DATABASE_URL"
  pg_restore --clean --if-exists --dbname="$DATABASE_URL" hexbeat.dump
Nothing was written.`;

const HELP = `hexbeat backup [FILE.tar.gz]
Write the embedded database to one file. A running server does so once a day, into backups/ of its data folder.`;

/**
 * `hexbeat backup [FILE.tar.gz]`: write the embedded database to one file (the server also does so once a day).
 * @returns exit code; 1 where nothing was written
 */
export async function run(args: string[], config: Config): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { help: { type: "boolean" } } });
  if (values.help) return say(HELP);
  if (config.databaseUrl !== null) {
    console.error(POSTGRES_ADVICE);
    return 1;
  }
  const [name = `hexbeat-${new Date().toISOString().replaceAll(":", "").slice(0, 17)}.tar.gz`, ...others] = positionals;
  const file = resolve(name);
  if (others.length > 0) return refuse("Give one file: hexbeat backup [FILE.tar.gz]");
  if (existsSync(file)) return refuse(`${file} exists already; choose another name.`);
  if (!existsSync(resolve(config.dataDir, "db"))) return refuse(`There is no embedded database in ${config.dataDir}.`);
  const db = await openEmbedded(config);
  try {
    await backupEmbedded(db, file);
  } finally {
    await db.close();
  }
  console.log(`Wrote ${file} (${((await stat(file)).size / 1024 ** 2).toFixed(1)} MB).`);
  return 0;
}

function refuse(text: string): number {
  console.error(text);
  return 1;
}

function say(text: string): number {
  console.log(text);
  return 0;
}
