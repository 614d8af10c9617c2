import type { AreaKind } from "../../api/vocabulary.ts";
import { countAreas } from "../../db/area-count-queries.ts";
import { type AreaNameRow, listAreas } from "../../db/area-queries.ts";
import { type CellHome, countCellHomes, type FlaggedRow } from "../../db/hotspot-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import type { FoundCluster } from "../../statistics/assemble-clusters.ts";
import type { NamedPlace } from "../../statistics/name-place.ts";
import { readDefaultPoints } from "./default-points.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { biasFacts } from "./window-facts.ts";

/** Everything that clusters are described by, read once for all of them. */
export type Homes = {
  /** Rows of each cell of a cluster. */
  readonly byCell: ReadonlyMap<string, readonly CellHome[]>;
  readonly boroughs: ReadonlyMap<number, AreaNameRow>;
  readonly wards: ReadonlyMap<number, AreaNameRow>;
  /** Incidents of each borough in the window. */
  readonly boroughTotals: ReadonlyMap<number, number>;
  readonly flagged: readonly FlaggedRow[];
  readonly places: readonly NamedPlace[];
  /** Cores are cut finer than clusters where the points are known finely. */
  readonly coreRes: number;
};

export async function readHomes(
  context: StatisticsContext,
  frame: Frame,
  clusters: readonly FoundCluster[],
): Promise<Homes> {
  const { knex } = context.db;
  const { universe, dataset, filter } = frame;
  const { res } = universe;
  const coreRes = res === 9 && !biasFacts(dataset.facts, filter, dataset.synthetic).snapped ? 10 : res;
  const ids = clusters.flatMap(({ members }) =>
    Array.from(members, (i) => BigInt(`0x${universe.cells[i]}`).toString()),
  );
  const inside = { ...filter, cells: { res, ids } };
  const boroughs = await areasOf(context, frame, "borough");
  const totals = await countAreas(knex, filter, { id: 0, column: "borough_id" });
  return {
    byCell: Map.groupBy(await countCellHomes(knex, inside, { res, coreRes }), ({ cell }) => cell),
    boroughs,
    wards: await areasOf(context, frame, "ward"),
    boroughTotals: new Map(totals.map(({ areaId, n }) => [areaId, n])),
    flagged: await readDefaultPoints(context, frame, { filter: inside, res }),
    places: await listPlaces(knex, dataset.synthetic, null),
    coreRes,
  };
}

async function areasOf({ db }: StatisticsContext, { sets }: Frame, kind: AreaKind): Promise<Map<number, AreaNameRow>> {
  const set = sets.chosen.find((chosen) => chosen.kind === kind);
  const areas = set === undefined ? [] : await listAreas(db.knex, set.id);
  return new Map(areas.map((area) => [area.id, area]));
}
