import { barY, ruleY, tickY } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { PlotFigure } from "../../evaluation/plot-figure.tsx";
import { pWords } from "../../evaluation/words.ts";
import { formatCount } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { Twin } from "./charts.tsx";

type Shift = EvaluationResultBody["shifts"][number];

/** Hours before and after, where the data has hours: of the target and of every place that stands out. */
export function Shifts({ result }: { readonly result: EvaluationResultBody }) {
  const marked = new Set(result.receiving.filter((row) => row.marked).map(({ name }) => name));
  const shown = result.shifts.filter(({ part, place }) => part === "target" || marked.has(place));
  if (shown.length === 0) return null;
  return (
    <section>
      <h3>Hours of the day</h3>
      <div class="two-charts">
        {shown.map((shift) => (
          <OneShift key={shift.place} shift={shift} />
        ))}
      </div>
      <p class="hint">Bars: after. Ticks: before, at the same hour. Hours of Europe/London.</p>
    </section>
  );
}

function OneShift({ shift }: { readonly shift: Shift }) {
  const { hours } = shift;
  const options = useMemo(
    () => ({
      ...{ width: 380, height: 128, marginLeft: 30, marginRight: 4, marginTop: 14, marginBottom: 22 },
      x: { label: null, ticks: [0, 6, 12, 18, 23], tickFormat: (hour: number) => `${hour}:00`, tickSize: 0 },
      y: { label: null, ticks: 3, grid: true, tickSize: 0 },
      marks: [
        barY(hours.after, { x: (_: number, hour: number) => hour, y: (n: number) => n, fill: "#9fb0b8" }),
        tickY(hours.before, {
          x: (_: number, hour: number) => hour,
          y: (n: number) => n,
          stroke: "#0b3d4f",
          strokeWidth: 2.5,
        }),
        ruleY([0]),
      ],
    }),
    [hours],
  );
  return (
    <figure class="figure">
      <figcaption>
        {shift.place}: {shiftWords(shift)}
      </figcaption>
      <PlotFigure label={`${shift.place}: records by hour, before and after. ${shiftWords(shift)}`} options={options} />
      <Twin words={`${shift.place}: hours as a table`}>
        <HoursTable shift={shift} />
      </Twin>
    </figure>
  );
}

function HoursTable({ shift: { hours } }: { readonly shift: Shift }) {
  return (
    <table class="plain-table twin">
      <TableHead columns={["Hour", { number: "Before" }, { number: "After" }]} />
      <tbody>
        {hours.before.map((n, hour) => (
          <tr key={hour}>
            <th scope="row">{hour}:00</th>
            <td class="number">{formatCount(n)}</td>
            <td class="number">{formatCount(hours.after[hour] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shiftWords({ laterHours, p }: Shift): string {
  if (laterHours === null) return "too few records to say";
  const way = laterHours > 0 ? "later" : "earlier";
  return `${Math.abs(laterHours).toFixed(1)} hours ${way} (p = ${pWords(p)})`;
}
