import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./repository.ts";

type Entry = {
  readonly version: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly hasInstallScript?: boolean;
};

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const locked: Readonly<Record<string, Entry>> = JSON.parse(
  readFileSync(join(root, "package-lock.json"), "utf8"),
).packages;
const declared: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };

/** Platforms people work on and servers run on. */
const PLATFORMS = [
  { os: "linux", cpu: "x64", libc: "glibc" },
  { os: "linux", cpu: "x64", libc: "musl" },
  { os: "linux", cpu: "arm64", libc: "glibc" },
  { os: "darwin", cpu: "arm64", libc: null },
  { os: "darwin", cpu: "x64", libc: null },
  { os: "win32", cpu: "x64", libc: null },
];
const WITH_BINARIES = [
  "rolldown",
  "@biomejs/biome",
  "oxlint",
  "oxlint-tsgolint",
  "oxc-parser",
  "oxc-resolver",
  "lightningcss",
  "typescript",
];

describe("package.json", () => {
  it("pins every package to one exact version, the one in the lockfile", () => {
    for (const [name, version] of Object.entries(declared)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it("runs no install script of its own", () => {
    const hooks = ["preinstall", "install", "postinstall", "prepare", "prepack"];
    expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
  });

  it("approves the install script of the pinned Node, the only one there is", () => {
    const scripted = Object.keys(locked).filter(
      (path) => locked[path]?.hasInstallScript === true && locked[path]?.os === undefined,
    );
    expect(scripted).toEqual(["node_modules/node"]);
    expect(manifest.allowScripts).toEqual({ node: true });
  });

  it("needs no more than Node 20.19 to install", () => {
    expect(manifest.engines.node).toBe(">=20.19");
    expect(manifest.devDependencies.node).toMatch(/^24\./);
  });
});

describe("package-lock.json", () => {
  it("holds an entry for every platform package it speaks of", () => {
    const missing = Object.entries(locked).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => resolve(path, name) === undefined),
    );
    expect(missing).toEqual([]);
  });

  it.each(WITH_BINARIES)("lets npm ci find the binary of %s on every platform", (name) => {
    const owner = `node_modules/${name}`;
    const binaries = Object.keys(locked[owner]?.optionalDependencies ?? {}).map((binary) => resolve(owner, binary));
    const without = PLATFORMS.filter(
      ({ os, cpu, libc }) =>
        !binaries.some(
          (entry) =>
            entry?.os?.includes(os) &&
            entry.cpu?.includes(cpu) &&
            (entry.libc === undefined || libc === null || entry.libc.includes(libc)),
        ),
    );
    expect(without).toEqual([]);
  });
});

/** The entry npm would load `name` from, seen from the package at `path`: the innermost node_modules first. */
function resolve(path: string, name: string): Entry | undefined {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))) {
    const entry = locked[`${from === "" ? "" : `${from}/`}node_modules/${name}`];
    if (entry !== undefined || from === "") return entry;
  }
}
