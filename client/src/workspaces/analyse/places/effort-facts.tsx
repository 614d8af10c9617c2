import type { EffortBody } from "../../../../../server/api/types.ts";
import { formatCount, formatShare } from "../../../format.ts";
import { beside, effort } from "./profile-answers.ts";
import { Spark } from "./spark.tsx";

/** Who made the records here; what police effort makes is never shown without the effort. */
export function EffortFacts() {
  return (
    <>
      <h3>Police effort beside public reports</h3>
      <Beside />
      <Verdict />
    </>
  );
}

function Beside() {
  const { value } = beside.current.value;
  if (value === null) return null;
  const rows = [
    ["Public reports", "", value.reports],
    ["Supply", "police-generated", value.supply],
    ["Possession", "police-generated", value.possession],
    ["Drug searches", "the effort", value.searches],
  ] as const;
  const held = rows.filter(([, , { total }]) => total > 0);
  return (
    <>
      <table class="effort-table">
        <caption class="visually-hidden">Records in its cells by who made them, by month</caption>
        <tbody>
          {held.map(([name, mark, series]) => (
            <tr key={name}>
              <th scope="row">
                {name} <span class="hint">{mark}</span>
              </th>
              <td class="number">{formatCount(series.total)}</td>
              <td>
                <Spark rows={series.rows.map(({ t, n }) => ({ month: t, n }))} breaks={series.breaks} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.searches.total === 0 && (
        <p class="hint">No searches with a place in this data: what searching did to possession cannot be told.</p>
      )}
    </>
  );
}

function Verdict() {
  const { value, state } = effort.current.value;
  if (state === "failed") return <p class="hint">{effort.current.value.message}</p>;
  if (value === null) return null;
  return (
    <>
      {value.banner !== null && <p class="notice">{value.banner}</p>}
      <p>
        {value.ward}:{" "}
        {value.possession === null
          ? (value.gate?.message ?? "no verdict")
          : `possession per search ${value.possession.ratio.toFixed(2)} times the window before (${value.possession.interval.low.toFixed(2)}–${value.possession.interval.high.toFixed(2)}). ${value.possession.says}`}
      </p>
      {value.shares.map(({ scope, name, n, of, share }) => (
        <p key={`${scope} ${name}`} class="hint">
          Possession, {scopeWords(scope, name, value.ward)}: {formatCount(n)} of {formatCount(of)} drug offences
          {share !== null && ` (${formatShare(share)})`}
        </p>
      ))}
    </>
  );
}

type Scope = EffortBody["shares"][number]["scope"];

/** The area asked for is the place's ward: the service names it by its code. */
function scopeWords(scope: Scope, name: string, ward: string): string {
  if (scope === "everywhere") return "all of the data";
  return scope === "area" ? `ward ${ward}` : `borough ${name}`;
}
