import type { EvaluationResultBody } from "../../../server/api/types.ts";
import { formatCount, formatDay, formatMonth } from "../format.ts";
import { TableHead } from "../ui/table-head.tsx";
import { wrapText } from "../ui/wrap-text.ts";
import { apart, countTicks, dateTicks, dayOf, type Line, linePieces } from "./series-scale.ts";

type Series = Pick<EvaluationResultBody["series"], "unit" | "starts" | "breaks" | "marks">;

const [WIDTH, HEIGHT, LEFT, RIGHT, BASE, TOP] = [760, 216, 34, 132, 176, 22];
const [LINE_HEIGHT, LABEL_LETTERS] = [14, 20];

type Props = {
  readonly series: Series;
  readonly lines: readonly Line[];
  readonly title: string;
  /** What a count stands for where it is not one step of the series: "four weeks". */
  readonly step?: string;
};

/** Counts over time with the operation shaded; lines stop at a break of recording. Its numbers stand in `SeriesTable`. */
export function SeriesChart({ series, lines, title, step = series.unit }: Props) {
  const [first, last] = [series.starts[0], series.starts.at(-1)];
  if (first === undefined || last === undefined) return <p class="hint">There is no series to draw.</p>;
  const scale = scaleOf(first, last, lines);
  return (
    <svg
      class="chart series-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${title}. ${spoken(lines)}`}
    >
      <Axes scale={scale} first={first} last={last} step={step} />
      <Marks series={series} scale={scale} first={first} last={last} />
      {series.breaks.map((change) => (
        <line key={change.date} class="break" x1={scale.x(change.date)} x2={scale.x(change.date)} y1={TOP} y2={BASE}>
          <title>{change.label}</title>
        </line>
      ))}
      <Lines series={series} lines={lines} scale={scale} first={first} />
    </svg>
  );
}

type Scale = {
  readonly x: (day: string) => number;
  readonly y: (n: number) => number;
  readonly ticks: readonly number[];
};

function scaleOf(first: string, last: string, lines: readonly Line[]): Scale {
  const ticks = countTicks(Math.max(1, ...lines.flatMap((line) => line.n)));
  const top = ticks.at(-1) ?? 1;
  const [from, to] = [dayOf(first), Math.max(dayOf(last), dayOf(first) + 1)];
  const clamp = (value: number) => Math.min(WIDTH - RIGHT, Math.max(LEFT, value));
  return {
    ticks,
    x: (day) => clamp(LEFT + ((dayOf(day) - from) / (to - from)) * (WIDTH - LEFT - RIGHT)),
    y: (n) => BASE - (n / top) * (BASE - TOP),
  };
}

type AxesProps = { scale: Scale; first: string; last: string; step: string };

function Axes({ scale, first, last, step }: AxesProps) {
  return (
    <g class="axes">
      {scale.ticks.map((n) => (
        <g key={n}>
          <line class={n === 0 ? "rule" : "grid"} x1={LEFT} x2={WIDTH - RIGHT} y1={scale.y(n)} y2={scale.y(n)} />
          <text x={LEFT - 6} y={scale.y(n) + 4} text-anchor="end">
            {formatCount(n)}
          </text>
        </g>
      ))}
      {dateTicks(first, last).map((day) => (
        <g key={day}>
          <line class="rule" x1={scale.x(day)} x2={scale.x(day)} y1={BASE} y2={BASE + 4} />
          <text x={scale.x(day)} y={BASE + 17} text-anchor="middle">
            {formatMonth(day)}
          </text>
        </g>
      ))}
      <text x="0" y="9">
        a {step}
      </text>
    </g>
  );
}

type MarksProps = { series: Series; scale: Scale; first: string; last: string };

/** Phases and zones are shaded, events are ticks under the axis: a campaign moves a line without any change in offending. */
function Marks({ series, scale, first, last }: MarksProps) {
  const seen = series.marks.filter((mark) => mark.to > first && mark.from <= last);
  const shaded = seen.filter(({ kind }) => kind !== "event");
  const middle = (scale.x(shaded[0]?.from ?? first) + scale.x(shaded.at(-1)?.to ?? first)) / 2;
  return (
    <g>
      {shaded.map((mark) => (
        <rect
          key={`${mark.name} ${mark.from}`}
          class={`mark mark-${mark.kind}`}
          x={scale.x(mark.from)}
          width={Math.max(2, scale.x(mark.to) - scale.x(mark.from))}
          y={TOP}
          height={BASE - TOP}
        >
          <title>{`${mark.name}, from ${formatDay(mark.from)}`}</title>
        </rect>
      ))}
      {shaded[0] !== undefined && (
        <text class="mark-name" x={Math.max(70, middle)} y={TOP - 6} text-anchor="middle">
          {shaded[0].kind === "zone" ? "in force" : "operation"}
        </text>
      )}
      {seen
        .filter(({ kind }) => kind === "event")
        .map((mark) => (
          <path
            key={`${mark.name} ${mark.from}`}
            class="mark-event"
            d={`M${scale.x(mark.from)} ${BASE + 22}l4.5 8h-9z`}
          >
            <title>{`${mark.name}, ${formatDay(mark.from)}`}</title>
          </path>
        ))}
    </g>
  );
}

type LinesProps = { series: Series; lines: readonly Line[]; scale: Scale; first: string };

function Lines({ series, lines, scale, first }: LinesProps) {
  const names = lines.map(({ name }) => wrapText(name, (row) => row.length <= LABEL_LETTERS));
  const heights = apart(
    lines.map(({ n }) => scale.y(n.at(-1) ?? 0)),
    LINE_HEIGHT * Math.max(1, ...names.map(({ length }) => length)),
  );
  return (
    <g>
      {lines.map((line) =>
        linePieces(series.starts, series.breaks).map((piece) => (
          <polyline
            key={`${line.name} ${piece[0]}`}
            class={`line line-${line.kind}`}
            points={piece.map((at) => `${scale.x(series.starts[at] ?? first)},${scale.y(line.n[at] ?? 0)}`).join(" ")}
          />
        )),
      )}
      {lines.map((line, i) => (
        <text
          key={line.name}
          class={`line-name line-name-${line.kind}`}
          x={WIDTH - RIGHT + 8}
          y={(heights[i] ?? 0) + 4}
        >
          {names[i]?.map((words, row) => (
            <tspan key={words} x={WIDTH - RIGHT + 8} dy={row === 0 ? 0 : LINE_HEIGHT}>
              {words}
            </tspan>
          ))}
        </text>
      ))}
    </g>
  );
}

/** The same numbers as rows. */
export function SeriesTable({ series, lines }: Pick<Props, "series" | "lines">) {
  return (
    <table class="plain-table twin">
      <TableHead
        columns={[series.unit === "week" ? "From" : "Month", ...lines.map(({ name }) => ({ number: name }))]}
      />
      <tbody>
        {series.starts.map((start, at) => (
          <tr key={start}>
            <th scope="row">{formatDay(start)}</th>
            {lines.map((line) => (
              <td key={line.name} class="number">
                {formatCount(line.n[at] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function spoken(lines: readonly Line[]): string {
  return lines.map(({ name, n }) => `${name}: ${formatCount(n.reduce((a, b) => a + b, 0))} in all`).join("; ");
}
