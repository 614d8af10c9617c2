/** What is tested, and so what a level of 5 % speaks about. */
export type MethodKind =
  | "hot_areas"
  | "hot_places"
  | "clusters"
  | "emerging"
  | "spikes"
  | "concentration"
  | "backtest"
  | "effort"
  | "markets"
  | "repeat_locations"
  | "joint"
  | "change"
  | "target_area"
  | "evaluation"
  | "patrol";

/** In words a chair of a meeting understands. Rates of noise maps as measured on London's universe. */
export const WHAT_5_PERCENT_MEANS: Readonly<Record<MethodKind, string>> = {
  hot_areas:
    "Among the cells listed at q ≤ 5 % at most one in twenty is expected to be there by chance; chance is a city in which every cell is exchangeable. A flagged town centre may simply be busy. It was seen to flag something on 2 to 5 % of maps of noise.",
  hot_places:
    "Listed at q ≤ 2.5 %: chance is a city in which the busy cells of one quarter say nothing about the next. A place that is simply always busy is flagged, too.",
  clusters:
    "Hot areas and hot places are listed at a false-discovery rate of 2.5 % each, so 5 % together; chance is a city in which every cell is exchangeable (areas) or busy cells change from quarter to quarter (places).",
  emerging:
    "One false-discovery rate of 5 % for all cells and months of the cube, hot and cold apart. Months are taken as independent within a cell: a cell that is hot all year is hot in each month. ArcGIS's own trend rejects about 21 % at its nominal 10 %.",
  spikes:
    "Among the wards flagged in this area at most one in twenty is expected to be there by chance; chance is a month like the twelve before, spread as the force's wards are. Asking about each borough in turn is many questions: q over the whole force stands beside.",
  concentration: "Nothing is tested here: these are shares and ranks of what was recorded.",
  backtest: "Nothing is tested here: these are hits of earlier maps in the month that followed, with their spread.",
  effort:
    "The interval covers the true ratio in 95 of 100 such comparisons. An interval that includes 1 does not prove that nothing changed.",
  markets:
    "Candidates are listed at a false-discovery rate of 2.5 % for each test and surface. The indicators are rules, not one test: each names its own count, comparison and p. Open is a class by rule, never a probability.",
  repeat_locations: "Nothing is tested here: these are places that come back, by a rule of counts.",
  joint:
    "Each of the two maps lists cells at a false-discovery rate of 5 %; a cell in both has passed two tests. Among the cells with an excess at most one in twenty is expected to be there by chance; chance is that each record is of drugs with the same probability wherever it is made. Records that come in bunches make an excess look surer than it is.",
  change:
    "Among the cells listed at q ≤ 5 % at most one in twenty is expected to be there by chance; chance is that every cell shares the change of all cells together, and that months of one place vary among themselves as those of this cell did, or as cells here commonly do. Why a place changed is not told: whether an operation worked is another question, with its own test.",
  evaluation:
    "Two tests decide, each at 5 %: without any effect about one evaluation in twenty would say that the target fell, and one in twenty that its surroundings rose. Of all rows together at least one is marked in about one evaluation in twenty. Chance is what places like it did at dates without an operation. All else is descriptive.",
  target_area: "Nothing is tested here: these are counts inside an area that somebody chose.",
  patrol: "Nothing is tested here: stops are where most was recorded, and were chosen because it was.",
};

/** Over everything that is made of records which are not split into supply and possession. */
export const UNSPLIT_BANNER = "About nine in ten are possession: largely a map of where police searched.";

export type BiasFacts = {
  readonly synthetic: boolean;
  readonly unsplit: boolean;
  readonly snapped: boolean;
  readonly monthOnly: boolean;
  /** Share of possession among the incidents; null where it is not known. */
  readonly possessionShare: number | null;
};

/** Why the answer should be read with care. */
export function knownBiases(facts: BiasFacts): string[] {
  const biases = ["Recorded incidents, not dealing: what nobody reports and no officer looks for is not in it."];
  if (facts.synthetic) biases.unshift("Synthetic data: not real places' crime.");
  if (facts.unsplit)
    biases.push(
      "Drug offences are not split into supply and possession: about nine in ten are possession, so this is largely a map of where police searched.",
    );
  else if (isPossessionHeavy(facts))
    biases.push("Most of these records are possession: largely a map of where police searched.");
  if (facts.snapped)
    biases.push(
      "Points are moved by the source to shared places of eight addresses or more, or none: positions are approximate.",
    );
  if (facts.monthOnly) biases.push("Times are known to the month only: nothing here speaks of days or hours.");
  biases.push("Drug offences found on people in custody may be plotted at the police station.");
  return biases;
}

/** What must stand under every map that is made of records of policing; null where it is not. */
export function captionOf(facts: BiasFacts): string | null {
  return facts.unsplit || isPossessionHeavy(facts) ? "predicts recording, not dealing" : null;
}

function isPossessionHeavy({ possessionShare }: BiasFacts): boolean {
  return possessionShare !== null && possessionShare >= 0.5;
}
