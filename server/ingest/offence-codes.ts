import { CATEGORIES, type Category } from "../api/vocabulary.ts";
import { readReferenceTable } from "./reference-table.ts";

/** What an offence code says: its category and, where the code names one, the drug. */
export type Offence = { readonly category: Category; readonly drug: string | null };

let offences: ReadonlyMap<string, Offence> | null = null;

/** The offence of a Home Office code ("92A", any case, outer spaces allowed); null when it is not in data/reference/offence-codes.csv. */
export function offenceByCode(code: string): Offence | null {
  offences ??= readOffences();
  return offences.get(code.trim().toUpperCase()) ?? null;
}

function readOffences(): ReadonlyMap<string, Offence> {
  return new Map(
    readReferenceTable("offence-codes.csv").map((row) => {
      const category = CATEGORIES.find((known) => known === row.category);
      if (category === undefined)
        throw new Error(`data/reference/offence-codes.csv: ${row.code} has no known category`);
      return [row.code ?? "", { category, drug: row.drug || null }];
    }),
  );
}
