/**
 * What `npm test` runs: every vitest project whose needs are there, added up from vitest's own reports; on four cores or
 * more the browser's beside the others, else one after the other. Says what was skipped and why; a need named in
 * HEXBEAT_REQUIRE (postgres, chromium, realdata) that is missing is a failure. Other arguments go to vitest:
 * `npm test -- --project unit -t "ward edge"`.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findChromium, findPostgres, findRealData, type Need } from "./runner/needs.ts";
import { lanesOf, PROJECTS, type Project, readPlan } from "./runner/plan.ts";
import { runProject } from "./runner/run-project.ts";
import { addTally, type Tally } from "./runner/tally.ts";

const results = join(import.meta.dirname, "..", "test-results");
const plan = readPlan(process.argv.slice(2), process.env);
await rm(join(results, "summary.json"), { force: true });
await mkdir(results, { recursive: true });

const needs = await findNeeds();
let total: Tally = { passed: 0, failed: 0, notes: [] };
const perProject: Record<string, Tally> = {};

for (const name of plan.required) {
  const need = needs[name];
  if (!need.found) total = addTally(total, { passed: 0, failed: 1, notes: [`${name} is required: ${need.reason}`] });
}
const runnable = PROJECTS.filter((one) => plan.projects.includes(one.name)).filter((project) => {
  const missing = missingNeed(project);
  if (missing !== null) console.log(`\nSKIPPED ${project.name}: ${missing}`);
  return missing === null;
});
await Promise.all(lanesOf(runnable, availableParallelism()).map(runLane));
for (const tally of Object.values(perProject)) total = addTally(total, tally);
if (Object.keys(perProject).length === 0) {
  total = addTally(total, { passed: 0, failed: 1, notes: ["no project ran"] });
} else if (plan.filtered && total.passed + total.failed === 0) {
  total = addTally(total, { passed: 0, failed: 1, notes: ["no test matches the arguments"] });
}
printSummary();
await writeFile(join(results, "summary.json"), JSON.stringify({ ...total, projects: perProject }, null, 2));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** The first lane prints as it goes, the second when each of its projects has ended. */
async function runLane(projects: readonly Project[], lane: number): Promise<void> {
  for (const { name } of projects) {
    perProject[name] = await runProject({ project: name, plan, results, env: environment(), quiet: lane > 0 });
  }
}

async function findNeeds(): Promise<Record<"postgres" | "chromium" | "realdata", Need>> {
  return {
    postgres: await findPostgres(process.env),
    chromium: await findChromium(process.env),
    realdata: await findRealData(process.env),
  };
}

function missingNeed(project: Project): string | null {
  if (project.need === null) return null;
  const need = needs[project.need];
  return need.found ? null : need.reason;
}

/** What the suites read: the same answers the runner found, so that both speak of the same things. */
function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(needs.chromium.found ? { CHROMIUM_PATH: needs.chromium.value } : {}),
    ...(needs.realdata.found ? { HEXBEAT_REAL_DATA: needs.realdata.value } : {}),
    ...(needs.postgres.found ? { HEXBEAT_TEST_DATABASE_URL: needs.postgres.value } : {}),
  };
}

function printSummary(): void {
  console.log("\nFound here:");
  for (const [name, need] of Object.entries(needs)) {
    console.log(`  ${name.padEnd(9)} ${need.found ? need.label : `not found: ${need.reason}`}`);
  }
  if (!needs.postgres.found)
    console.log("  SKIPPED the PostgreSQL half of db and routes (they ran on the embedded database)");
  for (const [name, tally] of Object.entries(perProject)) {
    console.log(`  ${name.padEnd(9)} ${tally.passed} passed, ${tally.failed} failed`);
  }
  for (const note of total.notes) console.log(`  FAILED ${note}`);
}
