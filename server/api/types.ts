/** The client's only door to the server: types of what travels, and the column codec. */
import type { Static } from "typebox";
import type { AreaGroupList } from "./area-groups.ts";
import type { AreaCounts, AreaFeatureCollection, AreaSetList } from "./areas.ts";
import type { Backtest } from "./backtest.ts";
import type { CellCounts } from "./cells.ts";
import type { Change } from "./change.ts";
import type { Clusters } from "./clusters.ts";
import type { Concentration } from "./concentration.ts";
import type { Dataset, DatasetList } from "./datasets.ts";
import type { Effort } from "./effort.ts";
import type { Emerging } from "./emerging.ts";
import type { EvaluationCounts } from "./evaluation-counts.ts";
import type { EvaluationDesign, EvaluationInput } from "./evaluation-design.ts";
import type { GeometryCollection } from "./evaluation-geometry.ts";
import type { EvaluationResult } from "./evaluation-result.ts";
import type { Evaluation, EvaluationJob, EvaluationList } from "./evaluations.ts";
import type { EventEdit, EventHistory, EventList, NewEvent } from "./events.ts";
import type { HotPlaces } from "./hot-places.ts";
import type { Hotspots } from "./hotspots.ts";
import type { ImportJob, ImportReport } from "./imports.ts";
import type { IncidentPage } from "./incidents.ts";
import type { Joint } from "./joint.ts";
import type { Markets } from "./markets.ts";
import type { Disposals, NewOutcome, OutcomeList, OutcomeReport } from "./operation-outcomes.ts";
import type { NewOperation, Operation, OperationEdit, OperationHistory, OperationList } from "./operations.ts";
import type { Patrol, Visit, VisitArrival, VisitDeparture, VisitList } from "./patrol.ts";
import type { PlaceList } from "./places.ts";
import type { Presentation, PresentationNotes } from "./presentation.ts";
import type { Break, RecordingBreaks } from "./recording-breaks.ts";
import type { RepeatLocationHistory, RepeatLocations } from "./repeat-locations.ts";
import type { Series } from "./series.ts";
import type { ShapeInput, ShapePreview, ShapePreviewInput } from "./shapes.ts";
import type { Spikes } from "./spikes.ts";
import type {
  DrawnPolygon,
  Nomination,
  StatusChange,
  TargetArea,
  TargetAreas,
  TargetGeometry,
} from "./target-areas.ts";
import type {
  NewZone,
  Zone,
  ZoneDischarge,
  ZoneEdit,
  ZoneExtension,
  ZoneFeatureCollection,
  ZoneHistory,
  ZoneList,
  ZoneSuccessor,
  ZoneVariation,
} from "./zones.ts";

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
export type ChangeBody = Static<typeof Change>;
export type ClustersBody = Static<typeof Clusters>;
export type SpikesBody = Static<typeof Spikes>;
export type ConcentrationBody = Static<typeof Concentration>;
export type BacktestBody = Static<typeof Backtest>;
export type EmergingBody = Static<typeof Emerging>;
export type EffortBody = Static<typeof Effort>;
export type JointBody = Static<typeof Joint>;
export type MarketsBody = Static<typeof Markets>;
export type RepeatLocationsBody = Static<typeof RepeatLocations>;
export type RepeatLocationHistoryBody = Static<typeof RepeatLocationHistory>;
export type RecordingBreaksBody = Static<typeof RecordingBreaks>;
export type BreakBody = Static<typeof Break>;
export type NominationBody = Static<typeof Nomination>;
export type StatusChangeBody = Static<typeof StatusChange>;
export type TargetAreaBody = Static<typeof TargetArea>;
export type TargetAreasBody = Static<typeof TargetAreas>;
export type TargetGeometryBody = Static<typeof TargetGeometry>;
export type DrawnPolygonBody = Static<typeof DrawnPolygon>;
export type PatrolBody = Static<typeof Patrol>;
export type VisitBody = Static<typeof Visit>;
export type VisitListBody = Static<typeof VisitList>;
export type VisitArrivalBody = Static<typeof VisitArrival>;
export type VisitDepartureBody = Static<typeof VisitDeparture>;
export type ZoneBody = Static<typeof Zone>;
export type ZoneListBody = Static<typeof ZoneList>;
export type ZoneFeatureCollectionBody = Static<typeof ZoneFeatureCollection>;
export type ZoneHistoryBody = Static<typeof ZoneHistory>;
export type NewZoneBody = Static<typeof NewZone>;
export type ZoneEditBody = Static<typeof ZoneEdit>;
export type ZoneExtensionBody = Static<typeof ZoneExtension>;
export type ZoneVariationBody = Static<typeof ZoneVariation>;
export type ZoneDischargeBody = Static<typeof ZoneDischarge>;
export type ZoneSuccessorBody = Static<typeof ZoneSuccessor>;
export type ShapeInputBody = Static<typeof ShapeInput>;
export type ShapePreviewInputBody = Static<typeof ShapePreviewInput>;
export type ShapePreviewBody = Static<typeof ShapePreview>;
export type NewOperationBody = Static<typeof NewOperation>;
export type OperationEditBody = Static<typeof OperationEdit>;
export type OperationHistoryBody = Static<typeof OperationHistory>;
export type OperationBody = Static<typeof Operation>;
export type OperationListBody = Static<typeof OperationList>;
export type OutcomeListBody = Static<typeof OutcomeList>;
export type NewOutcomeBody = Static<typeof NewOutcome>;
export type OutcomeReportBody = Static<typeof OutcomeReport>;
export type DisposalsBody = Static<typeof Disposals>;
export type EvaluationCountsBody = Static<typeof EvaluationCounts>;
export type EvaluationDesignBody = Static<typeof EvaluationDesign>;
export type EvaluationInputBody = Static<typeof EvaluationInput>;
export type EvaluationGeometryBody = Static<typeof GeometryCollection>;
export type EvaluationBody = Static<typeof Evaluation>;
export type EvaluationJobBody = Static<typeof EvaluationJob>;
export type EvaluationListBody = Static<typeof EvaluationList>;
export type EvaluationResultBody = Static<typeof EvaluationResult>;
export type PresentationBody = Static<typeof Presentation>;
export type PresentationNotesBody = Static<typeof PresentationNotes>;
export type EventListBody = Static<typeof EventList>;
export type EventHistoryBody = Static<typeof EventHistory>;
export type NewEventBody = Static<typeof NewEvent>;
export type EventEditBody = Static<typeof EventEdit>;
export type AreaGroupListBody = Static<typeof AreaGroupList>;
export type { AreaKind, Category, Resolution, ZoneKind, ZoneRank } from "./vocabulary.ts";
