import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { DatasetInfo, EvaluationDesignBody } from "../../../../../server/api/types.ts";
import { fetchAreas } from "../../../api.ts";
import { shortName } from "../../../layers/sources.ts";
import { Select } from "../../../ui/select.tsx";
import { type Adjustments, AS_SUGGESTED, type Days, type NamedPlace, suggestedDays } from "./adjustments.ts";
import { adjustments } from "./chosen.ts";

type Design = EvaluationDesignBody["design"];
type Borough = { readonly code: string; readonly name: string };
type Props = { readonly design: Design; readonly dataset: DatasetInfo };

function set(patch: Partial<Adjustments>): void {
  adjustments.value = { ...adjustments.peek(), ...patch };
}

/** Every choice of the design that an analyst may know better; what is left alone is taken as suggested. */
export function AdjustForm({ design, dataset }: Props) {
  const { windows, receiving } = adjustments.value;
  const days = windows ?? suggestedDays(design);
  return (
    <details class="adjust" open={adjustments.value !== AS_SUGGESTED}>
      <summary>Adjust the design</summary>
      <div class="adjust-fields">
        <DaysFields
          legend="Window before"
          days={days.before}
          onDays={(before) => set({ windows: { ...days, before } })}
        />
        <DaysFields legend="Window after" days={days.after} onDays={(after) => set({ windows: { ...days, after } })} />
        <Reach design={design} />
      </div>
      <Control design={design} dataset={dataset} />
      {design.source === "points" && <Receiving places={receiving} />}
      <button
        type="button"
        class="button"
        onClick={() => {
          adjustments.value = AS_SUGGESTED;
        }}
      >
        Back to the suggestion
      </button>
    </details>
  );
}

/** How many rings, and how far the strips reach. */
function Reach({ design }: Pick<Props, "design">) {
  const { rings, stripMetres } = adjustments.value;
  return (
    <>
      <Select
        title="Rings"
        value={rings ?? ""}
        options={[
          { value: "", label: "as suggested" },
          ...[1, 2, 3, 4].map((count) => ({ value: count, label: String(count) })),
        ]}
        onChoose={(value) => set({ rings: value === "" ? null : Number(value) })}
      />
      <label class="field">
        <span class="field-title">Border strips reach (metres)</span>
        <input
          type="text"
          inputMode="numeric"
          value={stripMetres ?? String(design.stripMetres)}
          onInput={({ currentTarget: { value } }) => set({ stripMetres: value.trim() })}
        />
      </label>
    </>
  );
}

type DaysProps = { readonly legend: string; readonly days: Days; readonly onDays: (days: Days) => void };

function DaysFields({ legend, days, onDays }: DaysProps) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <span class="days">
        <input
          type="date"
          aria-label={`${legend}, first day`}
          value={days.from}
          onInput={({ currentTarget: { value } }) => onDays({ ...days, from: value })}
        />
        –
        <input
          type="date"
          aria-label={`${legend}, last day`}
          value={days.last}
          onInput={({ currentTarget: { value } }) => onDays({ ...days, last: value })}
        />
      </span>
    </fieldset>
  );
}

const boroughs = signal<readonly Borough[]>([]);

function Control({ design, dataset }: Props) {
  const { control } = adjustments.value;
  useEffect(() => {
    const abort = new AbortController();
    fetchAreas(dataset.id, "borough", abort.signal).then(
      ({ features }) => {
        boroughs.value = features.map(({ properties: { code, name } }) => ({ code, name: shortName(name) }));
      },
      // Without the list the suggestion still serves.
      () => undefined,
    );
    return () => abort.abort();
  }, [dataset.id, dataset.version]);
  const chosen = control ?? design.control.areas.map(({ code }) => code);
  const own = new Set([...design.target.boroughs, ...design.strips].map(({ code }) => code));
  return (
    <details>
      <summary>Control: {control === null ? "as suggested" : `${control.length} chosen`}</summary>
      <div class="control-list">
        {boroughs.value.map(({ code, name }) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              disabled={own.has(code)}
              onChange={() =>
                set({ control: chosen.includes(code) ? chosen.filter((held) => held !== code) : [...chosen, code] })
              }
            />
            {name}
          </label>
        ))}
      </div>
    </details>
  );
}

function Receiving({ places }: { readonly places: Adjustments["receiving"] }) {
  return (
    <details>
      <summary>Receiving places you name: {places.length === 0 ? "none" : places.length}</summary>
      <ul class="facts">
        {places.map((place) => (
          <li key={`${place.name} ${place.point}`}>
            {place.name} {place.point}{" "}
            <button
              type="button"
              class="button quiet"
              onClick={() => set({ receiving: places.filter((held) => held !== place) })}
            >
              Remove<span class="visually-hidden"> {place.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <AddPlace onAdd={(place) => set({ receiving: [...places, place] })} />
    </details>
  );
}

function AddPlace({ onAdd }: { readonly onAdd: (place: NamedPlace) => void }) {
  const [name, setName] = useState("");
  const [point, setPoint] = useState("");
  return (
    <div class="adjust-fields">
      <label class="field">
        <span class="field-title">Name</span>
        <input type="text" maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span class="field-title">Latitude, longitude</span>
        <input type="text" value={point} onInput={(event) => setPoint(event.currentTarget.value)} />
      </label>
      <button
        type="button"
        class="button"
        disabled={point.trim() === ""}
        onClick={() => {
          onAdd({ name: name.trim(), point: point.trim() });
          setName("");
          setPoint("");
        }}
      >
        Add the place
      </button>
    </div>
  );
}
