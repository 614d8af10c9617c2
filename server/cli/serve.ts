import { parseArgs } from "node:util";
import type { Config } from "../config.ts";
import { startServer } from "../main.ts";

const HELP = `hexbeat serve: serve the page and the API on this machine

  PORT, HOST (loopback only), DATABASE_URL (PostgreSQL; else the embedded database),
  HEXBEAT_DATA_DIR (default ./.hexbeat), HEXBEAT_DEMO=off, HEXBEAT_LOG=debug`;

/** Start the server, and stay until it is told to stop. */
export async function run(args: string[], config: Config): Promise<number> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", short: "h" } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const server = await startServer(config, (text) => console.log(text));
  const watch = closeWithNpm(() => void server.close());
  await server.closed;
  clearInterval(watch);
  return 0;
}

/**
 * npm that is told to stop signals its shell only, and the server would stay, holding the embedded database. Under npm
 * it therefore ends when its parent is gone.
 */
function closeWithNpm(close: () => void): NodeJS.Timeout | undefined {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    close();
  }, 500).unref();
  return watch;
}
