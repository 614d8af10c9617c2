import { datasetOf, hashOf, matching, numberOf, paramsOf } from "../../address-text.ts";
import type { Subject } from "../../api-evaluation.ts";
import type { View } from "../../query.ts";

/** What is on screen and travels in the address: `#/evaluate?dataset=demo&operation=1&evaluation=4&map=swipe&swipe=40`. */
export type EvaluateQuery = {
  readonly dataset: string | null;
  /** The operation or zone that is open; null = the timeline alone. */
  readonly subject: Subject | null;
  /** null = the newest that is done. */
  readonly evaluation: number | null;
  readonly step: Step | null;
  /** What is tested, where another indicator than the suggested one was chosen. */
  readonly indicator: string | null;
  readonly map: MapView;
  /** Where the line between before and after stands, in per cent from the left. */
  readonly swipe: number;
  /** null = all that is tested is in sight. */
  readonly view: View | null;
};
/** null in the address = the result where there is one, else the design. */
export type Step = "result" | "design" | "outcomes" | "edit" | "new";
export type MapView = "all" | "before" | "after" | "difference" | "swipe";

const STEPS: readonly Step[] = ["result", "design", "outcomes", "edit", "new"];
export const MAP_VIEWS: readonly MapView[] = ["all", "swipe", "before", "after", "difference"];
export const EMPTY_EVALUATE: EvaluateQuery = {
  ...{ dataset: null, subject: null, evaluation: null, step: null, indicator: null },
  ...{ map: "all", swipe: 50, view: null },
};

/** What it cannot read is left at its default. */
export function parseEvaluate(hash: string): EvaluateQuery {
  const params = paramsOf(hash);
  const [operation, zone] = [numberOf(params.get("operation")), numberOf(params.get("zone"))];
  const swipe = /^\d{1,2}$|^100$/.exec(params.get("swipe") ?? "");
  return {
    dataset: datasetOf(params),
    subject:
      operation !== null ? { kind: "operation", id: operation } : zone !== null ? { kind: "zone", id: zone } : null,
    evaluation: numberOf(params.get("evaluation")),
    step: STEPS.find((step) => step === params.get("step")) ?? null,
    indicator: matching(params.get("indicator"), /^[a-z_]{1,40}$/),
    map: MAP_VIEWS.find((view) => view === params.get("map")) ?? EMPTY_EVALUATE.map,
    swipe: swipe === null ? EMPTY_EVALUATE.swipe : Number(swipe[0]),
    view: viewOf(params.get("at")),
  };
}

/** Only what differs from the default is written. `parseEvaluate(formatEvaluate(q))` equals q. */
export function formatEvaluate(query: EvaluateQuery): string {
  const { subject, map, swipe, view } = query;
  return hashOf("evaluate", [
    ["dataset", query.dataset],
    [subject?.kind ?? "operation", subject?.id ?? null],
    ["evaluation", query.evaluation],
    ["step", query.step],
    ["indicator", query.indicator],
    ["map", map === EMPTY_EVALUATE.map ? null : map],
    ["swipe", swipe === EMPTY_EVALUATE.swipe ? null : swipe],
    ["at", view === null ? null : `${digits(view.zoom, 2)}/${digits(view.lat, 5)}/${digits(view.lng, 5)}`],
  ]);
}

/** "12.5/51.51/-0.07" → zoom, latitude, longitude. */
function viewOf(text: string | null): View | null {
  const found = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(text ?? "");
  return found === null ? null : { zoom: Number(found[1]), lat: Number(found[2]), lng: Number(found[3]) };
}

function digits(value: number, places: number): string {
  return String(Number(value.toFixed(places)));
}
