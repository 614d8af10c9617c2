import { formatCount, formatMonth } from "../../format.ts";
import { monthOf } from "../../months.ts";
import { unbroken } from "../analyse/places/unbroken.ts";
import type { Trend } from "./answers.ts";
import { eventMonths } from "./event-marks.ts";
import { scaledLine } from "./scaled-line.ts";

const [HEIGHT, LEFT, RIGHT, TOP, BASE] = [150, 30, 8, 22, 128] as const;
/** Units across: fewer on a phone, so that bars and words stay legible. */
const [WIDE, NARROW] = [860, 430] as const;

export type Comparator = { readonly name: string; readonly class: string; readonly counts: readonly number[] };

type Props = { readonly trend: Trend; readonly comparators: readonly Comparator[]; readonly from: string };
/** Where a month and a count stand. */
type Scale = {
  readonly width: number;
  readonly step: number;
  readonly x: (at: number) => number;
  readonly y: (n: number) => number;
};

/** The place's months as bars; beside them what it would have had, had it moved as the rest did. The numbers are in the table twin. */
export function TrendChart({ trend, comparators, from }: Props) {
  const { months, own, breaks } = trend;
  const parts = unbroken(
    months.map((month) => ({ month })),
    breaks,
  );
  const lines = comparators.map((line) => ({ ...line, values: scaledLine(own, line.counts, parts) }));
  const highest = Math.max(1, ...own, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const scale = scaleOf(months.length, highest);
  return (
    <svg class="chart trend" viewBox={`0 0 ${scale.width} ${HEIGHT}`} role="img" aria-label={spoken(trend)}>
      <line class="grid" x1={LEFT} x2={scale.width - RIGHT} y1={TOP} y2={TOP} />
      <text x={LEFT - 4} y={TOP + 4} text-anchor="end">
        {formatCount(Math.round(highest))}
      </text>
      <text x={LEFT - 4} y={BASE} text-anchor="end">
        0
      </text>
      <Bars trend={trend} from={from} scale={scale} />
      {lines.map(({ name, class: kind, values }) =>
        parts.map((part) => (
          <polyline key={`${name} ${part[0]}`} class={`comparator ${kind}`} points={pointsOf(part, values, scale)} />
        )),
      )}
      <Marks trend={trend} scale={scale} />
      <line class="rule" x1={LEFT} x2={scale.width - RIGHT} y1={BASE} y2={BASE} />
      <MonthNames months={months} scale={scale} />
    </svg>
  );
}

function scaleOf(months: number, highest: number): Scale {
  const width = matchMedia("(max-width: 760px)").matches ? NARROW : WIDE;
  const step = (width - LEFT - RIGHT) / months;
  return { width, step, x: (at) => LEFT + at * step, y: (n) => BASE - (n / highest) * (BASE - TOP) };
}

function pointsOf(part: readonly number[], values: readonly (number | null)[], { step, x, y }: Scale): string {
  return part
    .flatMap((at) => {
      const value = values[at];
      return value == null ? [] : [`${(x(at) + step / 2).toFixed(1)},${y(value).toFixed(1)}`];
    })
    .join(" ");
}

type BarProps = { readonly trend: Trend; readonly from: string; readonly scale: Scale };

function Bars({ trend: { months, own }, from, scale: { step, x, y } }: BarProps) {
  return (
    <>
      {own.map((n, at) => (
        <rect
          key={months[at]}
          class={(months[at] ?? "") >= monthOf(from) ? "bar in" : "bar"}
          x={x(at) + 1}
          y={y(n)}
          width={step - 2}
          height={BASE - y(n)}
        >
          <title>{`${formatMonth(months[at] ?? "")}: ${formatCount(n)}`}</title>
        </rect>
      ))}
    </>
  );
}

/** The first month, each January and the last one, where they do not run into each other. */
function MonthNames({
  months,
  scale: { width, step, x },
}: {
  readonly months: readonly string[];
  readonly scale: Scale;
}) {
  const last = months.length - 1;
  return (
    <>
      {months.map((month, at) =>
        (at === 0 || at === last || month.endsWith("-01")) && !isCrowded(months, at, step) ? (
          <text
            key={month}
            x={at === last ? width - RIGHT : x(at)}
            y={HEIGHT - 8}
            text-anchor={at === last ? "end" : "start"}
          >
            {formatMonth(month)}
          </text>
        ) : null,
      )}
    </>
  );
}

type MarkProps = { readonly trend: Trend; readonly scale: Scale };

/** Breaks of recording across all of it, dated events as numbered ticks at the top. */
function Marks({ trend: { months, breaks, events }, scale: { x, step } }: MarkProps) {
  return (
    <>
      {breaks.map(({ date, label }) => (
        <g class="break" key={date}>
          <line x1={x(months.indexOf(monthOf(date)))} x2={x(months.indexOf(monthOf(date)))} y1="2" y2={BASE} />
          <title>{`${label}: counts before and after do not compare`}</title>
        </g>
      ))}
      {eventMonths(events, months).map(({ month, numbers }, at) => (
        <text
          key={month}
          class="event"
          x={x(months.indexOf(month)) + step / 2}
          // Where months are narrow, "1" and "2" beside each other would read as twelve.
          y={step < CLOSE && at % 2 === 1 ? 21 : 11}
          text-anchor="middle"
        >
          {numbers.join(",")}
        </text>
      ))}
    </>
  );
}

/** Months narrower than this have no room for two numbers side by side. */
const CLOSE = 16;
/** Units that the name of a month takes. */
const NAME = 78;

/** The name of a month would run into the next one. */
function isCrowded(months: readonly string[], at: number, step: number): boolean {
  const last = months.length - 1;
  if (at === last) return false;
  if ((last + 1 - at) * step < 2 * NAME) return true;
  const next = months.findIndex((month, i) => i > at && month.endsWith("-01"));
  return at === 0 && next > 0 && next * step < NAME;
}

function spoken({ months, own }: Trend): string {
  return `By month: ${months.map((month, at) => `${formatMonth(month)} ${own[at] ?? 0}`).join(", ")}`;
}
