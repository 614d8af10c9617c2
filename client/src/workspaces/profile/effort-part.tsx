import type { DatasetInfo, EffortBody } from "../../../../server/api/types.ts";
import { formatCount, formatMonth, formatPeriod, formatShare } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { Spark } from "../analyse/places/spark.tsx";
import { categories, effort } from "./answers.ts";
import { Part } from "./part.tsx";
import type { ProfilePeriod } from "./period.ts";
import type { Scope } from "./scope.ts";
import { yearRows } from "./year-rows.ts";

const SURFACE_WORDS = {
  public_reports: "Public reports",
  supply: "Supply",
  possession: "Possession",
  searches: "Drug searches",
  unsplit: "Drugs, not split",
} as const;

type Props = { readonly scope: Scope; readonly data: DatasetInfo; readonly period: ProfilePeriod };

/** Searches beside the possession they make; shares with their n, period and comparator. */
export function EffortPart({ scope, data, period }: Props) {
  const searches = yearRows(categories.current.value.value ?? [], period).find(
    ({ category }) => category === "drug_search",
  );
  const noSearches = searches?.doubt ?? null;
  return (
    <Part title="Police effort" of={effort.current.value} name="effort">
      {(value) => (
        <>
          {scope.kind === "target" && <p class="hint">Of its ward {value.of.name}: effort is known for areas.</p>}
          <Surfaces
            value={value}
            shown={heldSurfaces(value, data)}
            missing={{ searches: noSearches !== null, before: period.before === null }}
          />
          {noSearches !== null && <p>Drug searches: {noSearches}.</p>}
          <p>{verdictWords(value)}</p>
          {value.shares.length > 0 && <p>{shareWords(value)}</p>}
        </>
      )}
    </Part>
  );
}

type Answer = EffortBody & { readonly of: { readonly name: string } };
type SurfaceProps = {
  readonly value: Answer;
  readonly shown: EffortBody["surfaces"];
  /** What is not in the data, and so is not shown as a zero. */
  readonly missing: { readonly searches: boolean; readonly before: boolean };
};

function Surfaces({ value, shown, missing }: SurfaceProps) {
  return (
    <table class="plain-table effort-table">
      <TableHead columns={["Records", { number: "now" }, { number: "before" }, monthSpan(shown[0]?.months ?? [])]} />
      <tbody>
        {shown.map(({ surface, before, after, months, marking }) => (
          <tr key={surface}>
            <th scope="row" title={marking}>
              {SURFACE_WORDS[surface]}
            </th>
            <td class="number">{surface === "searches" && missing.searches ? "–" : formatCount(after)}</td>
            <td class="number">{missing.before ? "–" : formatCount(before)}</td>
            <td>
              <Spark rows={months} breaks={value.breaks} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function verdictWords({ possession, gate }: EffortBody): string {
  if (possession === null) return gate?.message ?? "No verdict on possession.";
  const { ratio, interval, says } = possession;
  return `Possession per search: ${ratio.toFixed(2)} times the year before (95 %: ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}). ${says}`;
}

function shareWords({ shares, after, of: area }: Answer): string {
  const parts = shares.map(({ scope, name, n, of, share }) => {
    const where = scope === "area" ? area.name : scope === "borough" ? name : "all of the data";
    return `${where} ${share === null ? "–" : formatShare(share)} (${formatCount(n)} of ${formatCount(of)})`;
  });
  return `Possession among drug offences, ${formatPeriod(after.from, after.to)}: ${parts.join("; ")}.`;
}

/** Kinds of records that the data does not hold at all are not shown as zeros. */
function heldSurfaces({ surfaces }: Pick<EffortBody, "surfaces">, data: Pick<DatasetInfo, "categories">) {
  const held = new Set(data.categories.filter(({ n }) => n > 0).map(({ category }) => category));
  return surfaces.filter(({ categories: made }) => made.some((category) => held.has(category)));
}

function monthSpan(months: readonly { readonly month: string }[]): string {
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined ? "" : `${formatMonth(first.month)} – ${formatMonth(last.month)}`;
}
