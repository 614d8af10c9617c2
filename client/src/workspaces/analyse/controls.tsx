import type { Resolution } from "../../../../server/api/types.ts";
import { datasets } from "../../datasets.ts";
import { SHOWS, type Show } from "../../query.ts";
import { part } from "../../state.ts";
import { Segments } from "../../ui/segments.tsx";
import { RESOLUTION_CHOICES, RESOLUTION_WIDTHS } from "../../vocabulary.ts";
import { choose } from "./actions.ts";
import { counted, dataset, mode, res, show } from "./choices.ts";
import { Exports } from "./exports.tsx";
import { ModeControl } from "./modes/mode-control.tsx";
import { PeriodControl } from "./period-control.tsx";
import { PointsControl } from "./points.tsx";
import { SurfaceControl } from "./surface-control.tsx";
import { Where } from "./where.tsx";
import { ZonesControl } from "./zone-overlay.tsx";

const asked = part("dataset");
const pinned = part("res");
const SHOW_LABELS = { hexagons: "Hexagons", wards: "Wards", boroughs: "Boroughs" } as const satisfies Record<
  Show,
  string
>;

/** Left panel: everything that decides what the map counts. */
export function Controls() {
  return (
    <section class="controls" aria-label="What the map shows">
      <DatasetControl />
      <SurfaceControl />
      <ModeControl />
      <PeriodControl />
      <Where />
      {mode.value === "count" && <ShowControl />}
      {show.value === "hexagons" && <ResolutionControl />}
      <PointsControl />
      <ZonesControl />
      <Exports />
    </section>
  );
}

function DatasetControl() {
  const list = datasets.current.value.value?.datasets ?? [];
  const shown = dataset.value;
  return (
    <div class="field">
      <label for="dataset">Data</label>
      <select
        id="dataset"
        value={shown?.id ?? ""}
        onChange={(event) =>
          choose({ dataset: event.currentTarget.value, category: null, from: null, to: null, area: [] })
        }
      >
        {list.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.synthetic && !/synthetic/i.test(entry.title) ? `${entry.title} (synthetic)` : entry.title}
          </option>
        ))}
      </select>
      {asked.value !== null && shown !== null && shown.id !== asked.value && (
        <p class="notice">The link names the dataset “{asked.value}”, which is not here. This is another one.</p>
      )}
    </div>
  );
}

function ShowControl() {
  const data = dataset.value;
  const pointless = data !== null && data.points === 0;
  const segments = SHOWS.map((value) => ({
    value,
    label: SHOW_LABELS[value],
    disabled: pointless && value === "hexagons",
  }));
  return (
    <div>
      <Segments
        legend="Show"
        name="show"
        value={show.value}
        segments={segments}
        onChoose={(value) => choose({ show: SHOWS.find((s) => s === value) ?? "hexagons" })}
      />
      {pointless && <p class="hint">This data has counts by area only: no points to draw hexagons from.</p>}
    </div>
  );
}

function ResolutionControl() {
  const segments = [
    { value: "auto", label: "Auto", hint: counted.value ? "Follows the zoom" : "What hot spots are tested at" },
    ...RESOLUTION_CHOICES.map((r) => ({ value: String(r), label: RESOLUTION_WIDTHS[r], hint: `H3 resolution ${r}` })),
  ];
  const chosen = pinned.value === null ? "auto" : String(pinned.value);
  return (
    <div>
      <Segments
        legend="Hexagon, across"
        name="res"
        value={chosen}
        segments={segments}
        onChoose={(value) => choose({ res: toResolution(value) })}
      />
      {pinned.value === null && <p class="hint">{autoWords()}</p>}
    </div>
  );
}

function autoWords(): string {
  if (!counted.value) return `Tested at ${RESOLUTION_WIDTHS[res.value]}, whatever the zoom`;
  return `Follows the zoom: now ${RESOLUTION_WIDTHS[res.value]}`;
}

function toResolution(value: string): Resolution | null {
  return RESOLUTION_CHOICES.find((r) => String(r) === value) ?? null;
}
