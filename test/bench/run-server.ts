import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { innermostProcess } from "../runner/innermost-process.ts";

export type BenchServer = {
  readonly url: string;
  /** From the command to /ready. */
  readonly readyMs: number;
  /** From the command until the dataset `demo` can be asked for. */
  readonly demoMs: number;
  stop(): Promise<void>;
};

const LIMIT_MS = 180_000;

/** `npm start` as a user gives it. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<BenchServer> {
  const started = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, PORT: "0", HOST: "", HEXBEAT_LOG: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const found = /serves on (http:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exit.then(([code]) => reject(new Error(`npm start ended with ${code}`)));
  });
  const since = () => performance.now() - started;
  const until = async (path: string, isThere: (body: string) => boolean): Promise<number> => {
    while (since() < LIMIT_MS) {
      const body = await fetch(url + path).then(
        (r) => (r.ok ? r.text() : ""),
        () => "",
      );
      if (isThere(body)) return since();
      await sleep(50);
    }
    throw new Error(`${path} was not there after ${LIMIT_MS / 1000} s`);
  };
  const readyMs = await until("/ready", (body) => body.includes('"ready"'));
  const demoMs = await until("/api/v1/datasets", (body) => body.includes('"id":"demo"'));
  return {
    url,
    readyMs,
    demoMs,
    stop: async () => {
      process.kill(await innermostProcess(child.pid), "SIGTERM");
      await exit;
    },
  };
}
