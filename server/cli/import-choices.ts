import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Value } from "typebox/value";
import { ImportOptions } from "../api/imports.ts";
import type { ImportChoices } from "../ingest/reading.ts";

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * The choices of the command line, checked by the contract's own schema. `--mapping` may be a file.
 * @throws Error naming the flag that is wrong
 */
export async function readChoices(flags: Flags): Promise<ImportChoices> {
  const { help: _help, "allow-bad-rows": allowBadRows, mapping, ...named } = flags;
  const given = {
    ...named,
    ...(typeof mapping === "string"
      ? { mapping: existsSync(mapping) ? await readFile(mapping, "utf8") : mapping }
      : {}),
    ...(allowBadRows ? { allowBadRows: true } : {}),
  };
  const choices = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Value.Check(ImportOptions, choices)) return choices;
  const [problem] = Value.Errors(ImportOptions, choices);
  throw new Error(
    `--${(problem?.instancePath ?? "").slice(1)}: ${problem?.message ?? "not understood"}. See hexbeat import --help.`,
  );
}
