import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";

/** What the figures were measured on, a line each. */
export function describeMachine(postgres: string, chromium: string | null): string[] {
  const [cpu] = cpus();
  return [
    `machine   ${cpu?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB, Linux ${release()}, load ${loadavg()[0]?.toFixed(1)}`,
    `Node      ${process.versions.node}`,
    `embedded  PGlite ${versionOf("@electric-sql/pglite")} with PostGIS ${versionOf("@electric-sql/pglite-postgis")} (package versions)`,
    `server    ${postgres}`,
    `browser   ${chromium === null ? "none" : execFileSync(chromium, ["--version"], { encoding: "utf8" }).trim()}, software rendering`,
  ];
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, "../../node_modules", name, "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}
