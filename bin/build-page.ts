import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Build the page when its sources changed since the last build, so that `npm start` always shows the page of
 * this checkout. Sources: client/, the contract in server/api/, and the lockfile.
 */
const root = join(import.meta.dirname, "..");
const stampFile = join(root, "client/dist/.sources-sha256");
const current = await digestSources([
  "client/index.html",
  "client/vite.config.ts",
  "client/tsconfig.json",
  "data/demo/thames-centreline.csv",
  "client/src",
  "server/api",
  "package-lock.json",
]);
const built = existsSync(stampFile) ? await readFile(stampFile, "utf8") : "";

if (built !== current) {
  if (!existsSync(join(root, "node_modules/vite"))) {
    throw new Error("The page must be built, and vite is not installed: run npm ci first.");
  }
  console.log("Building the page …");
  const { build } = await import("vite");
  await build({ configFile: join(root, "client/vite.config.ts"), root: join(root, "client"), logLevel: "warn" });
  await mkdir(join(root, "client/dist"), { recursive: true });
  await writeFile(stampFile, current);
}

async function digestSources(paths: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await filesUnder(join(root, path))) {
      hash
        .update(file.slice(root.length))
        .update("\0")
        .update(await readFile(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
