/** The client's only door to the server: types of what travels, and the column codec. */
import type { Static } from "typebox";
import type { AreaCounts, AreaFeatureCollection, AreaSetList } from "./areas.ts";
import type { CellCounts } from "./cells.ts";
import type { Clusters } from "./clusters.ts";
import type { Dataset, DatasetList } from "./datasets.ts";
import type { HotPlaces } from "./hot-places.ts";
import type { Hotspots } from "./hotspots.ts";
import type { ImportJob, ImportReport } from "./imports.ts";
import type { IncidentPage } from "./incidents.ts";
import type { PlaceList } from "./places.ts";
import type { Series } from "./series.ts";

export type DatasetInfo = Static<typeof Dataset>;
export type DatasetListBody = Static<typeof DatasetList>;
export type AreaSetListBody = Static<typeof AreaSetList>;
export type AreaCollection = Static<typeof AreaFeatureCollection>;
export type AreaCountsBody = Static<typeof AreaCounts>;
export type CellCountsBody = Static<typeof CellCounts>;
export type SeriesBody = Static<typeof Series>;
export type IncidentPageBody = Static<typeof IncidentPage>;
export type PlaceListBody = Static<typeof PlaceList>;
export type ImportJobBody = Static<typeof ImportJob>;
export type ImportReportBody = Static<typeof ImportReport>;
export type HotspotsBody = Static<typeof Hotspots>;
export type HotPlacesBody = Static<typeof HotPlaces>;
export type ClustersBody = Static<typeof Clusters>;
export type { AreaKind, Category, Resolution } from "./vocabulary.ts";
