import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { datasets } from "../../datasets.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { marking } from "../../marking.ts";
import { update } from "../../state.ts";
import { Check } from "../../ui/check.tsx";
import { DataWaiting } from "../../ui/data-waiting.tsx";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { Select } from "../../ui/select.tsx";
import {
  change,
  dataset,
  followZones,
  type Home,
  hiddenOrders,
  openZone,
  REAL_ORDERS,
  shownZones,
  zones,
  zonesHere,
  zonesQuery,
} from "./answers.ts";
import { DateBar } from "./date-bar.tsx";
import { ExportButtons } from "./export-buttons.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { POWERS_NOTE, zonesMarking } from "./words.ts";
import { type FormTask, writing, ZoneForm } from "./zone-form.tsx";
import { EndingList, ZoneList } from "./zone-list.tsx";
import { ZoneMap } from "./zone-map.tsx";
import { ZonePanel } from "./zone-panel.tsx";

/** What holds where at a date, what may be done there, and what becomes of it. */
export function Zones() {
  useEffect(() => followZones(), []);
  useSignalEffect(() => {
    const open = zonesQuery.value.zone === null ? null : (openZone.current.value.value?.zone ?? null);
    marking.value = zonesMarking([...shownZones.value, ...(open === null ? [] : [open])], writing.value ?? open);
  });
  const data = dataset.value;
  if (data === null) return <DataWaiting />;
  const written = formOf();
  if (written !== null) {
    return (
      <main class="zones-writing" id="list" tabIndex={-1}>
        <ZoneForm key={`${written.task} ${written.zone?.id}`} dataset={data} {...written} />
      </main>
    );
  }
  const { state } = zones.current.value;
  return (
    <main class="zones">
      {state === "loading" && <div class="busy" role="progressbar" aria-label="Loading zones" />}
      <div class="zones-map-side">
        <ZoneMap dataset={data} />
        <DateBar />
      </div>
      <div class="zones-side" id="list" tabIndex={-1}>
        {zonesQuery.value.zone === null ? <Register data={data} /> : <ZonePanel />}
      </div>
      <PrintSheet dataset={data} />
    </main>
  );
}

/** A new zone, or a change that needs the whole page; null until the zone that is to be changed is there. */
function formOf() {
  const { task, zone } = zonesQuery.value;
  if (task === "make") return { task, zone: null };
  if (task === null || task === "extend" || task === "discharge") return null;
  const open = openZone.current.value.value?.zone ?? null;
  const long: FormTask = task;
  return open === null || open.id !== zone ? null : { task: long, zone: open };
}

function Register({ data }: { readonly data: Home }) {
  const { value } = zones.current.value;
  return (
    <>
      <RegisterHead data={data} />
      <FailedNotice of={zones} />
      {value !== null && zonesHere.value.length === 0 && (
        <p class="notice">
          No zone is on record for {data.title}. Make one, or import the orders of your area as GeoJSON.
        </p>
      )}
      {hiddenOrders.value > 0 && (
        <p class="notice">
          {hiddenOrders.value === 1 ? "1 real order is" : `${hiddenOrders.value} real orders are`} on record, too;
          made-up and real zones are never drawn together.{" "}
          <button type="button" class="button" onClick={() => change({ dataset: realHome(), zone: null, task: null })}>
            Show the real ones
          </button>
        </p>
      )}
      <EndingList />
      <ZoneList />
      <p class="hint">{POWERS_NOTE}</p>
    </>
  );
}

function RegisterHead({ data }: { readonly data: Home }) {
  const list = datasets.current.value.value?.datasets ?? [];
  const alone = data.id === null || hiddenOrders.value > 0;
  const options =
    alone && realHome() === REAL_ORDERS ? [...list, { id: REAL_ORDERS, title: "Real orders, without data" }] : list;
  return (
    <div class="zones-head">
      <h1>Zones</h1>
      {data.synthetic && <p class="patrol-synthetic">{WATERMARK}</p>}
      <div class="shape-buttons">
        <button type="button" class="button primary" onClick={() => change({ task: "make" })}>
          New zone
        </button>
        <button type="button" class="button" onClick={() => update({ panel: "import" })}>
          Import GeoJSON
        </button>
        <ExportButtons dataset={data} />
      </div>
      {options.length > 1 && (
        <Select
          title="Of the area of"
          value={data.id ?? REAL_ORDERS}
          options={options.map(({ id, title }) => ({ value: id, label: title }))}
          onChoose={(id) => change({ dataset: id, zone: null, task: null })}
        />
      )}
      <Check checked={zonesQuery.value.all} onChange={(all) => change({ all })}>
        Planned and past zones, too
      </Check>
    </div>
  );
}

/** Where real orders are shown: with a real dataset, where there is one. */
function realHome(): string {
  const list = datasets.current.value.value?.datasets ?? [];
  return list.find(({ synthetic }) => !synthetic)?.id ?? REAL_ORDERS;
}
