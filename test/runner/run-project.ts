import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "./plan.ts";
import { type Tally, tallyReport, type VitestReport } from "./tally.ts";

const LIMIT_MS = 25 * 60_000;

export type RunOptions = {
  readonly project: string;
  readonly plan: Plan;
  /** Folder for vitest's reports. */
  readonly results: string;
  readonly env: NodeJS.ProcessEnv;
  /** Print what vitest says when it has ended, in one piece: another project runs at the same time. */
  readonly quiet: boolean;
};

/** Run one vitest project in a process of its own and add up the report it wrote. */
export async function runProject({ project, plan, results, env, quiet }: RunOptions): Promise<Tally> {
  const file = join(results, `${project}.json`);
  await rm(file, { force: true });
  const heading = `\n── ${project} ──\n`;
  if (!quiet) process.stdout.write(heading);
  const exitCode = await run(
    [
      join(import.meta.dirname, "../../node_modules/vitest/vitest.mjs"),
      ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ...(plan.filtered ? ["--passWithNoTests"] : []),
      ...plan.rest,
    ],
    { env, unheard: quiet ? heading : null },
  );
  return tallyReport(await readReport(file), { project, exitCode, filtered: plan.filtered });
}

/** @param unheard what to print before the output when the process has ended; null = print the output as it comes */
function run(
  args: readonly string[],
  { env, unheard }: { env: NodeJS.ProcessEnv; unheard: string | null },
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const output = unheard === null ? "inherit" : "pipe";
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", output, output], timeout: LIMIT_MS });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (unheard !== null) process.stdout.write(unheard + Buffer.concat(said).toString());
      resolve(code);
    });
  });
}

async function readReport(file: string): Promise<VitestReport | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as VitestReport;
  } catch {
    return null;
  }
}
