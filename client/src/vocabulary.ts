import type { Category, DatasetInfo, Resolution } from "../../server/api/types.ts";

/** What can be counted, in words: [in a list, in a sentence before "here between …"]. */
const CATEGORY_WORDS = {
  drug_unsplit: ["Drugs (not split)", "drug offences"],
  supply: ["Drug supply", "supply offences"],
  production: ["Drug production", "production offences"],
  possession: ["Drug possession", "possession offences"],
  drug_asb: ["Drug-related anti-social behaviour", "reports of drug-related anti-social behaviour"],
  drug_intelligence: ["Drug intelligence", "drug intelligence reports"],
  drug_find: ["Drug finds", "drug finds"],
  drug_harm: ["Drug harm", "reports of drug harm"],
  drug_search: ["Drug searches", "drug searches"],
  search: ["Other stop and search", "searches"],
  violence: ["Violence", "violent offences"],
  weapon: ["Weapons", "weapon offences"],
  robbery: ["Robbery", "robberies"],
  asb: ["Anti-social behaviour", "reports of anti-social behaviour"],
  other: ["Other", "other incidents"],
} as const satisfies Record<Category, readonly [string, string]>;

export type Choice = { readonly value: string; readonly label: string; readonly n: number };

/** The group of all drug offences, as the service names it. */
const DRUGS = "drugs";
const DRUG_OFFENCES: ReadonlySet<string> = new Set(["drug_unsplit", "supply", "production", "possession"]);

/** What one dataset can count, the group of drug offences first; categories without rows are left out. */
export function categoryChoices(dataset: DatasetInfo): Choice[] {
  const present = dataset.categories.filter((c) => c.n > 0);
  const drugs = present.filter((c) => DRUG_OFFENCES.has(c.category)).reduce((sum, c) => sum + c.n, 0);
  const singles = present
    .filter((c) => !(c.category === "drug_unsplit" && drugs === c.n))
    .map((c) => ({ value: c.category, label: categoryLabel(c.category), n: c.n }));
  return drugs > 0 ? [{ value: DRUGS, label: categoryLabel(DRUGS), n: drugs }, ...singles] : singles;
}

/** Label of a category, a group or a comma list of them. */
export function categoryLabel(value: string): string {
  return words(value, 0);
}

/** The same inside a sentence: "No drug offences here…". */
export function categoryNoun(value: string): string {
  return words(value, 1);
}

/** True where the counts shown are police.uk's "Drugs", possession and supply together. */
export function isUnsplit(dataset: DatasetInfo, category: string): boolean {
  const named = category.split(",");
  const held = dataset.categories.some((c) => c.category === "drug_unsplit" && c.n > 0);
  return dataset.unsplit && held && (named.includes(DRUGS) || named.includes("drug_unsplit"));
}

/** Intelligence is OFFICIAL-SENSITIVE even when counted; other aggregates are OFFICIAL. */
export function markingOf(category: string): "OFFICIAL" | "OFFICIAL-SENSITIVE" {
  return category.split(",").includes("drug_intelligence") ? "OFFICIAL-SENSITIVE" : "OFFICIAL";
}

/** Width of a hexagon, flat side to flat side, from H3's average edge (1,406 / 531 / 201 / 76 m) × √3. */
export const RESOLUTION_WIDTHS: Readonly<Record<Resolution, string>> = {
  7: "2.4 km",
  8: "920 m",
  9: "350 m",
  10: "130 m",
};
export const RESOLUTION_CHOICES: readonly Resolution[] = [7, 8, 9, 10];

/** Resolution that follows the zoom unless it is pinned. */
export function resolutionAt(zoom: number): Resolution {
  if (zoom < 9) return 7;
  if (zoom < 11) return 8;
  return zoom < 13 ? 9 : 10;
}

function words(value: string, form: 0 | 1): string {
  return value
    .split(",")
    .map((name) => wordOf(name, form))
    .join(form === 0 ? " + " : " and ");
}

function wordOf(name: string, form: 0 | 1): string {
  if (name === DRUGS) return form === 0 ? "Drug offences" : "drug offences";
  return isCategory(name) ? CATEGORY_WORDS[name][form] : name;
}

function isCategory(name: string): name is Category {
  return Object.hasOwn(CATEGORY_WORDS, name);
}
