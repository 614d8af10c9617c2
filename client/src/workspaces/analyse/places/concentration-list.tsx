import { computed } from "@preact/signals";
import type { ConcentrationBody } from "../../../../../server/api/types.ts";
import { fetchConcentration } from "../../../api-statistics.ts";
import { formatCount, formatMonth, formatShare } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { part, update } from "../../../state.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { saveConcentration } from "../exports.tsx";
import { describe } from "../ranking.ts";
import { listFilter } from "./cluster-answers.ts";

const list = part("list");
const request = computed(() => {
  if (listFilter.value === null || list.value !== "spread") return null;
  const { ring: _, ...filter } = listFilter.value;
  return { key: JSON.stringify(filter), filter };
});
const concentration = liveResource(request, ({ filter }, abort) => fetchConcentration(filter, abort));

/** How few cells hold how much, and who is among the first month after month. */
export function ConcentrationList() {
  const { value, state, message } = concentration.current.value;
  if (value === null) {
    return state === "failed" ? <p class="notice error pad">{message}</p> : <p class="hint pad">Counting…</p>;
  }
  const { months, wards, cells } = value.ranks;
  return (
    <div class="places">
      <div class="list-head">
        <h2>How concentrated it is</h2>
        <p>
          {formatCount(value.total)} in {formatCount(value.universe.size)} cells
        </p>
      </div>
      <Cuts cuts={value.cuts} />
      <RankTable
        title={`Wards: in how many of ${months.length} months among the first`}
        rows={wards.map(({ code, name, ...tops }) => ({ id: code, name, detail: "", ...tops }))}
      />
      <RankTable
        title={`Cells: in how many of ${months.length} months among the first`}
        rows={cells.map(({ cell, ...tops }) => ({
          id: cell,
          name: describe(cell).title,
          detail: describe(cell).detail,
          ...tops,
        }))}
      />
      <p class="hint pad">
        {formatMonth(months[0] ?? "")} – {formatMonth(months.at(-1) ?? "")}
        {value.ranks.breaks.map(({ date, label }) => ` · broken at ${date}: ${label}`)}
      </p>
      <div class="list-foot">
        <button
          type="button"
          class="button"
          onClick={() => request.value !== null && saveConcentration(request.value.filter)}
        >
          All of it as CSV
        </button>
      </div>
    </div>
  );
}

function Cuts({ cuts }: { readonly cuts: ConcentrationBody["cuts"] }) {
  return (
    <ul class="cuts">
      {cuts.map(({ cut, cells, n, share }) => (
        <li key={cut}>
          <span class="big">{share === null ? "–" : formatShare(share)}</span> in the busiest {cut * 100} %{" "}
          {`(${formatCount(cells)} cells, n\u00a0=\u00a0${formatCount(n)})`}
        </li>
      ))}
    </ul>
  );
}

type RankRow = {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly top1: number;
  readonly top3: number;
  readonly top10: number;
};

function RankTable({ title, rows }: { readonly title: string; readonly rows: readonly RankRow[] }) {
  return (
    <table class="ranked ranks">
      <caption>{title}</caption>
      <TableHead columns={["Place", { number: "1st" }, { number: "Top 3" }, { number: "Top 10" }]} />
      <tbody>
        {rows.slice(0, 20).map((row) => (
          <tr key={row.id}>
            <td>
              <button type="button" class="row-button" onClick={() => update({ selected: row.id })}>
                <strong>{row.name}</strong>
                <span>{row.detail}</span>
              </button>
            </td>
            <td class="number">{row.top1}</td>
            <td class="number">{row.top3}</td>
            <td class="number">{row.top10}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
