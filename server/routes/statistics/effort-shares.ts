import type { EffortBody } from "../../api/types.ts";
import { listAreas } from "../../db/area-queries.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { countByGeneration, type EffortRow } from "../../db/effort-queries.ts";
import { readDatasetSets } from "../filter/resolve-areas.ts";
import type { ResolvedFilter } from "../filter/resolve-filter.ts";
import { possessionShare } from "./effort-surfaces.ts";
import type { StatisticsContext } from "./statistics-context.ts";

/** The share of possession in the area, in the boroughs its incidents lie in, and everywhere: a share says nothing alone. */
export async function compareShares(
  { db }: StatisticsContext,
  subject: {
    dataset: KnownDataset;
    filter: CountFilter;
    asked: ResolvedFilter["asked"];
    after: string;
    /** Of the area and window. */
    rows: readonly EffortRow[];
  },
): Promise<EffortBody["shares"]> {
  const { dataset, filter, asked, after, rows } = subject;
  const all =
    asked.area === null ? rows : await countByGeneration(db.knex, { ...filter, from: after, months: null, area: null });
  const everywhere = { scope: "everywhere" as const, name: "All of the dataset", ...possessionShare(all) };
  if (asked.area === null) return [everywhere];
  const { chosen } = await readDatasetSets(db.knex, dataset);
  const set = chosen.find(({ kind }) => kind === "borough");
  const named = asked.area.map((code) => asked.groups.find(({ id }) => id === code) ?? { name: code, codes: [code] });
  const codes = new Set(named.flatMap((area) => area.codes));
  const inside = new Set(rows.map(({ boroughId }) => boroughId));
  const boroughs = (set === undefined ? [] : await listAreas(db.knex, set.id))
    .filter(({ id, code }) => inside.has(id) && !codes.has(code))
    .map(({ id, name }) => ({
      scope: "borough" as const,
      name,
      ...possessionShare(all.filter((row) => row.boroughId === id)),
    }));
  return [
    { scope: "area" as const, name: named.map(({ name }) => name).join(", "), ...possessionShare(rows) },
    ...boroughs,
    everywhere,
  ];
}
