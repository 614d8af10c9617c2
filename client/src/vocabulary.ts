import type { Category, DatasetInfo, Resolution } from "../../server/api/types.ts";
import { formatCount, formatShare } from "./format.ts";
import type { Marking } from "./marking.ts";

/** What can be counted, in words: [in a list, in a sentence before "here between …"]. */
const CATEGORY_WORDS = {
  drug_unsplit: ["Drugs (not split)", "drug offences"],
  supply: ["Drug supply", "supply offences"],
  production: ["Drug production", "production offences"],
  possession: ["Drug possession", "possession offences"],
  drug_asb: ["Drug-related ASB", "reports of drug-related anti-social behaviour"],
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

/** Supply in all its forms, apart from what searching finds. */
const SUPPLY = "supply,production";

/**
 * What one dataset can count; categories without rows are left out. First the group of drug offences, then what tells most of
 * dealing and least of searching: what the public reports, and supply.
 */
export function categoryChoices(dataset: DatasetInfo): Choice[] {
  const present = dataset.categories.filter((c) => c.n > 0);
  const drugs = present.filter((c) => DRUG_OFFENCES.has(c.category)).reduce((sum, c) => sum + c.n, 0);
  const singles = present
    .filter((c) => !(c.category === "drug_unsplit" && drugs === c.n))
    .map((c): Choice => ({ value: c.category, label: categoryLabel(c.category), n: c.n }));
  const reports = singles.filter(({ value }) => value === "drug_asb");
  const supply = singles.filter(({ value }) => SUPPLY.split(",").includes(value));
  const both = supply.length > 1 ? [{ value: SUPPLY, label: categoryLabel(SUPPLY), n: total(supply) }] : [];
  const group = drugs > 0 ? [{ value: DRUGS, label: categoryLabel(DRUGS), n: drugs }] : [];
  return [...group, ...reports, ...both, ...singles.filter((choice) => !reports.includes(choice))];
}

function total(choices: readonly Choice[]): number {
  return choices.reduce((sum, { n }) => sum + n, 0);
}

/** Label of a category, a group or a comma list of them. */
export function categoryLabel(value: string): string {
  return words(value, 0);
}

/** The same behind a colon: each part begins small, and what is all capitals stays so: "drug-related ASB". */
export function categoryPhrase(value: string): string {
  return categoryLabel(value).replaceAll(/(?<=^|\+ )[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

/** The same inside a sentence: "No drug offences here…". */
export function categoryNoun(value: string): string {
  return words(value, 1);
}

/** True where the counts shown are police.uk's "Drugs", possession and supply together. */
function isUnsplit(dataset: DatasetInfo, category: string): boolean {
  const named = category.split(",");
  const held = dataset.categories.some((c) => c.category === "drug_unsplit" && c.n > 0);
  return dataset.unsplit && held && (named.includes(DRUGS) || named.includes("drug_unsplit"));
}

const UNSPLIT_WARNING = "Unsplit data: about nine in ten are possession. Largely a map of where police searched.";

/**
 * What stands by every map, on screen and on paper, whose counts police effort makes: unsplit drugs, and possession with its
 * share and the searches that found it. null where neither is counted.
 */
export function effortWarning(dataset: DatasetInfo, category: string): string | null {
  if (isUnsplit(dataset, category)) return UNSPLIT_WARNING;
  const named = new Set(category.split(",").flatMap((name) => (name === DRUGS ? [...DRUG_OFFENCES] : [name])));
  const count = (wanted: (name: string) => boolean) =>
    dataset.categories.filter((c) => wanted(c.category)).reduce((sum, c) => sum + c.n, 0);
  const possession = count((name) => name === "possession" && named.has(name));
  if (possession === 0) return null;
  const all = count((name) => named.has(name));
  const searches = count((name) => name === "drug_search");
  const beside = searches === 0 ? "no drug searches in this data" : `beside ${formatCount(searches)} drug searches`;
  const share =
    possession === all
      ? `Possession is found by searching: ${beside}`
      : `${formatShare(possession / all)} is possession (${formatCount(possession)} of ${formatCount(all)} in all of this data), ${beside}`;
  return `${share}. Public reports and supply are counted apart.`;
}

/** Intelligence is OFFICIAL-SENSITIVE even when counted; other aggregates are OFFICIAL. */
export function markingOf(category: string): Marking {
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

/** The width of a hexagon of an answer. */
export function widthOf(res: number): string {
  const known = RESOLUTION_CHOICES.find((choice) => choice === res);
  return known === undefined ? `resolution ${res}` : RESOLUTION_WIDTHS[known];
}

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
