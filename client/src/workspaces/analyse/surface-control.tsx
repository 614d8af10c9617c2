import { computed } from "@preact/signals";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { fetchSeries } from "../../api.ts";
import { formatCount } from "../../format.ts";
import { liveResource } from "../../resource.ts";
import { type Surface, surfaceMark, surfacesOf } from "../../surfaces.ts";
import { Segments } from "../../ui/segments.tsx";
import { categoryChoices, categoryLabel, effortWarning } from "../../vocabulary.ts";
import { choose } from "./actions.ts";
import { category, dataset, filter } from "./choices.ts";

/** The searches of the shown months and places: possession is never shown without them. */
const request = computed(() => {
  if (filter.value === null || category.value !== "possession") return null;
  const { version, ...wanted } = filter.value;
  return { key: `${version} ${JSON.stringify(wanted)}`, filter: wanted };
});
const effort = liveResource(request, async ({ filter: wanted }, abort) => {
  const [found, searched] = await Promise.all([
    fetchSeries(wanted, "month", abort),
    fetchSeries({ ...wanted, category: "drug_search" }, "month", abort),
  ]);
  return { found: found.total, searched: searched.total };
});

/** What is counted: who made the records first, then every kind of record by itself. */
export function SurfaceControl() {
  const data = dataset.value;
  if (data === null) return null;
  const surfaces = surfacesOf(data);
  return (
    <>
      {surfaces.length > 1 && (
        <div class="surfaces">
          <Segments
            legend="What is counted"
            name="surface"
            value={category.value}
            segments={surfaces.map(({ value, label, mark }) => ({ value, label, hint: mark }))}
            onChoose={(value) => choose({ category: value })}
            wide
          />
        </div>
      )}
      <CategorySelect surfaces={surfaces} data={data} />
      <Warning />
    </>
  );
}

type SelectProps = { readonly surfaces: readonly Surface[]; readonly data: DatasetInfo };

function CategorySelect({ surfaces, data }: SelectProps) {
  const others = categoryChoices(data).filter(({ value }) => surfaces.every((surface) => surface.value !== value));
  const known = [...surfaces, ...others].some(({ value }) => value === category.value);
  return (
    <div class="field">
      <label for="category" class={surfaces.length > 1 ? "visually-hidden" : ""}>
        What is counted
      </label>
      <select
        id="category"
        value={category.value}
        onChange={(event) => choose({ category: event.currentTarget.value })}
      >
        {!known && <option value={category.value}>{`${categoryLabel(category.value)} (0)`}</option>}
        {surfaces.map(({ value, n, mark }) => (
          <optgroup key={value} label={mark}>
            <option value={value}>{`${categoryLabel(value)} (${formatCount(n)})`}</option>
          </optgroup>
        ))}
        {others.length > 0 && (
          <optgroup label="One kind of record">
            {others.map(({ value, label, n }) => (
              <option key={value} value={value}>{`${label} (${formatCount(n)})`}</option>
            ))}
          </optgroup>
        )}
      </select>
      {surfaces.length > 1 && <p class="hint">{surfaceMark(data, category.value)}</p>}
    </div>
  );
}

function Warning() {
  const data = dataset.value;
  const warning = data === null ? null : (findsWords() ?? effortWarning(data, category.value));
  return warning === null ? null : <p class="notice">{warning}</p>;
}

/** Possession with its searches, here and then; null until they are counted, and where something else is. */
function findsWords(): string | null {
  const { value, state } = effort.current.value;
  if (state !== "ready" || value === null) return null;
  const { found, searched } = value;
  const lead = "Possession is found by searching. In these months and places:";
  if (searched === 0) return `${lead} no drug search on record.`;
  const each = formatCount(Math.round((100 * found) / searched));
  return `${lead} ${formatCount(found)} possession offences beside ${formatCount(searched)} drug searches, ${each} for every 100.`;
}
