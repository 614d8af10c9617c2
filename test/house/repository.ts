import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** Made by tools, never committed (see .gitignore). */
const MADE = new Set([".git", "node_modules", ".hexbeat", ".types", ".build", "test-results"]);

/** Every file of the checkout, as paths from its root with forward slashes. */
export function repositoryFiles(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = relative(root, path).split(sep).join("/");
    if (MADE.has(entry.name) || name === "client/dist" || name === ".env") return [];
    if (entry.isDirectory()) return repositoryFiles(path);
    return entry.isFile() && !/\.log$/.test(name) ? [name] : [];
  });
}
