import { computed, signal } from "@preact/signals";
import type { SpikesBody } from "../../../../../server/api/types.ts";
import { fetchSpikes } from "../../../api-statistics.ts";
import { formatCount, formatMonth, formatQ } from "../../../format.ts";
import { lastMonth } from "../../../months.ts";
import { liveResource } from "../../../resource.ts";
import { part, update } from "../../../state.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { boroughs } from "../answers.ts";
import { placeOf } from "../asked-places.ts";
import { category, dataset, filter } from "../choices.ts";
import { saveSpikes } from "../exports.tsx";
import { clusters } from "./cluster-answers.ts";

const area = part("area");
const list = part("list");
/** The borough that is screened while the map shows all of them; until one is picked, that of the first place. */
const picked = signal<string | null>(null);

/** The chosen groups of boroughs, and every borough. */
const names = computed(() => [
  ...area.value.map(placeOf).filter(({ isGroup, kind, missing }) => isGroup && kind === "borough" && missing === 0),
  ...(boroughs.current.value.value?.features ?? [])
    .map(({ properties }) => ({ code: properties.code, name: properties.name }))
    .toSorted((a, b) => a.name.localeCompare(b.name)),
]);
const screened = computed(() => {
  const home = clusters.current.value.value?.answer.clusters[0]?.boroughs[0]?.code;
  // What the map is narrowed to may be wards, too: those have no wards to screen.
  const asked = area.value.find((code) => names.value.some((known) => known.code === code));
  return picked.value ?? asked ?? home ?? names.value[0]?.code ?? null;
});

const request = computed(() => {
  const [wanted, data] = [filter.value, dataset.value];
  if (list.value !== "spikes" || wanted === null || data === null || screened.value === null) return null;
  const month = lastMonth(wanted.to ?? "");
  const asked = { dataset: data.id, version: data.version, category: category.value, area: [screened.value], month };
  return { key: JSON.stringify(asked), filter: asked };
});
const spikes = liveResource(request, ({ filter: asked }, abort) => fetchSpikes(asked, abort));

/** Was the last shown month out of the ordinary for a ward? Every screened ward, the least probable first. */
export function SpikeList() {
  const { value, state, message } = spikes.current.value;
  return (
    <div class="places">
      <div class="list-head">
        <h2>Spikes by ward{value === null ? "" : `, ${formatMonth(value.month)}`}</h2>
        <p>The last month of the map’s period against the twelve before it. Flagged: five or more, and q ≤ 5 %.</p>
        <BoroughSelect />
      </div>
      {state === "failed" && <p class="notice error pad">{message}</p>}
      {value !== null && <SpikeTable />}
    </div>
  );
}

function BoroughSelect() {
  return (
    <div class="field">
      <label for="spike-borough">Borough whose wards are screened</label>
      <select
        id="spike-borough"
        value={screened.value ?? ""}
        onChange={(event) => {
          picked.value = event.currentTarget.value;
        }}
      >
        {names.value.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function SpikeTable() {
  const { value } = spikes.current.value;
  if (value === null) return null;
  const { family, source } = value;
  return (
    <>
      {value.gate !== null && <p class="notice pad">{value.gate.message}</p>}
      <table class="ranked spikes">
        <caption class="visually-hidden">Wards by how improbable their month was</caption>
        <TableHead columns={["Ward", { number: "Month" }, { number: "Mean" }, { number: "q" }]} />
        <tbody>
          {value.spikes.map((row) => (
            <SpikeRow key={row.code} row={row} />
          ))}
        </tbody>
      </table>
      <p class="hint pad">
        {formatCount(family.size)} wards tested together, of {formatCount(family.force)} of the force; from{" "}
        {source === "points" ? "points" : "published counts"}.
      </p>
      <div class="list-foot">
        <button type="button" class="button" onClick={() => request.value !== null && saveSpikes(request.value.filter)}>
          All wards as CSV
        </button>
      </div>
    </>
  );
}

function SpikeRow({ row }: { readonly row: SpikesBody["spikes"][number] }) {
  const after = row.after.length === 0 ? "" : `Then ${row.after.map(formatCount).join(", ")}. `;
  const before = row.yearBefore === null ? "" : `A year before ${formatCount(row.yearBefore)}.`;
  return (
    <tr class={row.flagged ? "flagged" : ""}>
      <td>
        <button
          type="button"
          class="row-button"
          onClick={() => update({ show: "wards", selected: row.code, list: "table" })}
        >
          <strong>{row.name}</strong>
          <span>{`${row.flagged ? "Spike. " : ""}${after}${before}`}</span>
        </button>
      </td>
      <td class="number">{formatCount(row.n)}</td>
      <td class="number">{row.mean.toFixed(1)}</td>
      <td class="number">{formatQ(row.q)}</td>
    </tr>
  );
}
