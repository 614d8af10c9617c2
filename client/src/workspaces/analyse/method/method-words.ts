import type { Mode } from "../../../query.ts";

const COUNT_STEPS = [
  "Each hexagon holds the records whose point lies in it; nothing is smoothed and nothing is scaled to residents.",
  "Outlines mark the places of the ranked list: hot areas and hot places, each at a false-discovery rate of 2.5 %, so 5 % together.",
] as const;

/** Each mode in steps that can be read aloud. */
export const METHOD_STEPS: Readonly<Record<Mode, readonly string[]>> = {
  count: COUNT_STEPS,
  hot: [
    "Hot area: a cell and its neighbours hold more than such a group would if the same counts were dealt out over all cells of the universe at random (Getis–Ord Gi*; the probability is counted exactly, because the usual z-score is wrong for small counts).",
    "Counts above the 99th percentile are capped first, so that one extreme cell does not make its neighbours hot.",
    "Classes are false-discovery rates of 10, 5 and 1 % over all cells. Hatched: not significant. Dotted: flagged for its neighbours’ sake, itself no busier than the median.",
    "Hot place (white dot): one cell that was among the busiest 1 % in more months of the last twelve than busy cells that come and go by quarters would be.",
    "The core of a place is the fewest cells that hold 60 % of its records: that is what is nominated.",
  ],
  emerging: [
    "Each month is tested on its own against that month and the one before, so that a busy season is not a hot spot; one false-discovery rate of 5 % over all cells and months.",
    "The pattern of hot months gives the class: new, consecutive, intensifying, persistent, diminishing, sporadic, oscillating, historical (definitions of ArcGIS Pro).",
    "Its trend part rejects more often than it says; our own trend beside it does not, and is in the CSV.",
  ],
  markets: [
    "Candidates are hot areas and hot places of drug offences, of drug-related anti-social behaviour and of drug intelligence.",
    "Seven indicators of an open market and five of a closed one are met, not met, or not in this data. There is no score; fewer than three that can be told is not enough evidence.",
    "Possession and stop and search are no indicators: police effort makes them.",
  ],
  joint: [
    "Two maps of hot areas, each at a false-discovery rate of 5 %, laid over each other.",
    "Beside them the excess: cells where more of all records are of drugs than everywhere, by a binomial test, false-discovery rate of 5 %. It takes out that a place is simply busy.",
    "Two things in one place: nothing here says that one makes the other.",
  ],
  change: [
    "Two periods of equal length. Each cell’s change is held against that of all cells together: a busy season is no change of place. Purple: fewer than that, orange: more.",
    "The test asks, of the records in both periods, whether the cell has another share in these months than all cells have. It allows for records that come in bunches (one raid makes ten), by as much as the months of the cell varied, and at least as those of cells here commonly do.",
    "Coloured: false-discovery rate of 5 % over all cells with a record. Hatched: no more than chance.",
    "A fall says nothing about its cause: whether an operation worked is another question, with its own test.",
  ],
};

/** Names of parameters as people say them; others stand as the service names them. */
export const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  res: "Resolution",
  ring: "Ring",
  cap: "Cap",
  capValue: "Counts capped at",
  p: "p-value",
  tail: "Tail",
  persistenceMonths: "Months of persistence",
  levelAreas: "Level, areas",
  levelPlaces: "Level, places",
  coreShare: "Share that the core holds",
  rankedBy: "Ranked by",
  level: "Level",
  null: "Held against",
  family: "Tested together",
  months: "Months",
  trend: "Our trend",
  trendArcgis: "Trend of ArcGIS",
  from2: "Against, from",
  to2: "Against, up to",
  test: "Test",
  share: "Share of all records",
  variance: "Variance/mean of months",
  varianceFrom: "Known from",
};
