import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Server = { readonly url: string; readonly stop: () => Promise<void> };

const root = join(import.meta.dirname, "../..");

/**
 * The real server as a child, on a free port and an empty embedded database of its own.
 * @param demo whether it loads the demo city; then resolves only when that is published
 */
export async function startServer({ demo }: { demo: boolean }): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "hexbeat-browser-"));
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, "bin/hexbeat.mjs"), "serve"], {
    cwd: root,
    env: {
      ...inherited,
      PORT: "0",
      HEXBEAT_DATA_DIR: dataDir,
      HEXBEAT_DEMO: demo ? "on" : "off",
      HEXBEAT_LOG: "error",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await addressOf(child);
  if (demo) await untilPublished(url);
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

async function untilPublished(url: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/datasets`).catch(() => null);
    const body = answer?.ok ? ((await answer.json()) as { default: string | null }) : null;
    if (body?.default) return;
    if (Date.now() > deadline) throw new Error("no data was published within two minutes");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
