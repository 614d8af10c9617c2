import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { loadDemo } from "../ingest/demo/load-demo.ts";
import { describeImport } from "../ingest/describe-import.ts";
import { openImporting } from "../ingest/open-importing.ts";

const HELP = `hexbeat demo: load the synthetic demo city beside whatever is there

  --seed N   another city (default: the one that ships); it takes the place of the demo city that is
             loaded, unless evaluations, target areas or other work of yours rest on that one`;

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
  const { db, imports } = await openImporting(config, { say, onError: (error) => console.error(error) });
  try {
    const job = await loadDemo({ db, imports, say }, seed === undefined ? {} : { seed });
    console.log(describeImport(job));
    return job.status === "done" || job.status === "unchanged" ? 0 : 1;
  } finally {
    await db.close();
  }
}
