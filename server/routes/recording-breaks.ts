import { RecordingBreaks, RecordingBreaksQuery } from "../api/recording-breaks.ts";
import type { RecordingBreaksBody } from "../api/types.ts";
import type { RecordingBreak } from "../ingest/recording-breaks.ts";
import { failures, type Resource } from "./context.ts";
import { breaksInScope } from "./filter/breaks-in-scope.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";
import { expandAreas } from "./filter/expand-areas.ts";
import { parseCategories } from "./filter/parse-filter.ts";
import { findSet, readDatasetSets, resolveAreas } from "./filter/resolve-areas.ts";

/** Where a series is drawn broken and no test may look across: the recording breaks that concern a dataset. */
export const recordingBreakRoutes: Resource =
  ({ db: { knex }, catalogue }) =>
  async (app) => {
    app.get(
      "/recording-breaks",
      {
        config: { tier: "analyst" },
        schema: { querystring: RecordingBreaksQuery, response: { 200: RecordingBreaks, ...failures } },
      },
      async (request) => {
        const { query } = request;
        const categoryIds = parseCategories(query.category);
        const dataset = chooseDataset(await catalogue.list(), query.dataset, "counts-or-points");
        const sets = await readDatasetSets(knex, dataset);
        const named = query.set === undefined ? [] : [findSet(sets.all, query.set, dataset)];
        const alike = sets.all.filter(({ synthetic }) => synthetic === dataset.synthetic);
        const candidates = [...named, ...sets.chosen, ...alike];
        const area =
          query.area === undefined
            ? null
            : await resolveAreas(knex, await expandAreas(knex, query.area), candidates, sets);
        const rows = breaksInScope({ dataset, categoryIds, areaKind: area?.kind ?? null });
        return { dataset: dataset.code, version: dataset.version, breaks: rows.map(describe) };
      },
    );
  };

function describe(row: RecordingBreak): RecordingBreaksBody["breaks"][number] {
  const { code, dataset, force, counted, areaKind, categories, source, checkedOn } = row;
  return {
    ...{ date: row.date, label: row.label, reason: row.reason, code },
    scope: { dataset, force, counted, areaKind, categories: [...categories] },
    source,
    checkedOn,
  };
}
