import type { CsvRecord } from "./csv.ts";
import { refuseFile } from "./refuse-file.ts";

/** The columns of a CSV file. Names are compared without regard to case and outer spaces. */
export type Header = {
  readonly names: readonly string[];
  /** Index of the first of these names that is there; -1 when none is. */
  column(...names: readonly string[]): number;
};

/**
 * Read the header record.
 * @throws DomainError import_refused for a faulty header or a name that stands twice
 */
export function readHeader(record: CsvRecord, file: string): Header {
  if (record.fault !== null) throw refuseFile(file, `the header is not readable: ${record.fault.detail}.`, record.line);
  if (record.raw.includes("\r")) {
    throw refuseFile(
      file,
      "lines end with a carriage return alone (old Macintosh). Save it with line feeds.",
      record.line,
    );
  }
  const names = record.fields.map((name) => name.trim());
  const indexes = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const key = name.toLowerCase();
    if (key !== "" && indexes.has(key)) {
      throw refuseFile(
        file,
        `duplicate column "${name}" in the header: it is not clear which one counts.`,
        record.line,
      );
    }
    indexes.set(key, index);
  }
  return {
    names,
    column: (...wanted) => {
      for (const name of wanted) {
        const index = indexes.get(name.toLowerCase());
        if (index !== undefined) return index;
      }
      return -1;
    },
  };
}
