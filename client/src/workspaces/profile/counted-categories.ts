import type { DatasetInfo } from "../../../../server/api/types.ts";

/** The group of all drug offences, as the service names it, and what is in it. */
const DRUGS = "drugs";
const DRUG_OFFENCES: ReadonlySet<string> = new Set(["drug_unsplit", "supply", "production", "possession"]);

/**
 * The rows of a profile: all drug offences first, then each category that the data holds. Where they are not split, the
 * group alone stands for them.
 */
export function countedCategories({ categories }: Pick<DatasetInfo, "categories">): string[] {
  const held = categories.filter(({ n }) => n > 0).map(({ category }) => category);
  const drugs = held.filter((category) => DRUG_OFFENCES.has(category));
  const unsplit = drugs.length === 1 && drugs[0] === "drug_unsplit";
  const singles = held.filter((category) => !(unsplit && category === "drug_unsplit"));
  return drugs.length > 0 ? [DRUGS, ...singles] : singles;
}
