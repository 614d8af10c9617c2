import { readReferenceTable } from "./reference-table.ts";

type Rule = { readonly drug: string; readonly drugClass: string; readonly from: string; readonly to: string };

let rules: ReadonlyMap<string, readonly Rule[]> | null = null;

/** The name under which a drug is kept ("ecstasy" → "mdma"); a name that is not known stays, in lower case. Blank → null. */
export function drugName(text: string): string | null {
  const name = text.trim().toLowerCase();
  if (name === "") return null;
  return rulesByName().get(name)?.[0]?.drug ?? name;
}

/**
 * Class of a drug under the Misuse of Drugs Act 1971 on a day, for it depends on the date: cannabis was C from 2004-01-29
 * until before 2009-01-26. Source: data/reference/drug-classes.csv.
 * @param drug name or alias, any case
 * @param on "YYYY-MM-DD"
 * @returns "A", "B" or "C"; null when the drug is unknown or was not controlled then
 */
export function drugClassOn(drug: string, on: string): string | null {
  const found = rulesByName().get(drug.trim().toLowerCase()) ?? [];
  return found.find((rule) => on >= rule.from && (rule.to === "" || on < rule.to))?.drugClass ?? null;
}

function rulesByName(): ReadonlyMap<string, readonly Rule[]> {
  rules ??= readRules();
  return rules;
}

function readRules(): ReadonlyMap<string, readonly Rule[]> {
  const byName = new Map<string, Rule[]>();
  for (const row of readReferenceTable("drug-classes.csv")) {
    const drug = row.drug ?? "";
    const rule = { drug, drugClass: row.class ?? "", from: row.valid_from ?? "", to: row.valid_to ?? "" };
    for (const name of [drug, ...(row.aliases ?? "").split("|")]) {
      if (name !== "") byName.set(name, [...(byName.get(name) ?? []), rule]);
    }
  }
  return byName;
}
