import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { migrateUp } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import { loadDemo } from "../ingest/demo/load-demo.ts";
import { describeImport } from "../ingest/describe-import.ts";
import { createImportService } from "../ingest/import-service.ts";
import { ensureCategories } from "../ingest/publish/registry.ts";

const HELP = `hexbeat demo: load the synthetic demo city beside whatever is there

  --seed N   another city (default: the one that ships)`;

/** Load the demo city into the database of the settings. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", short: "h" }, seed: { type: "string" } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (seed !== undefined && !Number.isSafeInteger(seed))
    throw new Error(`--seed ${values.seed} must be a whole number.`);
  const say = (text: string) => console.log(text);
  const db = await openDatabase(config, { onProgress: say });
  try {
    await migrateUp(db);
    await ensureCategories(db.bulk);
    const imports = createImportService({ db, config, onError: (error) => console.error(error) });
    await imports.recover();
    const job = await loadDemo({ db, imports, say }, seed);
    console.log(describeImport(job));
    return job.status === "done" || job.status === "unchanged" ? 0 : 1;
  } finally {
    await db.close();
  }
}
