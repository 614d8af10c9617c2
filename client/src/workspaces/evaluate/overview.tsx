import { computed } from "@preact/signals";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { fetchAllZones } from "../../api-evaluation.ts";
import { datasets } from "../../datasets.ts";
import { formatDay } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { liveResource } from "../../resource.ts";
import { Select } from "../../ui/select.tsx";
import { change, dataset, operations } from "./answers.ts";
import { EventsSection } from "./events/events-section.tsx";
import { Timeline } from "./timeline.tsx";

const zones = liveResource(
  computed(() => {
    const data = dataset.value;
    return data === null ? null : { key: `${data.id} ${data.version}`, id: data.id };
  }),
  ({ id }, abort) => fetchAllZones(id, abort),
);

/** All operations by date, what else was dated, and the zones whose effect can be evaluated. */
export function Overview({ dataset: data }: { readonly dataset: DatasetInfo }) {
  const isEmpty = operations.current.value.value?.operations.length === 0;
  return (
    <main class="evaluate-overview" id="list" tabIndex={-1}>
      {operations.current.value.state === "loading" && (
        <div class="busy" role="progressbar" aria-label="Loading the operations" />
      )}
      <div class="overview-head">
        <h1>Operations</h1>
        {data.synthetic && <span class="hint">{WATERMARK}</span>}
        <Tools data={data} />
      </div>
      <p class="hint">
        Choose an operation to see what it did against places without one, and whether anything rose over the border.
      </p>
      {isEmpty && (
        <div class="notice">
          <strong>No operation is in the register of {data.title} yet.</strong>
          <p>Record one: its name, who leads it, its phases with dates, and where. Then press Evaluate.</p>
        </div>
      )}
      <Timeline />
      <EventsSection dataset={data} />
      <Zones />
    </main>
  );
}

function Tools({ data }: { readonly data: DatasetInfo }) {
  const list = datasets.current.value.value?.datasets ?? [];
  return (
    <span class="overview-tools">
      {list.length > 1 && (
        <Select
          title="Data"
          isTitleHidden
          value={data.id}
          options={list.map(({ id, title }) => ({ value: id, label: title }))}
          onChoose={(id) => change({ dataset: id })}
        />
      )}
      <button type="button" class="button primary" onClick={() => change({ step: "new" })}>
        Record an operation
      </button>
    </span>
  );
}

function Zones() {
  const list = zones.current.value.value?.zones ?? [];
  if (list.length === 0) return null;
  return (
    <section>
      <h2>Zones</h2>
      <p class="hint">The effect of a zone is evaluated like an operation, from the day it came into force.</p>
      <ul class="zone-list">
        {list.map(({ id, title, effectiveFrom, powers }) => (
          <li key={id}>
            <button
              type="button"
              class="row-button"
              onClick={() => change({ subject: { kind: "zone", id }, evaluation: null, step: null, view: null })}
            >
              <strong>{title}</strong>
              <span>
                from {formatDay(effectiveFrom)} · {powers.short}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
