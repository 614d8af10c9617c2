import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "./plan.ts";
import { type Tally, tallyReport, type VitestReport } from "./tally.ts";

const LIMIT_MS = 12 * 60_000;

export type RunOptions = {
  readonly project: string;
  readonly plan: Plan;
  /** Folder for vitest's reports. */
  readonly results: string;
  readonly env: NodeJS.ProcessEnv;
};

/** Run one vitest project in a process of its own and add up the report it wrote. */
export async function runProject({ project, plan, results, env }: RunOptions): Promise<Tally> {
  const file = join(results, `${project}.json`);
  await rm(file, { force: true });
  const exitCode = await run(
    [
      join(import.meta.dirname, "../../node_modules/vitest/vitest.mjs"),
      ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ...(plan.filtered ? ["--passWithNoTests"] : []),
      ...plan.rest,
    ],
    env,
  );
  return tallyReport(await readReport(file), { project, exitCode, filtered: plan.filtered });
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"], timeout: LIMIT_MS });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
}

async function readReport(file: string): Promise<VitestReport | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as VitestReport;
  } catch {
    return null;
  }
}
