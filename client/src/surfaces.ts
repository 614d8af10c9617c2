import type { DatasetInfo } from "../../server/api/types.ts";
import { type Choice, categoryChoices } from "./vocabulary.ts";

/** Who made the records: what officers look for and find is never shown as if people had reported it. */
export type Surface = Choice & { readonly mark: string };

type Kind = { readonly values: readonly string[]; readonly label: string; readonly mark: string };

/*
 * The split is by category. The rollup that every map, list and series is read from has no column of who generated a record,
 * and a filter on it would send each of them to the single incidents; `drug_asb` is what the public tells of dealing and using.
 */
const KINDS: readonly Kind[] = [
  { values: ["drug_asb"], label: "Public reports", mark: "Reported by the public" },
  { values: ["supply,production", "supply", "production"], label: "Supply", mark: "Police-generated" },
  { values: ["possession"], label: "Possession", mark: "Police-generated, found by searching" },
  { values: ["drugs"], label: "All offences", mark: "Police-generated for the most part" },
];

/** The ways to look at drugs that a dataset holds, those that say most of dealing and least of policing first. */
export function surfacesOf(dataset: DatasetInfo): Surface[] {
  const choices = categoryChoices(dataset);
  return KINDS.flatMap(({ values, label, mark }) => {
    const found = values.flatMap((value) => choices.find((choice) => choice.value === value) ?? [])[0];
    return found === undefined ? [] : [{ ...found, label, mark }];
  });
}

/** What is counted where nobody chose: reports by the public where the data holds them, else what it has. */
export function defaultCategory(dataset: DatasetInfo): string {
  return surfacesOf(dataset)[0]?.value ?? categoryChoices(dataset)[0]?.value ?? "drugs";
}

/** Who made the counted records, for legend and picture; null where that is not one of the surfaces, or is not known. */
export function surfaceMark(dataset: DatasetInfo, category: string): string | null {
  if (dataset.unsplit && category === "drugs") return null;
  return KINDS.find(({ values }) => values.includes(category))?.mark ?? null;
}
