import { formatCount } from "../format.ts";

export type Bar = { readonly key: string; readonly label: string; readonly n: number; readonly shown: boolean };

const [WIDTH, HEIGHT, BASE, TOP] = [312, 96, 78, 14];

type Props = { readonly bars: readonly Bar[]; readonly title: string; readonly ends: readonly [string, string] };

/** Counts as bars from zero, the highest one numbered; the shown period is dark. The numbers themselves follow for screen readers. */
export function BarChart({ bars, title, ends }: Props) {
  const highest = Math.max(1, ...bars.map((bar) => bar.n));
  const step = WIDTH / Math.max(1, bars.length);
  const peak = bars.findIndex((bar) => bar.n === highest);
  return (
    <figure class="figure">
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}. ${spoken(bars)}`}>
        {bars.map((bar, i) => {
          const height = (bar.n / highest) * (BASE - TOP);
          return (
            <rect
              key={bar.key}
              class={bar.shown ? "bar in" : "bar"}
              x={i * step + 0.5}
              y={BASE - height}
              width={Math.max(0.5, step - 1)}
              height={height}
            >
              <title>{`${bar.label}: ${formatCount(bar.n)}`}</title>
            </rect>
          );
        })}
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
    </figure>
  );
}

function spoken(bars: readonly Bar[]): string {
  return bars
    .filter((bar) => bar.shown)
    .map((bar) => `${bar.label}: ${bar.n}`)
    .join(", ");
}
