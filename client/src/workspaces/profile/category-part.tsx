import type { DatasetInfo } from "../../../../server/api/types.ts";
import { formatCount } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { categoryLabel } from "../../vocabulary.ts";
import { categories } from "./answers.ts";
import { Part } from "./part.tsx";
import type { ProfilePeriod } from "./period.ts";
import { changeShare, type YearChange } from "./year-change.ts";
import { yearRows } from "./year-rows.ts";

/** Every category that the data holds, this year and the one before. */
export function CategoryPart({ period, data }: { readonly period: ProfilePeriod; readonly data: DatasetInfo }) {
  const title = `Categories, ${period.months.length} months`;
  return (
    <Part title={title} of={categories.current.value} name="categories">
      {(series) => (
        <>
          <table class="plain-table">
            <TableHead
              columns={[
                "Category",
                { number: `${period.months.length} mo.` },
                { number: "before" },
                { number: "Change (95 %)" },
              ]}
            />
            <tbody>
              {yearRows(series, period).map((row) => (
                <tr key={row.category} class={row.category === "drugs" ? "lead" : ""}>
                  <th scope="row">{categoryLabel(row.category)}</th>
                  <td class="number">{row.doubt !== null && row.now === 0 ? "–" : formatCount(row.now)}</td>
                  <td class="number">{row.before === null ? "–" : formatCount(row.before)}</td>
                  <td class="number">
                    <Change change={row.change} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.publishedCounts && <p class="hint">Counted from points, not as the source published them.</p>}
        </>
      )}
    </Part>
  );
}

function Change({ change }: { readonly change: YearChange }) {
  if (change.change === null) return <span class="reason">{change.reason}</span>;
  const words = `${changeShare(change.change)} (${changeShare(change.low)} to ${changeShare(change.high)})`;
  return change.withinChance ? <span class="reason interval">{words}</span> : <strong>{words}</strong>;
}
