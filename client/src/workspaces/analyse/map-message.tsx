import { formatCount, formatPeriod } from "../../format.ts";
import { isRunning, jobs } from "../../imports/jobs.ts";
import { firstDay, shiftMonth } from "../../months.ts";
import { update } from "../../state.ts";
import { categoryNoun } from "../../vocabulary.ts";
import { choose } from "./actions.ts";
import { areaCounts, boroughs, cellValues, geometry, histogram, wards } from "./answers.ts";
import { category, dataset, datasets, filter, months, show } from "./choices.ts";
import { frame } from "./frame.ts";

/** Loading, empty and failed, each with what to do next; nothing when the map speaks for itself. */
export function MapMessage() {
  const failure = failed();
  if (failure !== null) return <Failed {...failure} />;
  if (datasets.current.value.value === null) return <div class="map-message">Loading the list of data…</div>;
  if (dataset.value === null || months.value.length === 0) return <NoData />;
  if (show.value !== "hexagons" && needsBoundaries()) return <NoBoundaries />;
  if (show.value === "hexagons" && dataset.value.points === 0) return <NoData />;
  if (frame.value === null) return <div class="map-message">Counting…</div>;
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

function needsBoundaries(): boolean {
  const { state, value } = (show.value === "wards" ? wards : boroughs).current.value;
  return value === null && state === "idle";
}

function failed(): { message: string; again: () => void } | null {
  for (const resource of [datasets, geometry, cellValues, areaCounts, histogram, boroughs, wards]) {
    const { state, message } = resource.current.value;
    if (state === "failed") return { message: message ?? "", again: resource.reload };
  }
  return null;
}
