import type { ComponentChildren } from "preact";
import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { PlaceboChart, PlaceboTable } from "../../evaluation/placebo-chart.tsx";
import { SeriesChart, SeriesTable } from "../../evaluation/series-chart.tsx";
import { gathered, placeLines, seriesLines } from "../../evaluation/series-lines.ts";
import type { Line } from "../../evaluation/series-scale.ts";
import { pWords } from "../../evaluation/words.ts";
import { formatCount, formatDay } from "../../format.ts";
import { currentMarks } from "./series-events.ts";

type Props = { readonly result: EvaluationResultBody };

/** A table behind a chart: the same numbers. */
export function Twin({ words, children }: { readonly words: string; readonly children: ComponentChildren }) {
  return (
    <details class="twin-box">
      <summary>{words}</summary>
      <div class="twin-scroll">{children}</div>
    </details>
  );
}

/** Weeks of a few records are noise to the eye: lines are drawn as sums of so many. */
const WEEKS = 4;

/** Target, displacement zone and control over time, with the operation shaded and breaks drawn. */
export function OverTime({ result }: Props) {
  const series = { ...result.series, marks: currentMarks(result) };
  const weekly = series.unit === "week";
  const draw = (lines: ReturnType<typeof seriesLines>, title: string) => {
    const sums = weekly ? gathered(series, lines, WEEKS) : { starts: [...series.starts], lines };
    const drawn = { ...series, starts: sums.starts };
    return (
      <figure key={title} class="figure">
        <figcaption>{title}</figcaption>
        <SeriesChart series={drawn} lines={sums.lines} title={title} step={weekly ? "four weeks" : "month"} />
        <Twin words={`${title}: as a table${weekly ? ", by week" : ""}`}>
          <SeriesTable series={series} lines={lines} />
        </Twin>
      </figure>
    );
  };
  const places = placeLines(result);
  return (
    <section class="over-time">
      {lineGroups(seriesLines(result)).map(({ title, lines }) => draw(lines, title))}
      {places.length > 0 && draw(places, "Places that stand out")}
      {series.breaks.map(({ date, label }) => (
        <p key={date} class="hint">
          Broken at {formatDay(date)}: {label}
        </p>
      ))}
      <DatedEvents marks={series.marks} first={series.starts[0] ?? ""} />
    </section>
  );
}

type DatedProps = { readonly marks: EvaluationResultBody["series"]["marks"]; readonly first: string };

/** What the triangles under the axis stand for. */
function DatedEvents({ marks, first }: DatedProps) {
  const dated = marks.filter(({ kind, to }) => kind === "event" && to > first);
  if (dated.length === 0) return null;
  return (
    <p class="hint">
      ▲ dated events, which can move a line without any change in offending:{" "}
      {dated.map(({ name, from }) => `${name} (${formatDay(from)})`).join(", ")}.
    </p>
  );
}

/** Beside a line of so many times its height another one lies flat on the axis. */
const DWARFS = 4;

/** Target, zone and control in one picture; the zone in one of its own where the others would be flat beside it. */
function lineGroups(lines: readonly Line[]): { title: string; lines: Line[] }[] {
  const [zone, others] = [
    lines.filter(({ kind }) => kind === "displacement"),
    lines.filter(({ kind }) => kind !== "displacement"),
  ];
  const top = (list: readonly Line[]) => Math.max(1, ...list.flatMap(({ n }) => n));
  if (top(zone) < DWARFS * top(others)) return [{ title: "Target, displacement zone and control", lines: [...lines] }];
  return [
    { title: "Target and control", lines: others },
    { title: "Displacement zone", lines: zone },
  ];
}

/** Where target and displacement zone stand among places without an operation. */
export function Placebos({ result }: Props) {
  const { placebo, target, displacement } = result;
  return (
    <section>
      <h3>Against places without an operation</h3>
      <div class="two-charts">
        <OnePlacebo title="Target" name="the target" pool={placebo} p={target.pPlacebo} />
        <OnePlacebo title="Displacement zone" name="the zone" pool={placebo.zone} p={displacement.pPlacebo} />
      </div>
      <p class="hint">{placebo.rule}</p>
    </section>
  );
}

type Pool = EvaluationResultBody["placebo"]["zone"];
type OneProps = { readonly title: string; readonly name: string; readonly pool: Pool; readonly p: number | null };

function OnePlacebo({ title, name, pool, p }: OneProps) {
  return (
    <figure class="figure">
      <figcaption>
        {title}: {formatCount(pool.m)} placebos from {formatCount(pool.distinct)} areas and{" "}
        {formatCount(pool.dates.length)} {pool.dates.length === 1 ? "date" : "dates"}; p = {pWords(p)}
        {pool.smallestP !== null && ` (smallest possible ${pWords(pool.smallestP)})`}
      </figcaption>
      <PlaceboChart residuals={pool.residuals} own={pool.own} name={name} p={pWords(p)} />
      <Twin words={`${title}: placebos as a table`}>
        <PlaceboTable residuals={pool.residuals} own={pool.own} name={name} />
      </Twin>
    </figure>
  );
}
