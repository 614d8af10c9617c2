/**
 * The README's first promise, checked from outside: in the folder given, `npm start` on a free port with a data folder of
 * its own gets ready, loads the demo data, serves page and API, and stops cleanly. Run by .ci/run in a fresh clone.
 * Usage: node test/runner/check-start.ts FOLDER SUMMARY_FILE
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { innermostProcess } from "./innermost-process.ts";

const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;

const [folder, summaryFile] = process.argv.slice(2);
if (folder === undefined || summaryFile === undefined) throw new Error("usage: check-start.ts FOLDER SUMMARY_FILE");

let passed = 0;
let failed = 0;
const dataDir = await mkdtemp(join(tmpdir(), "hexbeat-start-"));
const server = startServer(folder, dataDir);
try {
  await check("npm start prints its address", async () => void (await server.url));
  await check("/ready says ready", async () => {
    const body = await waitFor(async () => answer("/ready", 200), READY_LIMIT_MS);
    if (!body.includes('"ready"')) throw new Error(body);
  });
  await check("/live answers", () => answer("/live", 200));
  await check("the page is HTML that loads its script from here", async () => {
    const html = await answer("/", 200);
    const script = /<script[^>]+src="\.?(\/[^"]+\.js)"/.exec(html)?.[1];
    if (!/^<!doctype html>/i.test(html) || script === undefined) throw new Error(html.slice(0, 200));
    await answer(script, 200);
  });
  await check("/api/v1/datasets lists the demo data once it is loaded", () =>
    waitFor(async () => {
      const body: unknown = JSON.parse(await answer("/api/v1/datasets", 200));
      if (!JSON.stringify(body).includes('"demo"')) throw new Error(JSON.stringify(body).slice(0, 300));
    }, READY_LIMIT_MS),
  );
  await check("/api/v1/cells counts the demo's drug incidents", async () => {
    const body = JSON.parse(await answer("/api/v1/cells?dataset=demo&category=drugs&res=9", 200)) as { total?: number };
    if (!(Number(body.total) > 0)) throw new Error(JSON.stringify(body).slice(0, 300));
  });
  await check("a mistyped filter is a 400", () => answer("/api/v1/cells?catgory=drugs", 400));
  await check("SIGTERM stops it with exit code 0", async () => {
    process.kill(await innermostProcess(server.child.pid), "SIGTERM");
    const code = await Promise.race([server.exit, sleep(STOP_LIMIT_MS, "no exit" as const, { ref: false })]);
    if (code !== 0) throw new Error(`exit ${code}`);
    const still = await fetch(`${await server.url}/live`).catch(() => null);
    if (still !== null) throw new Error("something still answers at the address");
  });
} finally {
  stopGroup(server.child);
  await rm(dataDir, { recursive: true, force: true });
}
await writeFile(summaryFile, JSON.stringify({ passed, failed }));
process.exitCode = failed > 0 ? 1 : 0;

async function check(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function startServer(cwd: string, data: string) {
  const child = spawn("npm", ["start"], {
    cwd,
    env: { ...process.env, PORT: "0", HEXBEAT_DATA_DIR: data, DATABASE_URL: "", HOST: "" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const exit = once(child, "exit").then(([code, signal]) => (signal === null ? Number(code) : String(signal)));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      process.stdout.write(text);
      const found = /serves on (http:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exit.then((code) => reject(new Error(`npm start ended with ${code} before it served`)));
    setTimeout(() => reject(new Error(`no address after ${READY_LIMIT_MS / 1000} s`)), READY_LIMIT_MS).unref();
  });
  url.catch(() => {});
  return { child, exit, url };
}

async function answer(path: string, status: number): Promise<string> {
  const response = await fetch((await server.url) + path, { signal: AbortSignal.timeout(20_000) });
  const body = await response.text();
  if (response.status !== status) throw new Error(`${path} answered ${response.status}: ${body.slice(0, 300)}`);
  return body;
}

async function waitFor<Value>(work: () => Promise<Value>, limitMs: number): Promise<Value> {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end || server.child.exitCode !== null) throw error;
      await sleep(500);
    }
  }
}

/** Whatever npm left behind of its process group. */
function stopGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone, as it should be.
  }
}
