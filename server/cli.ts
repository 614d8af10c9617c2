import { type Config, readConfig } from "./config.ts";
import { DomainError } from "./errors.ts";

type Command = { readonly run: (args: string[], config: Config) => Promise<number> };

const COMMANDS: Readonly<Record<string, { readonly load: () => Promise<Command>; readonly help: string }>> = {
  serve: { load: () => import("./cli/serve.ts"), help: "serve the page and the API (npm start does this)" },
  import: { load: () => import("./cli/import.ts"), help: "import files, folders or zips: hexbeat import PATH…" },
  demo: { load: () => import("./cli/demo.ts"), help: "load the synthetic demo city" },
  migrate: {
    load: () => import("./cli/migrate.ts"),
    help: "bring the database schema up to date (--down takes it away)",
  },
  backup: { load: () => import("./cli/backup.ts"), help: "write a backup of the embedded database" },
  restore: { load: () => import("./cli/restore.ts"), help: "put a backup in the place of the embedded database" },
};

/**
 * Run one command of the `hexbeat` program.
 * @param args command and its arguments
 * @returns the exit code: 0 done, 1 refused or failed, 2 called wrongly
 */
export async function main(args: string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  const [name = "help", ...rest] = args;
  const command = COMMANDS[name];
  if (command === undefined) {
    const asked = ["help", "--help", "-h"].includes(name);
    (asked ? console.log : console.error)(`${asked ? "" : `There is no command "${name}".\n\n`}${usage()}`);
    return asked ? 0 : 2;
  }
  try {
    const { run } = await command.load();
    return await run(rest, readConfig(env));
  } catch (error) {
    console.error(readable(error));
    return isUsageError(error) ? 2 : 1;
  }
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { help }]) => `  hexbeat ${name.padEnd(9)}${help}`);
  return `Hexbeat: hot-spot mapping of open drug markets\n\n${lines.join("\n")}\n\nEach command explains itself with --help.`;
}

function isUsageError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function readable(error: unknown): string {
  if (error instanceof DomainError || isUsageError(error))
    return error instanceof Error ? error.message : String(error);
  if (error instanceof Error)
    return process.env.HEXBEAT_LOG === "debug" ? (error.stack ?? error.message) : error.message;
  return String(error);
}
