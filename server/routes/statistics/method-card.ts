import type { Static } from "typebox";
import type { Method } from "../../api/method.ts";
import { CATEGORIES } from "../../api/vocabulary.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import {
  captionOf,
  knownBiases,
  type MethodKind,
  UNSPLIT_BANNER,
  WHAT_5_PERCENT_MEANS,
} from "../../statistics/method-words.ts";
import { SOFTWARE_VERSION } from "../../statistics/software-version.ts";
import { describeUniverse, type Universe } from "../../statistics/universe.ts";
import { breaksInScope, breaksWithin, describeBreaks } from "../filter/breaks-in-scope.ts";
import { echoGroups } from "../filter/expand-areas.ts";
import type { Asked } from "./resolve-frame.ts";
import { biasFacts, notMappedIn } from "./window-facts.ts";

export type MethodBody = Static<typeof Method>;

export type MethodSubject = {
  readonly kind: MethodKind;
  readonly dataset: KnownDataset;
  readonly filter: Pick<CountFilter, "categoryIds" | "from" | "to">;
  readonly asked: Asked;
  readonly universe?: Universe;
  readonly units?: MethodBody["units"];
  readonly parameters: MethodBody["parameters"];
  readonly exclusions?: readonly string[];
  /** Located incidents of the filter that lie in no cell of the universe. */
  readonly outside?: number;
  readonly seed?: number;
};

/** The method card of an answer: the same for the same question on the same version of the data. */
export function methodCard(subject: MethodSubject): MethodBody {
  const { kind, dataset, filter, asked, universe, parameters } = subject;
  const facts = biasFacts(dataset.facts, filter, dataset.synthetic);
  return {
    dataset: dataset.code,
    version: dataset.version,
    synthetic: dataset.synthetic,
    filters: {
      category: filter.categoryIds.flatMap((id) => CATEGORIES[id] ?? []),
      from: filter.from,
      to: filter.to,
      area: asked.area === null ? null : [...asked.area],
      set: asked.set,
      ...echoGroups(asked.groups ?? []),
    },
    exclusions: exclusionsOf(subject),
    breaks: breaksOf(subject),
    universe: universe === undefined ? null : describeUniverse(universe),
    units: subject.units ?? null,
    parameters,
    seed: subject.seed ?? null,
    softwareVersion: SOFTWARE_VERSION,
    what5PercentMeans: WHAT_5_PERCENT_MEANS[kind],
    knownBiases: knownBiases(facts),
    caption: captionOf(facts),
    banner: facts.unsplit ? UNSPLIT_BANNER : null,
    backtest: universe === undefined || kind === "backtest" ? null : backtestOf(subject, universe),
  };
}

/** Those that a window on this data could meet. */
function breaksOf({ dataset, filter, units }: MethodSubject): MethodBody["breaks"] {
  const inScope = breaksInScope({ dataset, categoryIds: filter.categoryIds, areaKind: units?.kind ?? null });
  return dataset.facts.span === null ? [] : describeBreaks(breaksWithin(inScope, dataset.facts.span));
}

function exclusionsOf({ dataset, filter, outside, exclusions }: MethodSubject): string[] {
  const notMapped = notMappedIn(dataset.facts, filter);
  const said = [...(exclusions ?? [])];
  if (notMapped > 0)
    said.unshift(`${notMapped} incidents of these months have no location and are in no cell or area.`);
  if (outside !== undefined && outside > 0) said.push(`${outside} incidents lie in no cell of the universe.`);
  return said;
}

/** Where the accuracy of maps on this data and universe is told, up to the window's end. */
function backtestOf({ dataset, filter, asked }: MethodSubject, universe: Universe): string {
  const query = new URLSearchParams({
    dataset: dataset.code,
    category: filter.categoryIds.flatMap((id) => CATEGORIES[id] ?? []).join(","),
    to: `${filter.to.slice(0, 7)}-01`,
    res: String(universe.res),
    ...(asked.set === null ? {} : { set: asked.set }),
    ...(asked.universe === undefined ? {} : { universe: asked.universe }),
  });
  return `/api/v1/backtest?${query}`;
}
