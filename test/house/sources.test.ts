import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryFiles, root } from "./repository.ts";

const HARD_CAP = 400;
const files = repositoryFiles();
const sources = files.filter((file) => /^(server|client|migrations|data|bin|test)\/.*\.(ts|tsx|css|mjs)$/.test(file));
const text = new Map(sources.map((file) => [file, readFileSync(join(root, file), "utf8")]));

describe("the house", () => {
  it("is looked at where it is", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources).toContain("server/main.ts");
  });

  it(`has no source file over ${HARD_CAP} lines`, () => {
    expect(offenders((source) => source.split("\n").length - 1 > HARD_CAP)).toEqual([]);
  });

  it("has a median source file of at most 80 lines", () => {
    const lines = [...text.values()].map((source) => source.split("\n").length - 1).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });

  it("shows the planted truth of the demo to tests alone", () => {
    const truthful = offenders((source) => /["'`/]truth\.ts["'`]/.test(source));
    expect(truthful.filter((file) => !file.startsWith("test/"))).toEqual([]);
  });

  it("has no folder of leftovers and no barrel", () => {
    expect(files.filter((file) => /(^|\/)(utils?|services|helpers|common|lib)\//.test(file))).toEqual([]);
    expect(sources.filter((file) => /(^|\/)index\.(ts|tsx)$/.test(file))).toEqual([]);
  });

  it("has classes for errors, the map and the database's wire only", () => {
    const classes = offenders(
      (source) => /^(export )?(abstract )?class (?!\w+ extends \w*Error\b)/m.test(source),
      (file) => !file.startsWith("test/"),
    );
    expect(classes.filter((file) => !/^(client\/src\/map|server\/db)\//.test(file))).toEqual([]);
  });

  it("speaks of the product, not of the place it was made at", () => {
    const spoken = files.filter((file) => /\.(ts|tsx|mjs|json|md|yml|css|html|csv)$|Dockerfile$|\.ci\/run$/.test(file));
    const place = new RegExp(["/work" + "/", "/home" + "/", "preamble" + "\\.md"].join("|"));
    expect(spoken.filter((file) => place.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("names the shared data only where tests look for it", () => {
    const naming = offenders((source) => source.includes("shared/data"));
    expect(naming.filter((file) => !file.startsWith("test/"))).toEqual([]);
  });

  it("names no registry to install from", () => {
    const lockfile = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(/"resolved":/.test(lockfile)).toBe(false);
    expect(files.filter((file) => /(^|\/)\.(npmrc|yarnrc)/.test(file))).toEqual([]);
    const installing = [".ci/run", "Dockerfile", "docker-compose.yml", "package.json"];
    expect(installing.filter((file) => /regist(ry|ries)/i.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });
});

describe("the page", () => {
  const NAMESPACES = /^https?:\/\/www\.w3\.org\//;
  const LICENCE_LINKS = new Set([
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "https://data.police.uk/",
    "https://data.london.gov.uk/",
  ]);

  it("asks no other origin for anything", () => {
    const client = files.filter((file) => /^client\/(?!dist).*\.(ts|tsx|css|html|svg|json)$/.test(file));
    const links = client.flatMap((file) =>
      [...stripComments(readFileSync(join(root, file), "utf8")).matchAll(/\b(?:https?|wss?):\/\/[^\s"'`)>]+/g)].map(
        (match) => ({ file, link: match[0] }),
      ),
    );
    const foreign = links.filter(({ link }) => !NAMESPACES.test(link) && !LICENCE_LINKS.has(link));
    expect(foreign.filter(({ file }) => file !== "client/vite.config.ts")).toEqual([]);
  });

  it("reaches no other origin by a protocol-relative address", () => {
    const client = sources.filter((file) => file.startsWith("client/src/"));
    expect(client.filter((file) => /["'`(]\/\/[a-z0-9-]+\.[a-z]/i.test(text.get(file) ?? ""))).toEqual([]);
  });
});

function offenders(isOne: (source: string) => boolean, among: (file: string) => boolean = () => true): string[] {
  return sources.filter((file) => among(file) && isOne(text.get(file) ?? ""));
}

/** Comments may name a source; they ask nobody for anything. */
function stripComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "$1")
    .replace(/<!--[\s\S]*?-->/g, "");
}
