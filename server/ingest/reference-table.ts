import { readFileSync } from "node:fs";
import { recordsOf } from "./csv.ts";
import { readHeader } from "./csv-header.ts";

/**
 * Rows of a table of facts in data/reference as objects by column name. They are shipped with the program: a fault is a
 * fault of the program and throws a plain Error.
 */
export function readReferenceTable(name: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(new URL(`../../data/reference/${name}`, import.meta.url), "utf8");
  const [first, ...records] = recordsOf(text, { file: name, rowBytes: 64 * 1024 });
  if (first === undefined) throw new Error(`data/reference/${name} is empty`);
  const { names } = readHeader(first, name);
  return records.map((record) => {
    if (record.fault !== null || record.fields.length !== names.length) {
      throw new Error(
        `data/reference/${name}, line ${record.line}: expected ${names.length} columns, got ${record.fields.length}`,
      );
    }
    return Object.fromEntries(names.map((column, index) => [column, record.fields[index] ?? ""]));
  });
}
