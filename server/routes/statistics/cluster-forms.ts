import type { ClustersBody } from "../../api/types.ts";
import { cellsOutline } from "../../statistics/cell-geometry.ts";
import { flagsInWords, toldBy } from "./cell-forms.ts";
import { CSV, GEOJSON, type Row, toCsvTable, toFeatures } from "./export-rows.ts";

type Cluster = ClustersBody["clusters"][number];
type About = { readonly dataset: { readonly title: string } };

const COLUMNS = [
  ...["rank", "previousRank", "movement", "id", "name", "label", "n", "hectares", "share", "boroughs", "wards"],
  ...["areaCells", "placeCells", "areaQ", "placeQ", "coreN", "coreHectares", "coreShare", "corePlaces"],
  ...["defaultPoints", "trend", "res", "cells", "coreRes", "coreCells"],
];

/** The ranked list as a table, and as outlines: two features for each cluster, the whole of it and its core. */
export const clusterForms = {
  [CSV]: (body: ClustersBody, about: About) =>
    toCsvTable(
      COLUMNS,
      body.clusters.map((cluster) => ({ ...propertiesOf(cluster), ...cellsOf(cluster, body) })),
      toldBy(body, about),
    ),
  [GEOJSON]: (body: ClustersBody, about: About) =>
    toFeatures(
      body.clusters.flatMap((cluster) => [
        { properties: { part: "cluster", ...propertiesOf(cluster) }, geometry: cellsOutline(cluster.cells) },
        { properties: { part: "core", ...propertiesOf(cluster) }, geometry: cellsOutline(cluster.core.cells) },
      ]),
      toldBy(body, about),
    ),
};

function propertiesOf(cluster: Cluster): Row {
  const { rank, previousRank, movement, id, name, label, n, hectares, share, evidence, core } = cluster;
  return {
    ...{ rank, previousRank, movement, id, name, label, n, hectares, share, ...evidence },
    boroughs: cluster.boroughs.map((borough) => borough.name).join("; "),
    wards: cluster.wards.map((ward) => ward.name).join("; "),
    coreN: core.n,
    coreHectares: core.hectares,
    coreShare: core.share,
    corePlaces: core.places.map((place) => `${place.name} (${place.metres} m)`).join("; "),
    defaultPoints: flagsInWords(cluster.defaultPoints),
    trend: cluster.trend.map((month) => `${month.month} ${month.n}`).join("; "),
  };
}

function cellsOf({ cells, core }: Cluster, { res }: ClustersBody): Row {
  return { res, cells: cells.join(" "), coreRes: core.res, coreCells: core.cells.join(" ") };
}
