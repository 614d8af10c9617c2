import type { MarketsBody } from "../api/types.ts";
import { CATEGORIES, CATEGORY_GROUPS, type Category } from "../api/vocabulary.ts";

type Share = { readonly name: string; readonly share: number | null };

export type ClusterFacts = {
  readonly rank: number;
  readonly found: number;
  readonly label: "area" | "place" | "both";
  readonly evidence: { readonly areaQ: number | null; readonly placeQ: number | null };
  readonly n: number;
  readonly boroughs: readonly Share[];
  readonly core: { readonly n: number; readonly hectares: number };
  readonly defaultPoints: readonly { readonly flag: string; readonly n: number }[];
};
export type AreaFacts = {
  readonly n: number;
  readonly hectares: number;
  readonly boroughs: readonly (Share & { readonly n: number })[];
  readonly defaultPoints: readonly { readonly flag: string; readonly n: number }[];
};
export type MarketFacts = Pick<
  MarketsBody["markets"][number],
  "class" | "rank" | "met" | "available" | "closedMet" | "closedAvailable" | "indicators" | "closedIndicators"
>;
export type Counted = { readonly category: readonly Category[]; readonly from: string; readonly to: string };

const FINDINGS: Readonly<Record<ClusterFacts["label"], string>> = {
  area: "More recorded around here than chance would put",
  place: "Among the busiest places month after month",
  both: "More recorded around here than chance would put, and among the busiest places month after month",
};

/** Why a cluster of the ranked list was nominated, in words for a patrol's sheet: what was counted, which test lists it. */
export function clusterWords(facts: ClusterFacts, counted: Counted): string[] {
  const { rank, found, n, core, evidence, label } = facts;
  const tests = [
    label === "place" ? null : `hot area, q ${levelOf(evidence.areaQ)}`,
    label === "area" ? null : `hot place, q ${levelOf(evidence.placeQ)}`,
  ].filter((words) => words !== null);
  return [
    `${FINDINGS[label]} (number ${rank} of ${found}; ${tests.join("; ")}).`,
    `${recordsOf(n, counted)}${shareOf(facts.boroughs)}; ${core.n} of them in a core of ${core.hectares.toFixed(1)} ha.`,
    ...defaultWords(facts.defaultPoints),
  ];
}

/** The same in a few words, for a sheet of paper. */
export function clusterBrief({ label, rank, found }: Pick<ClusterFacts, "label" | "rank" | "found">): string {
  return `${{ area: "Hot area", place: "Hot place", both: "Hot area and place" }[label]}, number ${rank} of ${found}`;
}

export const AREA_BRIEF = "Chosen by hand";

/** What is known of an area that somebody chose. */
export function areaWords(facts: AreaFacts, counted: Counted): string[] {
  return [
    `Chosen by hand, ${facts.hectares.toFixed(1)} ha: not the result of a test.`,
    `${recordsOf(facts.n, counted)}${shareOf(facts.boroughs)}.`,
    ...defaultWords(facts.defaultPoints),
  ];
}

const CLASS_NAMES: Readonly<Record<MarketFacts["class"], string>> = {
  open: "An open market",
  closed: "A closed market",
  mixed: "An open and a closed market",
  not_enough_evidence: "Not enough evidence of a market",
};

/** What the indicators of a market said, in one line: "An open market (number 3 of 112): 6 of 7 indicators met: public reports, …". */
export function marketLine(facts: MarketFacts, found: number): string {
  const met = [...facts.indicators, ...(facts.class === "open" ? [] : facts.closedIndicators)].filter(
    ({ status }) => status === "met",
  );
  const closed = facts.class === "open" ? "" : `, ${facts.closedMet} of ${facts.closedAvailable} of a closed market`;
  const names = met.length === 0 ? "" : `: ${met.map(({ code }) => code.replaceAll("_", " ")).join(", ")}`;
  return `${CLASS_NAMES[facts.class]} (number ${facts.rank} of ${found}): ${facts.met} of ${facts.available} indicators of an open market met${closed}${names}.`;
}

/** "82 drug offences from Nov 2025 to Oct 2026". */
export function recordsOf(n: number, { category, from, to }: Counted): string {
  return `${n.toLocaleString("en-GB")} ${nounOf(category)} ${periodOf(from, to)}`;
}

const FLAG_WORDS = new Map([
  ["police_station", "a police station"],
  ["custody_suite", "a custody suite"],
  ["default_point", "a default point"],
]);

/** Records that stand where records are put by default say nothing of the street. */
function defaultWords(flags: readonly { readonly flag: string; readonly n: number }[]): string[] {
  return flags.flatMap(({ flag, n }) => {
    const where = FLAG_WORDS.get(flag);
    return where === undefined
      ? []
      : [`${n} of the records are put at ${where} by default: they may be from elsewhere.`];
  });
}

const NOUNS: Readonly<Record<Category, string>> = {
  drug_unsplit: "drug offences",
  supply: "supply offences",
  production: "production offences",
  possession: "possession offences",
  drug_asb: "reports of drug-related anti-social behaviour",
  drug_intelligence: "drug intelligence reports",
  drug_find: "drug finds",
  drug_harm: "reports of drug harm",
  drug_search: "drug searches",
  search: "searches",
  violence: "violent offences",
  weapon: "weapon offences",
  robbery: "robberies",
  asb: "reports of anti-social behaviour",
  other: "other incidents",
};

function nounOf(categories: readonly Category[]): string {
  const drugs: readonly Category[] = CATEGORY_GROUPS.drugs;
  const group = drugs.every((category) => categories.includes(category)) ? ["drug offences"] : [];
  const rest = CATEGORIES.filter(
    (category) => categories.includes(category) && !(group.length > 0 && drugs.includes(category)),
  );
  const nouns = [...group, ...rest.map((category) => NOUNS[category])];
  return [nouns.slice(0, -1).join(", "), ...nouns.slice(-1)].filter((words) => words !== "").join(" and ");
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Half-open days in words: whole months by their names, other days as they are. */
function periodOf(from: string, to: string): string {
  if (!from.endsWith("-01") || !to.endsWith("-01")) return `from ${dayOf(from)} to before ${dayOf(to)}`;
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString();
  const [first, end] = [monthOf(from), monthOf(last)];
  return first === end ? `in ${first}` : `from ${first} to ${end}`;
}

function monthOf(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;
}

function dayOf(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthOf(day)}`;
}

function shareOf([first]: readonly Share[]): string {
  if (first === undefined || first.share === null) return "";
  return `, ${(first.share * 100).toFixed(1)} % of ${first.name}’s`;
}

function levelOf(q: number | null): string {
  if (q === null) return "not known";
  const percent = [0.1, 1, 2.5].find((level) => q * 100 <= level);
  return percent === undefined ? `${(q * 100).toFixed(1)} %` : `≤ ${percent} %`;
}
