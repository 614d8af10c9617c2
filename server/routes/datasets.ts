import { Type } from "typebox";
import { AreaKindSchema, closed, DatasetCode } from "../api/common.ts";
import { ChooseSet, Dataset, DatasetList } from "../api/datasets.ts";
import type { DatasetInfo } from "../api/types.ts";
import { AREA_KINDS, PRECISIONS } from "../api/vocabulary.ts";
import { countByCategory, type DatasetFacts, type KnownDataset } from "../db/dataset-catalogue.ts";
import { type ChosenSetRow, listChosenSets } from "../db/dataset-queries.ts";
import { DomainError } from "../errors.ts";
import { failures, NoQuery, type Resource } from "./context.ts";
import { canAnswer } from "./filter/choose-dataset.ts";

const SetParams = Type.Object({ id: DatasetCode, kind: AreaKindSchema }, closed);

/** Datasets, and the area sets each is located in. */
export const datasetRoutes: Resource =
  ({ catalogue, db, imports }) =>
  async (app) => {
    const describe = async (dataset: KnownDataset) => toBody(dataset, await listChosenSets(db.knex, dataset.id));

    app.get(
      "/datasets",
      { config: { tier: "analyst" }, schema: { querystring: NoQuery, response: { 200: DatasetList, ...failures } } },
      async () => {
        const known = await catalogue.list();
        return { datasets: await Promise.all(known.map(describe)), default: defaultOf(known)?.code ?? null };
      },
    );

    app.put(
      "/datasets/:id/sets/:kind",
      {
        config: { tier: "admin" },
        schema: { params: SetParams, querystring: NoQuery, body: ChooseSet, response: { 200: Dataset, ...failures } },
      },
      async (request) => {
        const { id, kind } = request.params;
        const find = async () => (await catalogue.list()).find((dataset) => dataset.code === id);
        if ((await find()) === undefined) throw new DomainError("not_found", `There is no dataset "${id}".`);
        await imports.chooseSet(id, kind, request.body.set);
        const changed = await find();
        if (changed === undefined) throw new DomainError("not_found", `There is no dataset "${id}" any more.`);
        return describe(changed);
      },
    );
  };

/** What a query without `dataset` reads: points when there are any, else published counts. */
function defaultOf(known: readonly KnownDataset[]): KnownDataset | undefined {
  const able = known.filter((dataset) => canAnswer(dataset, "points"));
  return able.find((dataset) => !dataset.synthetic) ?? able[0] ?? known[0];
}

function toBody(dataset: KnownDataset, sets: readonly ChosenSetRow[]): DatasetInfo {
  const { facts } = dataset;
  return {
    id: dataset.code,
    title: dataset.title,
    synthetic: dataset.synthetic,
    version: dataset.version,
    from: facts.span?.from ?? null,
    to: facts.span?.to ?? null,
    precision: coarsest(facts),
    points: facts.located,
    notMapped: facts.notMapped,
    publishedCounts: facts.counts.length > 0,
    snapped: facts.months.some((fact) => fact.snapped > 0),
    unsplit: [...facts.months, ...facts.counts].some((fact) => fact.category === 0),
    forces: facts.forces.map(({ code, name }) => ({ code, name })),
    categories: countByCategory(facts),
    sets: sets.flatMap(({ kind, set, pinned }) => {
      const known = AREA_KINDS.find((candidate) => candidate === kind);
      return known === undefined || set === null ? [] : [{ kind: known, set, pinned }];
    }),
  };
}

function coarsest(facts: DatasetFacts): DatasetInfo["precision"] {
  const ranks = facts.months.map((fact) => PRECISIONS.indexOf(fact.precision));
  return ranks.length === 0 ? null : (PRECISIONS[Math.max(...ranks)] ?? null);
}
