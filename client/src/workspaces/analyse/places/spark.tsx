import type { BreakBody } from "../../../../../server/api/types.ts";
import { formatMonth } from "../../../format.ts";
import { unbroken } from "./unbroken.ts";

const [WIDTH, HEIGHT, EDGE] = [72, 26, 3];
type Row = { readonly month: string; readonly n: number };

/** Months as a small line from zero; broken where the records change. The numbers follow for screen readers. */
export function Spark({ rows, breaks }: { readonly rows: readonly Row[]; readonly breaks: readonly BreakBody[] }) {
  const highest = Math.max(1, ...rows.map((row) => row.n));
  const x = (at: number) => EDGE + (at / Math.max(1, rows.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (n: number) => HEIGHT - EDGE - (n / highest) * (HEIGHT - 2 * EDGE);
  const last = rows.at(-1);
  const spoken = rows.map(({ month, n }) => `${formatMonth(month)} ${n}`).join(", ");
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`By month: ${spoken}`}>
      {unbroken(rows, breaks).map((part) => (
        <polyline
          key={part[0]}
          points={part.map((at) => `${x(at).toFixed(1)},${y(rows[at]?.n ?? 0).toFixed(1)}`).join(" ")}
        />
      ))}
      {last !== undefined && <circle cx={x(rows.length - 1)} cy={y(last.n)} r="2.2" />}
    </svg>
  );
}
