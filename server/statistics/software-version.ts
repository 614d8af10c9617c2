import { readFileSync } from "node:fs";

/** The version of this program, as its package names it. */
export const SOFTWARE_VERSION = readVersion();

function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const version = typeof parsed === "object" && parsed !== null && "version" in parsed ? parsed.version : undefined;
  if (typeof version !== "string") throw new Error("package.json names no version");
  return `hexbeat ${version}`;
}
