import { fetchSeries } from "../../api.ts";
import { formatCount, formatMonth, formatPeriod } from "../../format.ts";
import { lastMonth, monthOf } from "../../months.ts";
import { liveResource } from "../../resource.ts";
import { update } from "../../state.ts";
import { BarChart } from "../../ui/bar-chart.tsx";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { categoryNoun } from "../../vocabulary.ts";
import { formatProfile } from "../profile/address.ts";
import { category, dataset, months, period } from "./choices.ts";
import { boundaryCredits } from "./credits.ts";
import { eventsOfPlace, placeEvents } from "./dated-events.ts";
import { EventList, EventMarks } from "./event-marks.tsx";
import { placeFilter } from "./place-filter.ts";
import { clusters } from "./places/cluster-answers.ts";
import { openPlace } from "./places/open-place.ts";
import { describe, findArea, isCell, ranking } from "./ranking.ts";
import { WeekGrid } from "./week-grid.tsx";

const series = liveResource(placeFilter, ({ filter }, abort) => fetchSeries(filter, "month", abort));

/** One place: its number, its months, whose boundaries and data they are. */
export function Profile({ id }: { readonly id: string }) {
  const words = describe(id);
  const row = ranking.value.find((ranked) => ranked.id === id);
  return (
    <article class="profile" aria-label={`Profile of ${words.title}`}>
      <div class="profile-head">
        <div>
          <h2>{words.title}</h2>
          <p>{words.detail}</p>
        </div>
        <button type="button" class="button quiet" onClick={() => update({ selected: null })}>
          Close
        </button>
      </div>
      <p>
        <span class="big">{formatCount(row?.n ?? 0)}</span> {categoryNoun(category.value)},{" "}
        {period.value !== null && formatPeriod(period.value.from, period.value.to)}
        {row !== undefined && ` · rank ${formatCount(row.rank)} of ${formatCount(ranking.value.length)}`}
      </p>
      <PartOf cell={id} />
      {findArea(id) !== null && period.value !== null && (
        <a
          class="button"
          href={formatProfile({
            dataset: dataset.value?.id ?? null,
            area: id,
            to: period.value.to,
            category: category.value,
          })}
        >
          12-month profile
        </a>
      )}
      <SeriesChart />
      <WeekGrid />
      <Facts id={id} />
    </article>
  );
}

/** The listed place that a cell belongs to. */
function PartOf({ cell }: { readonly cell: string }) {
  const found = clusters.current.value.value?.answer.clusters.find(({ cells }) => cells.includes(cell));
  if (found === undefined) return null;
  return (
    <button type="button" class="button" onClick={() => openPlace(found.id)}>
      Part of place {found.rank}: {found.name}
    </button>
  );
}

/** The months of the place whose profile is open, the shown ones dark. */
export function SeriesChart() {
  const { state, value, message } = series.current.value;
  const shown = period.value;
  const [first, last] = [months.value[0], months.value.at(-1)];
  if (state === "failed") return <p class="notice error">{message}</p>;
  if (value === null || shown === null || first === undefined || last === undefined) return <p>Loading its months…</p>;
  const bars = value.rows.map((row) => ({
    key: row.t,
    label: formatMonth(row.t),
    n: row.n,
    shown: row.t >= monthOf(shown.from) && row.t <= lastMonth(shown.to),
  }));
  const ends = [formatMonth(first), formatMonth(last)] as const;
  const marked = { events: placeEvents.value, months: value.rows.map((row) => row.t) };
  return (
    <div class="series">
      <EventMarks {...marked} />
      <BarChart bars={bars} title="By month" ends={ends} breaks={value.breaks} />
      <EventList {...marked} />
      <FailedNotice of={eventsOfPlace} />
    </div>
  );
}

function Facts({ id }: { readonly id: string }) {
  const data = dataset.value;
  const area = findArea(id);
  return (
    <dl class="terms">
      <dt>{isCell(id) ? "Cell" : "Code"}</dt>
      <dd>{id}</dd>
      {area !== null && area.properties.boroughName !== null && (
        <>
          <dt>Borough</dt>
          <dd>{area.properties.boroughName}</dd>
        </>
      )}
      <dt>Data</dt>
      <dd>{[data?.title, ...(data?.forces.map((force) => force.name) ?? [])].join(" · ")}</dd>
      <dt>Boundaries</dt>
      <dd>{boundaryCredits()}</dd>
    </dl>
  );
}
