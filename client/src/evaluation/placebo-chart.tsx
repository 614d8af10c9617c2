import { formatCount } from "../format.ts";
import { placeboBins } from "./placebo-bins.ts";

const [WIDTH, HEIGHT, BASE, TOP, EDGE] = [380, 138, 104, 30, 10];

type Props = {
  readonly residuals: readonly number[];
  readonly own: number | null;
  /** "the target", "the displacement zone". */
  readonly name: string;
  readonly p: string;
};

/** Where the target stands among places without an operation: their residuals as columns, its own as a line. */
export function PlaceboChart({ residuals, own, name, p }: Props) {
  const bins = placeboBins(residuals, own);
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return <p class="hint">There are no placebos to draw.</p>;
  const highest = Math.max(1, ...bins.map((bin) => bin.n));
  const x = (value: number) => EDGE + ((value - first.from) / (last.to - first.from)) * (WIDTH - 2 * EDGE);
  const words = `${formatCount(residuals.length)} placebos; ${own === null ? `${name} has no residual` : `${name} at ${signed(own)}`}; p = ${p}`;
  return (
    <svg class="chart placebo-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      {bins.map((bin) => (
        <rect
          key={bin.from}
          class="bar"
          x={x(bin.from) + 0.5}
          width={Math.max(1, x(bin.to) - x(bin.from) - 1)}
          y={BASE - (bin.n / highest) * (BASE - TOP)}
          height={(bin.n / highest) * (BASE - TOP)}
        >
          <title>{`${signed(bin.from)} to ${signed(bin.to)}: ${bin.n}`}</title>
        </rect>
      ))}
      <line class="rule" x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
      {first.from < 0 && last.to > 0 && (
        <g>
          <line class="rule" x1={x(0)} x2={x(0)} y1={BASE} y2={BASE + 5} />
          <text x={x(0)} y={BASE + 16} text-anchor="middle">
            as expected
          </text>
        </g>
      )}
      {own !== null && <Own x={x(own)} name={name} />}
      <text x="0" y={HEIGHT - 4}>
        ← fell further
      </text>
      <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">
        rose further →
      </text>
    </svg>
  );
}

function Own({ x, name }: { readonly x: number; readonly name: string }) {
  return (
    <g class="own">
      <line x1={x} x2={x} y1={TOP - 12} y2={BASE} />
      <path d={`M${x} ${TOP - 6}l5 -8h-10z`} />
      <text x={Math.min(WIDTH - 66, Math.max(66, x))} y={TOP - 18} text-anchor="middle">
        {name}
      </text>
    </g>
  );
}

/** The same columns as rows. */
export function PlaceboTable({ residuals, own, name }: Omit<Props, "p">) {
  return (
    <table class="plain-table twin">
      <thead>
        <tr>
          <th scope="col">Residual from</th>
          <th scope="col">to</th>
          <th scope="col" class="number">
            Placebos
          </th>
          <th scope="col">
            <span class="visually-hidden">Where {name} stands</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {placeboBins(residuals, own).map((bin, at, { length }) => (
          <tr key={bin.from}>
            <td>{signed(bin.from)}</td>
            <td>{signed(bin.to)}</td>
            <td class="number">{formatCount(bin.n)}</td>
            <td>{own !== null && holds(bin, own, at === length - 1) && name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function holds({ from, to }: { from: number; to: number }, value: number, isLast: boolean): boolean {
  return value >= from && (value < to || isLast);
}

function signed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
