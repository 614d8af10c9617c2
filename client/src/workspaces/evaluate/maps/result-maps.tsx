import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DatasetInfo, EvaluationGeometryBody, EvaluationResultBody } from "../../../../../server/api/types.ts";
import { lengthWords, windowWords } from "../../../evaluation/words.ts";
import { partData } from "../../../layers/evaluation.ts";
import { emptyData, pointData } from "../../../layers/sources.ts";
import type { HexbeatMap } from "../../../map/hexbeat-map.ts";
import { SyncedMaps, viewOfBox } from "../../../map/synced-maps.ts";
import type { View } from "../../../query.ts";
import { GroundMap } from "../../../ui/ground-map.tsx";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { Segments } from "../../../ui/segments.tsx";
import { MAP_VIEWS, type MapView } from "../address.ts";
import { change, currentDesign, evaluateQuery, isLoading, result, step } from "../answers.ts";
import { comparison, currentComparison, hasMovedOn } from "./comparison.ts";
import { MapLegend } from "./map-legend.tsx";
import { boxOfParts, footOf, isMarkedPart } from "./parts.ts";
import { type Picture, showPicture } from "./show-picture.ts";

const maps = new SyncedMaps();
/** Grows when a map comes or goes, so that what is drawn follows. */
const made = signal(0);

/** A map to take the printed pictures from; the largest on screen. */
export function anyMap(): HexbeatMap | undefined {
  return maps.get("difference") ?? maps.all()[0];
}

const LABELS: Readonly<Record<MapView, string>> = {
  all: "All",
  swipe: "Swipe",
  before: "Before",
  after: "After",
  difference: "Difference",
};

/** Before, after and difference of the same place: three maps that move together, or one at a time. */
export function ResultMaps({ dataset }: { readonly dataset: DatasetInfo }) {
  const shown = step.value === "result" ? result.value : null;
  const views = viewsOf(shown);
  const { map } = evaluateQuery.value;
  const view = views.includes(map) ? map : "all";
  useEffect(() => followDrawing(), []);
  const pictures = picturesOf(shown !== null, view);
  return (
    <section class={`evaluate-maps evaluate-maps-${shown === null ? "one" : view}`} aria-label="Maps">
      {shown !== null && (
        <Segments
          legend="Maps"
          name="evaluate-map"
          value={view}
          segments={views.map((value) => ({ value, label: LABELS[value] }))}
          onChoose={(value) => change({ map: MAP_VIEWS.find((known) => known === value) ?? "all" })}
        />
      )}
      <div class="evaluate-map-grid">
        {pictures.map((picture) => (
          <OneMap
            key={picture}
            picture={picture}
            dataset={dataset}
            shown={shown}
            isLast={picture === pictures.at(-1)}
          />
        ))}
      </div>
      <MapLegend view={view} />
      <FailedNotice of={comparison} />
      {shown !== null && hasMovedOn.value && (
        <p class="hint">The data was published anew since this evaluation: the maps show the records of today.</p>
      )}
    </section>
  );
}

/** Wards are drawn whole: there is no line to move between two of their windows. */
function viewsOf(shown: EvaluationResultBody | null): readonly MapView[] {
  return shown?.design.source === "published" ? MAP_VIEWS.filter((view) => view !== "swipe") : MAP_VIEWS;
}

/** While the result is on its way no map is made that would be thrown away. */
function picturesOf(hasResult: boolean, view: MapView): readonly Picture[] {
  if (hasResult) return view === "all" ? ["before", "after", "difference"] : [view];
  return step.value === "result" && isLoading.value ? [] : ["design"];
}

type OneProps = {
  readonly picture: Picture;
  readonly dataset: DatasetInfo;
  readonly shown: EvaluationResultBody | null;
  readonly isLast: boolean;
};

function OneMap({ picture, dataset, shown, isLast }: OneProps) {
  return (
    <div class={`evaluate-map evaluate-map-${picture}`}>
      <GroundMap
        dataset={dataset}
        buttons={isLast}
        onHome={() => {
          change({ view: null });
          showEverything();
        }}
        onMove={(view, map, isOver) => moved(view, map, isOver)}
        onMap={(map) => {
          maps.set(picture, map);
          // Three maps that are all called "Map" cannot be told apart by ear.
          document.querySelector(`.evaluate-map-${picture} canvas`)?.setAttribute("aria-label", `Map: ${picture}`);
          made.value++;
        }}
        onAreas={showEverything}
        without="the rows are in the table."
      />
      {shown !== null && <Captions picture={picture} shown={shown} />}
      {picture === "swipe" && <SwipeLine />}
    </div>
  );
}

/** Which window it is, over the map itself. */
function Captions({ picture, shown }: { readonly picture: Picture; readonly shown: EvaluationResultBody }) {
  const { before, after, unit } = shown.design.windows;
  const label = (name: string, window: typeof before) => (
    <>
      <strong>{name}</strong> {lengthWords(window, unit)}
      <span class="map-chip-dates">{windowWords(window)}</span>
    </>
  );
  if (picture === "swipe") {
    return (
      <>
        <span class="map-chip">{label("Before", before)}</span>
        <span class="map-chip right">{label("After", after)}</span>
      </>
    );
  }
  if (picture === "difference") {
    return (
      <span class="map-chip">
        <strong>Difference</strong> after against before
      </span>
    );
  }
  return <span class="map-chip">{picture === "before" ? label("Before", before) : label("After", after)}</span>;
}

function SwipeLine() {
  const { swipe } = evaluateQuery.value;
  return (
    <div class="swipe">
      <div class="swipe-line" style={{ left: `${swipe}%` }} />
      <input
        type="range"
        min="0"
        max="100"
        value={swipe}
        aria-label="Line between before and after"
        aria-valuetext={`${swipe} % of the map shows the window before`}
        onInput={(event) => change({ swipe: Number(event.currentTarget.value) })}
      />
    </div>
  );
}

/** The outlines of what is on screen: those of the result, else of the design. */
function outlines(): EvaluationGeometryBody | null {
  const shown = step.value === "result" ? result.value : null;
  return shown?.design.geometry ?? currentDesign.value?.design.geometry ?? null;
}

/** Keep every map in step with the answers. @returns stop */
function followDrawing(): () => void {
  const stops = [
    effect(() => {
      const [geometry, rows] = [outlines(), step.value === "result" ? result.value : null];
      void made.value;
      const marked = (geometry?.features ?? []).filter((part) => isMarkedPart(part, rows));
      const names = marked.flatMap((part) => {
        const { name, part: kind } = part.properties;
        return kind === "receiving" && name !== null ? [{ lngLat: footOf(part), name }] : [];
      });
      for (const map of maps.all()) {
        map.setData(
          "evaluation",
          geometry === null ? emptyData() : partData(geometry, (part) => marked.includes(part)),
        );
        map.setData("evaluation-names", pointData(names));
      }
    }),
    effect(() => {
      void made.value;
      const shown = step.value === "result" ? currentComparison.value : null;
      const { swipe } = evaluateQuery.peek();
      for (const name of ["before", "after", "difference", "swipe", "design"] as const) {
        const map = maps.get(name);
        if (map !== undefined) showPicture(map, { picture: name, shown, swipe: swipe / 100 });
      }
    }),
    effect(() => maps.get("swipe")?.setSwipe(evaluateQuery.value.swipe / 100)),
    effect(() => {
      void outlines();
      void made.value;
      showEverything();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Where the page itself has put the maps. */
let placed: View | null = null;

function moved(view: View, map: HexbeatMap, isOver: boolean): void {
  if (maps.isFollowing) return;
  // A map that is given another size tells of a move, too.
  if (placed !== null && isSame(view, placed)) {
    if (isOver) showEverything();
    return;
  }
  maps.follow(view, map);
  if (isOver) {
    placed = view;
    change({ view });
  }
}

function isSame(a: View, b: View): boolean {
  return Math.abs(a.zoom - b.zoom) < 0.004 && Math.abs(a.lat - b.lat) < 1e-5 && Math.abs(a.lng - b.lng) < 1e-5;
}

/** Where the address says, else so that all that is tested is in sight on the smallest map. */
function showEverything(): void {
  const wanted = evaluateQuery.peek().view ?? fittingView();
  if (wanted === null) return;
  placed = wanted;
  maps.jumpTo(wanted);
}

function fittingView(): View | null {
  const geometry = outlines();
  const box = geometry === null ? null : boxOfParts(geometry, step.peek() === "result" ? result.peek() : null);
  if (box === null) return null;
  const views = [...document.querySelectorAll<HTMLElement>(".evaluate-map")]
    .filter(({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight > 0)
    .map(({ clientWidth: width, clientHeight: height }) => viewOfBox(box, { width, height }));
  return views.sort((a, b) => a.zoom - b.zoom)[0] ?? null;
}
