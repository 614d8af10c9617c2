/**
 * `npm run dev`: the page with hot reloading on http://127.0.0.1:5173, its /api handed on to the server, and the server
 * started again whenever one of its sources changes. Ctrl-C stops both.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createServer } from "vite";

const root = join(import.meta.dirname, "..");
const port = process.env.PORT || "8080";
const target = `http://127.0.0.1:${port}`;

// Folders are named, and the watcher's own reporting is turned off: in a worker thread it would travel among our messages.
const server = spawn(
  process.execPath,
  [
    ...["server", "migrations", "data"].map((folder) => `--watch-path=${join(root, folder)}`),
    "--watch-preserve-output",
    "--import=data:text/javascript,delete process.env.WATCH_REPORT_DEPENDENCIES",
    ...[join(root, "bin/hexbeat.mjs"), "serve", ...process.argv.slice(2)],
  ],
  { cwd: root, env: { ...process.env, PORT: port }, stdio: "inherit" },
);
const page = await createServer({
  configFile: join(root, "client/vite.config.ts"),
  root: join(root, "client"),
  server: { host: "127.0.0.1", proxy: Object.fromEntries(["/api", "/live", "/ready"].map((path) => [path, target])) },
});
await page.listen();
page.printUrls();

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
server.once("exit", (code) => void stop(code ?? 0));

async function stop(code = 0): Promise<void> {
  if (server.exitCode === null) server.kill("SIGTERM");
  await page.close();
  process.exitCode = code;
}
