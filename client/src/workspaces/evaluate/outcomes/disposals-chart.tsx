import { barY, type PlotOptions, ruleY } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { DisposalsBody } from "../../../../../server/api/types.ts";
import { PlotFigure } from "../../../evaluation/plot-figure.tsx";
import { formatCount, formatMonth } from "../../../format.ts";
import { shortName } from "../../../layers/sources.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { Twin } from "../charts.tsx";

/** Dark to light, told apart without hue as well; the drugs' order is the service's. */
const COLOURS = ["#0b3d4f", "#e08214", "#8073ac", "#9fb0b8", "#4b1d4a", "#ee7550"];

/** Judicial disposals by month, Class A drug and borough; the counting rule is the caption. */
export function DisposalsChart({ disposals }: { readonly disposals: DisposalsBody }) {
  const { rows, caption, left } = disposals;
  const options = useMemo(() => chartOf(disposals), [disposals]);
  const total = formatCount(rows.reduce((sum, row) => sum + row.disposals, 0));
  return (
    <section>
      <h2>Judicial disposals by month, Class A drug and borough</h2>
      <figure class="figure">
        <PlotFigure
          label={`Judicial disposals by month, Class A drug and borough: ${total} in all`}
          options={options}
        />
        <figcaption class="hint">
          {caption}
          {left.otherClass > 0 && ` Left out: ${formatCount(left.otherClass)} of class B or C.`}
          {left.noClass > 0 && ` Left out: ${formatCount(left.noClass)} without a class.`}
        </figcaption>
        <Twin words="Judicial disposals as a table">
          <DisposalsTable disposals={disposals} />
        </Twin>
      </figure>
    </section>
  );
}

/** A stacked bar a month, a row a borough. */
function chartOf({ months, drugs, boroughs, rows }: DisposalsBody): PlotOptions {
  const names = namesOf(boroughs);
  const data = rows.map((row) => ({ ...row, place: names.get(row.borough) ?? "Borough not known" }));
  return {
    ...{ width: 700, height: 40 + 92 * Math.max(1, boroughs.length) },
    ...{ marginLeft: 34, marginRight: 100, marginBottom: 26 },
    x: { type: "band", domain: months, label: null, tickFormat: shortMonth, tickSize: 0 },
    y: { label: null, grid: true, ticks: 3, tickSize: 0, tickFormat: "d" },
    fy: { label: null, domain: boroughs.map(({ name }) => shortName(name)) },
    color: { domain: [...drugs], range: COLOURS, legend: true },
    marks: [
      barY(data, { x: "month", y: "disposals", fy: "place", fill: "drug", insetLeft: 2, insetRight: 2 }),
      ruleY([0]),
    ],
  };
}

function namesOf(boroughs: DisposalsBody["boroughs"]): Map<string | null, string> {
  return new Map(boroughs.map(({ code, name }) => [code, shortName(name)]));
}

function DisposalsTable({ disposals: { rows, boroughs } }: { readonly disposals: DisposalsBody }) {
  const names = namesOf(boroughs);
  return (
    <table class="plain-table twin">
      <TableHead columns={["Month", "Borough", "Drug", { number: "Disposals" }]} />
      <tbody>
        {rows.map(({ month, borough, drug, disposals }) => (
          <tr key={`${month} ${borough} ${drug}`}>
            <td>{formatMonth(month)}</td>
            <td>{names.get(borough) ?? "Borough not known"}</td>
            <td>{drug}</td>
            <td class="number">{formatCount(disposals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shortMonth(month: string): string {
  return formatMonth(month).replace(" 20", " ’");
}
