import type { DatasetInfo } from "../../../../server/api/types.ts";
import { formatCount, formatDay, formatMonth } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { categoryLabel } from "../../vocabulary.ts";
import { category, trend } from "./answers.ts";
import { comparatorsOf, everywhereOf } from "./comparators.ts";
import { eventWords } from "./event-marks.ts";
import { Part } from "./part.tsx";
import type { ProfilePeriod } from "./period.ts";
import type { Scope } from "./scope.ts";
import { TrendChart } from "./trend-chart.tsx";

type Props = { readonly scope: Scope; readonly data: DatasetInfo; readonly period: ProfilePeriod };

/** Up to 36 months of the place against the rest of its borough and of everything. */
export function TrendPart({ scope, data, period }: Props) {
  const title = `${categoryLabel(category.value)}, ${period.trend.months.length} months`;
  return (
    <Part title={title} of={trend.current.value} name="trend">
      {(value) => {
        const comparators = comparatorsOf(value, scope, wholeName(data));
        return (
          <>
            <TrendChart trend={value} comparators={comparators} from={period.from} />
            <p class="trend-key">
              <span class="line-key own">{scope.name}, incidents a month</span>
              {comparators.map(({ name, class: kind }) => (
                <span key={name} class={`line-key ${kind}`}>
                  {name}
                </span>
              ))}
              <span>lines: scaled to its total</span>
            </p>
            {value.breaks.map(({ date, label, reason }) => (
              <p key={date} class="hint">
                <strong>
                  Broken at {formatDay(date)}: {label}.
                </strong>{" "}
                <span class="screen-only">{reason}</span>
              </p>
            ))}
            <Events events={value.events} />
            <details class="screen-only">
              <summary>The months as a table</summary>
              <Months value={value} comparators={comparators} name={scope.name} />
            </details>
          </>
        );
      }}
    </Part>
  );
}

/** What all the data is called. */
export function wholeName(data: DatasetInfo): string {
  return everywhereOf(data.sets.find(({ kind }) => kind === "borough")?.set, data.synthetic);
}

function Events({ events }: { readonly events: NonNullable<typeof trend.current.value.value>["events"] }) {
  if (events.length === 0) return null;
  return (
    <p class="hint">
      Events above the bars: {eventWords(events)}.
      <span class="screen-only"> They can move records without any change in offending.</span>
    </p>
  );
}

type Months = {
  readonly value: NonNullable<typeof trend.current.value.value>;
  readonly comparators: readonly { readonly name: string; readonly counts: readonly number[] }[];
  readonly name: string;
};

/** The twin of the chart: counts as they are, nothing scaled. */
function Months({ value, comparators, name }: Months) {
  return (
    <table class="plain-table">
      <TableHead columns={["Month", ...[{ name }, ...comparators].map((column) => ({ number: column.name }))]} />
      <tbody>
        {value.months.map((month, at) => (
          <tr key={month}>
            <th scope="row">{formatMonth(month)}</th>
            <td class="number">{formatCount(value.own[at] ?? 0)}</td>
            {comparators.map((line) => (
              <td class="number" key={line.name}>
                {formatCount(line.counts[at] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
