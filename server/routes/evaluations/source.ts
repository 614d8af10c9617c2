import type { Indicator, TestedIndicator } from "../../api/evaluation-design.ts";
import type { EvaluationInputBody } from "../../api/types.ts";
import { CATEGORIES } from "../../api/vocabulary.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { describeIndicator } from "../../evaluation/indicators.ts";
import type { SceneInput } from "../../evaluation/scene.ts";
import type { DatasetSets } from "../filter/resolve-areas.ts";
import type { StatisticsContext } from "../statistics/statistics-context.ts";
import type { Grounds } from "./grounds.ts";
import type { ResolvedSubject } from "./resolve-subject.ts";

export type SceneContext = StatisticsContext & { readonly grounds: Grounds };

/** What a source of counts is read by. */
export type SourceWanted = {
  readonly subject: ResolvedSubject;
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets;
  readonly asked: EvaluationInputBody;
  readonly indicator: TestedIndicator;
  readonly window: { readonly from: string; readonly to: string };
  readonly stripMetres: number;
};

export type SourceUnits = {
  readonly kind: "cell" | "ward";
  readonly res: number | null;
  readonly set: string | null;
  readonly setId: number | null;
  readonly boroughSet: string | null;
};

export type ResolvedSource = {
  readonly scene: Pick<SceneInput, "source" | "boroughs" | "neighbours" | "controlBoroughs">;
  readonly units: SourceUnits;
};

/** The database's numbers of the categories that an indicator counts. */
export function categoriesOf(indicator: Indicator): number[] {
  return describeIndicator(indicator).categories.map((category) => CATEGORIES.indexOf(category));
}
