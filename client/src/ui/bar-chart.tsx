import type { BreakBody } from "../../../server/api/types.ts";
import { formatCount, formatDay } from "../format.ts";

export type Bar = { readonly key: string; readonly label: string; readonly n: number; readonly shown: boolean };

const [WIDTH, HEIGHT, BASE, TOP] = [312, 96, 78, 14];

type Props = {
  readonly bars: readonly Bar[];
  readonly title: string;
  readonly ends: readonly [string, string];
  /** Months from which the records are made by other rules; keys of the bars begin with them. */
  readonly breaks?: readonly BreakBody[];
};

/** Counts as bars from zero, the highest one numbered; the shown period is dark. The numbers themselves follow for screen readers. */
export function BarChart({ bars, title, ends, breaks = [] }: Props) {
  const highest = Math.max(1, ...bars.map((bar) => bar.n));
  const step = WIDTH / Math.max(1, bars.length);
  const peak = bars.findIndex((bar) => bar.n === highest);
  return (
    <figure class="figure">
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. ${spoken(bars)}`}>
        {bars.map((bar, i) => (
          <BarRect key={bar.key} bar={bar} x={i * step + 0.5} width={step - 1} highest={highest} />
        ))}
        {breaks.map((change) => (
          <BreakLine
            key={change.date}
            change={change}
            x={bars.findIndex((bar) => bar.key >= change.date.slice(0, 7)) * step}
          />
        ))}
        <line class="rule" x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
        {peak >= 0 && (
          <text x={Math.min(WIDTH - 12, Math.max(12, (peak + 0.5) * step))} y={TOP - 4} text-anchor="middle">
            {formatCount(highest)}
          </text>
        )}
        <text x="0" y={HEIGHT - 4}>
          {ends[0]}
        </text>
        <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">
          {ends[1]}
        </text>
      </svg>
      {breaks.map((change) => (
        <figcaption key={change.date} class="hint">
          Broken at {formatDay(change.date)}: {change.label}
        </figcaption>
      ))}
    </figure>
  );
}

type RectProps = { readonly bar: Bar; readonly x: number; readonly width: number; readonly highest: number };

function BarRect({ bar, x, width, highest }: RectProps) {
  const height = (bar.n / highest) * (BASE - TOP);
  return (
    <rect class={bar.shown ? "bar in" : "bar"} x={x} y={BASE - height} width={Math.max(0.5, width)} height={height}>
      <title>{`${bar.label}: ${formatCount(bar.n)}`}</title>
    </rect>
  );
}

/** Where the counts before and after do not compare. */
function BreakLine({ change, x }: { readonly change: BreakBody; readonly x: number }) {
  if (x <= 0) return null;
  return (
    <g class="break">
      <line x1={x} x2={x} y1="0" y2={BASE} />
      <title>{`${change.label}: ${change.reason}`}</title>
    </g>
  );
}

function spoken(bars: readonly Bar[]): string {
  return bars
    .filter((bar) => bar.shown)
    .map((bar) => `${bar.label}: ${bar.n}`)
    .join(", ");
}
