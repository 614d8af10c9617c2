import { datasets } from "../../datasets.ts";
import { formatCount, formatPeriod } from "../../format.ts";
import { isRunning, jobs } from "../../imports/jobs.ts";
import { firstDay, shiftMonth } from "../../months.ts";
import { update } from "../../state.ts";
import { categoryNoun } from "../../vocabulary.ts";
import { choose, chooseMode } from "./actions.ts";
import { areaCounts, boroughs, cellValues, geometry, histogram, wards } from "./answers.ts";
import { category, counted, dataset, filter, mode, months, show } from "./choices.ts";
import { CrossedBreak } from "./crossed.tsx";
import { frame } from "./frame.ts";
import { change } from "./modes/change-frame.ts";
import { CannotCompare, cannotCompare, NothingBefore } from "./modes/change-message.tsx";
import type { ClassedFrame } from "./modes/classed.ts";
import { comparedPeriod } from "./modes/compared-period.ts";
import { emerging } from "./modes/emerging-frame.ts";
import { hotAreas } from "./modes/hot-frame.ts";
import { joint } from "./modes/joint-frame.ts";
import { markets } from "./modes/market-frame.ts";
import { beforeValues } from "./modes/swiped-period.ts";
import { universeGeometry } from "./modes/universe-geometry.ts";
import { clusters } from "./places/cluster-answers.ts";
import { crossedBreak } from "./test-filter.ts";

/** Loading, empty and failed, each with what to do next; nothing when the map speaks for itself. */
export function MapMessage() {
  const failure = failed();
  if (failure !== null) return <Failed {...failure} />;
  if (datasets.current.value.value === null) return <div class="map-message">Loading the list of data…</div>;
  if (dataset.value === null || months.value.length === 0) return <NoData />;
  if (show.value !== "hexagons" && needsBoundaries()) return <NoBoundaries />;
  if (show.value === "hexagons" && dataset.value.points === 0) return <NoData />;
  if (mode.value === "change" && comparedPeriod.value === null) return <NothingBefore />;
  if (!counted.value && crossedBreak.value !== null) {
    return (
      <div class="map-message">
        <CrossedBreak />
      </div>
    );
  }
  if (mode.value === "change" && !counted.value && cannotCompare()) return <CannotCompare />;
  if (frame.value === null) return <div class="map-message">{counted.value ? "Counting…" : "Testing…"}</div>;
  if (frame.value.kind === "classed" && frame.value.gate !== null) return <Gated frame={frame.value} />;
  return frame.value.total === 0 ? <Empty /> : null;
}

function Failed({ message, again }: { readonly message: string; readonly again: () => void }) {
  return (
    <div class="map-message" role="alert">
      <strong>The counts could not be loaded.</strong>
      <p>{message} What is drawn is the answer before it.</p>
      <button type="button" class="button primary" onClick={again}>
        Try again
      </button>
    </div>
  );
}

function NoData() {
  const running = jobs.value.find(isRunning);
  if (running !== undefined) {
    return (
      <div class="map-message" role="status">
        <strong>Loading {running.fileName}…</strong>
        <p>
          {formatCount(running.rowsRead)} rows so far{running.phase === null ? "" : ` (${running.phase})`}. The map
          starts by itself.
        </p>
      </div>
    );
  }
  return (
    <div class="map-message">
      <strong>No data to show yet.</strong>
      <p>Import files of data.police.uk, of the Metropolitan Police or of your force, and the map starts here.</p>
      <button type="button" class="button primary" onClick={() => update({ panel: "import" })}>
        Import data
      </button>
    </div>
  );
}

function NoBoundaries() {
  return (
    <div class="map-message">
      <strong>No boundaries of {show.value} yet.</strong>
      <p>Import a GeoJSON file of {show.value} to count by them.</p>
      <button type="button" class="button primary" onClick={() => update({ panel: "import" })}>
        Import boundaries
      </button>
    </div>
  );
}

function Empty() {
  const asked = filter.value;
  const [first, last] = [months.value[0], months.value.at(-1)];
  if (asked?.from === undefined || asked.to === undefined || first === undefined || last === undefined) return null;
  return (
    <div class="map-message">
      <strong>
        No {categoryNoun(category.value)} here in {formatPeriod(asked.from, asked.to)}.
      </strong>
      <p>Widen the period, or look everywhere.</p>
      <button
        type="button"
        class="button primary"
        onClick={() => choose({ from: firstDay(first), to: firstDay(shiftMonth(last, 1)) })}
      >
        All months
      </button>
      {(asked.area?.length ?? 0) > 0 && (
        <button type="button" class="button" onClick={() => choose({ area: [] })}>
          Everywhere
        </button>
      )}
    </div>
  );
}

/** Words of the gate; the counts stay on the map, marked as not tested. */
function Gated({ frame: shown }: { readonly frame: ClassedFrame }) {
  const told = clusters.current.value.value?.answer.gates.areas?.message;
  const last = months.value.at(-1);
  const year = () => {
    if (last !== undefined) choose({ from: firstDay(shiftMonth(last, -11)), to: firstDay(shiftMonth(last, 1)) });
  };
  return (
    <div class="map-message">
      <strong>No class can be given here.</strong>
      <p>{shown.mode === "hot" ? (told ?? shown.gate) : shown.gate}</p>
      <button type="button" class="button primary" onClick={year}>
        The last 12 months
      </button>
      <button type="button" class="button" onClick={() => chooseMode("count")}>
        Show the counts
      </button>
    </div>
  );
}

function needsBoundaries(): boolean {
  const { state, value } = (show.value === "wards" ? wards : boroughs).current.value;
  return value === null && state === "idle";
}

function failed(): { message: string; again: () => void } | null {
  const drawn = [
    geometry,
    cellValues,
    beforeValues,
    universeGeometry,
    hotAreas,
    emerging,
    markets,
    joint,
    change,
    areaCounts,
  ];
  for (const resource of [datasets, ...drawn, histogram, boroughs, wards]) {
    const { state, message } = resource.current.value;
    if (state === "failed") return { message: message ?? "", again: resource.reload };
  }
  return null;
}
