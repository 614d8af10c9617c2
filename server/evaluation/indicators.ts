import type { Indicator } from "../api/evaluation-design.ts";
import { INDICATORS } from "../api/evaluation-design.ts";
import { CATEGORIES, CATEGORY_GROUPS, type Category, GENERATIONS, type Generation } from "../api/vocabulary.ts";

type Kind = {
  readonly label: string;
  readonly generation: "public reported" | "police generated" | "mixed";
  readonly categories: readonly Category[];
  /** Only what the public reported. */
  readonly publicOnly: boolean;
};

const KINDS: Readonly<Record<Indicator, Kind>> = {
  public_reports: {
    label: "Public reports of dealing and drug nuisance",
    generation: "public reported",
    categories: ["supply", "production", "drug_asb", "drug_intelligence", "drug_find", "drug_harm"],
    publicOnly: true,
  },
  recorded_offences: {
    label: "Recorded drug offences",
    generation: "police generated",
    categories: CATEGORY_GROUPS.drugs,
    publicOnly: false,
  },
  possession: {
    label: "Recorded possession",
    generation: "police generated",
    categories: ["possession"],
    publicOnly: false,
  },
  searches: { label: "Drug searches", generation: "police generated", categories: ["drug_search"], publicOnly: false },
  asb: { label: "Anti-social behaviour", generation: "public reported", categories: ["asb"], publicOnly: false },
  finds: { label: "Drug finds", generation: "public reported", categories: ["drug_find"], publicOnly: false },
  ambulance: { label: "Ambulance, overdoses", generation: "mixed", categories: ["drug_harm"], publicOnly: false },
};

export function describeIndicator(indicator: Indicator): Kind {
  return KINDS[indicator];
}

/** The bit that events of an indicator carry. */
export function bitOf(indicator: Indicator): number {
  return 1 << INDICATORS.indexOf(indicator);
}

/** Indicators that a record counts for, a bit each. */
function indicatorBits(category: Category, generation: Generation): number {
  return INDICATORS.reduce((bits, indicator) => {
    const { categories, publicOnly } = KINDS[indicator];
    const counts = categories.includes(category) && (!publicOnly || generation === "public_reported");
    return counts ? bits | bitOf(indicator) : bits;
  }, 0);
}

/** Every category that some indicator counts. */
export const EVALUATED_CATEGORIES: readonly number[] = CATEGORIES.flatMap((category, id) =>
  Object.values(KINDS).some(({ categories }) => categories.includes(category)) ? [id] : [],
);

/** How a record's category and generation travel as one number. */
export function recordCode(category: number, generation: number): number {
  return category * GENERATIONS.length + generation;
}

/** Bits by record code. */
export const BITS_BY_RECORD: Uint8Array = Uint8Array.from(
  CATEGORIES.flatMap((category) => GENERATIONS.map((generation) => indicatorBits(category, generation))),
);
