import type { ClustersBody } from "../../api/types.ts";
import type { FlaggedRow } from "../../db/hotspot-queries.ts";
import type { FoundCluster } from "../../statistics/assemble-clusters.ts";
import { cutCore, hectaresOf } from "../../statistics/cut-core.ts";
import { nameCluster, placesNear } from "../../statistics/name-place.ts";
import type { Homes } from "./cluster-homes.ts";
import type { Found } from "./find-clusters.ts";
import type { Frame } from "./resolve-frame.ts";
import { missingMonths } from "./window-facts.ts";

type Cluster = ClustersBody["clusters"][number];

/** One row of the ranked list. */
export function describeCluster(
  cluster: FoundCluster,
  { frame, found, homes, previousRank }: { frame: Frame; found: Found; homes: Homes; previousRank: number | null },
): Cluster {
  const { universe } = frame;
  const cells = Array.from(cluster.members, (i) => universe.cells[i] ?? "");
  const rows = cells.flatMap((cell) => homes.byCell.get(cell) ?? []);
  const boroughs = ranked(rows, "boroughId", homes.boroughs).map(({ id, code, name, n }) => ({
    ...{ id, code, name, n },
    share: shareOf(n, homes.boroughTotals.get(id)),
  }));
  const wards = ranked(rows, "wardId", homes.wards);
  const core = describeCore(rows, boroughs[0]?.id, homes);
  return {
    id: universe.cells[cluster.anchor] ?? "",
    name: nameCluster(wards[0]?.name ?? null, core.places[0]),
    rank: cluster.rank,
    previousRank,
    movement: previousRank === null ? null : previousRank - cluster.rank,
    label: cluster.label,
    cells,
    evidence: {
      areaCells: cluster.areaCells,
      placeCells: cluster.placeCells,
      areaQ: smallest(cluster.members, found.areas.tested?.q),
      placeQ: smallest(cluster.members, found.places.tested?.q),
    },
    n: cluster.n,
    hectares: hectaresOf(cells),
    share: boroughs[0]?.share ?? null,
    boroughs: boroughs.map(({ id: _, ...borough }) => borough),
    wards: wards.map(({ code, name, n }) => ({ code, name, n })),
    core,
    defaultPoints: sumFlags(homes.flagged.filter(({ cell }) => cells.includes(cell))),
    trend: trendOf(cluster, frame, found),
  };
}

type Rows = readonly { core: string; boroughId: number; wardId: number; n: number }[];

function describeCore(rows: Rows, boroughId: number | undefined, homes: Homes): Cluster["core"] {
  const counts = new Map<string, number>();
  for (const { core, n } of rows) counts.set(core, (counts.get(core) ?? 0) + n);
  const { cells, n } = cutCore(counts);
  const inBorough = rows.filter((row) => row.boroughId === boroughId && cells.includes(row.core));
  const share = shareOf(sum(inBorough), boroughId === undefined ? undefined : homes.boroughTotals.get(boroughId));
  return {
    cells: [...cells],
    res: homes.coreRes,
    n,
    hectares: hectaresOf(cells),
    share,
    places: placesNear(cells, homes.places),
  };
}

/** The areas that incidents lie in, the most first. */
function ranked(rows: Rows, key: "boroughId" | "wardId", areas: Homes["wards"]) {
  return [...Map.groupBy(rows, (row) => row[key])]
    .flatMap(([id, inside]) => {
      const area = areas.get(id);
      return area === undefined ? [] : [{ id, code: area.code, name: area.name, n: sum(inside) }];
    })
    .sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
}

function trendOf({ members }: FoundCluster, { dataset }: Frame, { places }: Found): Cluster["trend"] {
  const missing = new Set(missingMonths(dataset.facts, places.months));
  return places.months.flatMap((month, t) => {
    if (missing.has(month)) return [];
    const counts = places.matrix[t];
    return [{ month: month.slice(0, 7), n: members.reduce((total, i) => total + (counts?.[i] ?? 0), 0) }];
  });
}

function sumFlags(flagged: readonly FlaggedRow[]): Cluster["defaultPoints"] {
  return [...Map.groupBy(flagged, ({ flag }) => flag)].map(([flag, rows]) => ({ flag, n: sum(rows) }));
}

function smallest(members: Uint32Array, q: Float64Array | undefined): number | null {
  return q === undefined ? null : members.reduce((least, i) => Math.min(least, q[i] ?? 1), 1);
}

function shareOf(n: number, total: number | undefined): number | null {
  return total === undefined || total === 0 ? null : n / total;
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}
