import { parseArgs } from "node:util";

export type NeedName = "postgres" | "chromium" | "realdata";
export type Project = { readonly name: string; readonly need: NeedName | null };

/** In the order they run and are told of: quick ones first. db and routes look for PostgreSQL themselves. */
export const PROJECTS: readonly Project[] = [
  { name: "unit", need: null },
  { name: "db", need: null },
  { name: "routes", need: null },
  { name: "realdata", need: "realdata" },
  { name: "browser", need: "chromium" },
];

/** Cores from which the browser's tests, which mostly wait for one page, run beside the others. */
const CORES_FOR_TWO_LANES = 4;

/** Lists of projects that may run at the same time, each one after the other in itself. @param cores of this machine */
export function lanesOf(projects: readonly Project[], cores: number): Project[][] {
  if (cores < CORES_FOR_TWO_LANES) return [[...projects]];
  const isBrowser = ({ name }: Project) => name === "browser";
  return [projects.filter((one) => !isBrowser(one)), projects.filter(isBrowser)].filter((lane) => lane.length > 0);
}

export type Plan = {
  readonly projects: readonly string[];
  readonly required: readonly NeedName[];
  /** Arguments for vitest. */
  readonly rest: readonly string[];
  /** True when only some tests were asked for: then a project without a match is no failure. */
  readonly filtered: boolean;
};

const NEEDS: readonly NeedName[] = ["postgres", "chromium", "realdata"];

/**
 * Which projects to run and what must be there.
 * @param args as after `npm test --`; `--project NAME` (repeatable) chooses, everything else is vitest's
 * @throws Error on an unknown project or an unknown name in HEXBEAT_REQUIRE: a misspelt need would never be missed
 */
export function readPlan(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Plan {
  const names = PROJECTS.map((project) => project.name);
  const { chosen, rest } = splitProjects(args);
  for (const name of chosen) {
    if (!names.includes(name)) throw new Error(`--project ${name}: there are ${names.join(", ")}`);
  }
  const required = (env.HEXBEAT_REQUIRE ?? "").split(",").filter((name) => name !== "");
  const known = required.filter((name): name is NeedName => NEEDS.some((need) => need === name));
  const unknown = required.filter((name) => !NEEDS.some((need) => need === name));
  if (unknown.length > 0) throw new Error(`HEXBEAT_REQUIRE=${unknown.join(",")}: there are ${NEEDS.join(", ")}`);
  return { projects: chosen.length > 0 ? chosen : names, required: known, rest, filtered: rest.length > 0 };
}

function splitProjects(args: readonly string[]): { chosen: string[]; rest: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { project: { type: "string", multiple: true } },
    strict: false,
    tokens: true,
  });
  const taken = new Set<number>();
  const chosen: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "option" || token.name !== "project") continue;
    chosen.push(token.value ?? "");
    taken.add(token.index);
    if (token.inlineValue === false) taken.add(token.index + 1);
  }
  return { chosen, rest: args.filter((_, index) => !taken.has(index)) };
}
