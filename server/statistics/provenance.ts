import { CATEGORY_GROUPS, type Category } from "../api/vocabulary.ts";

/** What every row of an exported table says of itself, so that no copy of it is without its source. */
export type Provenance = {
  readonly dataset: string;
  readonly dataset_version: number;
  readonly category: string;
  readonly from: string;
  /** The first day after the period. */
  readonly to: string;
  readonly marking: string;
  readonly attribution: string;
  readonly method: string;
};

type Card = {
  readonly dataset: string;
  readonly version: number;
  readonly synthetic: boolean;
  readonly filters: { readonly category: readonly Category[]; readonly from: string; readonly to: string };
  readonly universe: { readonly size: number; readonly set: string } | null;
  readonly units: { readonly kind: string; readonly set: string | null; readonly size: number } | null;
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  readonly seed: number | null;
  readonly softwareVersion: string;
};

const OGL = "Open Government Licence v3.0";
const SOURCES: Readonly<Record<string, string>> = {
  "police-uk": `Contains data.police.uk records, ${OGL}`,
  mps: `Contains Metropolitan Police Service counts from the London Datastore, ${OGL}`,
};
const SYNTHETIC = "SYNTHETIC – not real places' crime";

/** From the method card of an answer. @param title of its dataset, for sources without a known licence */
export function provenanceOf(card: Card, title: string): Provenance {
  const { filters, synthetic } = card;
  const drugs = CATEGORY_GROUPS.drugs.every((category) => filters.category.includes(category));
  const others = filters.category.filter((category) => !CATEGORY_GROUPS.drugs.some((member) => member === category));
  return {
    dataset: card.dataset,
    dataset_version: card.version,
    category: (drugs ? ["drugs", ...others] : filters.category).join(" "),
    from: filters.from,
    to: filters.to,
    marking: markingOf(card),
    attribution: synthetic ? `${SYNTHETIC}; made by Hexbeat` : (SOURCES[card.dataset] ?? title),
    method: methodLine(card),
  };
}

/** Intelligence is OFFICIAL-SENSITIVE even when counted; other aggregates are OFFICIAL. */
function markingOf({ filters, synthetic }: Pick<Card, "filters" | "synthetic">): string {
  const marking = filters.category.includes("drug_intelligence") ? "OFFICIAL-SENSITIVE" : "OFFICIAL";
  return synthetic ? `${marking}; ${SYNTHETIC}` : marking;
}

/** The method card in one line: what is needed to run it again. */
function methodLine({ universe, units, parameters, seed, softwareVersion }: Card): string {
  const said = Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  if (universe !== null) said.push(`universe=${universe.size} cells of ${universe.set}`);
  if (units !== null) said.push(`units=${units.size} of ${units.set ?? units.kind}`);
  if (seed !== null) said.push(`seed=${seed}`);
  return [...said, softwareVersion].join("; ");
}
