import { computed, effect } from "@preact/signals";
import { fetchZones } from "../../api-statistics.ts";
import { formatDay } from "../../format.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { zoneData, zoneLabelData } from "../../layers/zones.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import { dayBefore } from "../../months.ts";
import { liveResource } from "../../resource.ts";
import { part, update } from "../../state.ts";
import { Check } from "../../ui/check.tsx";
import { zonesMarking } from "../zones/words.ts";
import { dataset, period } from "./choices.ts";

const asked = part("zones");

/** Zones as they stood on the last day of what is counted. */
const request = computed(() => {
  const [data, shown] = [dataset.value, period.value];
  if (!asked.value || data === null || shown === null) return null;
  const at = dayBefore(shown.to);
  return { key: `${data.id} ${at}`, filter: { dataset: data.id, at } };
});
const zones = liveResource(request, ({ filter }, abort) => fetchZones(filter, abort));

/** What is drawn: nothing while the answer is of another day. */
const drawn = computed(() => {
  const { value, key } = zones.current.value;
  return request.value === null || key !== request.value.key ? null : value;
});

/** Whether a zone on screen names premises or where officers will be: it changes the marking. */
export const showsSensitiveZones = computed(() => zonesMarking(drawn.value?.zones ?? [], null) !== "OFFICIAL");

/** Keep the outlines in step with the period. @returns stop */
export function drawZones(target: HexbeatMap): () => void {
  return effect(() => {
    const list = drawn.value?.zones ?? [];
    target.setData("zones", zoneData(list));
    target.setData("zone-labels", zoneLabelData(list));
  });
}

/** What the hatched outlines on the map are, for the legend of every picture of it. */
export function zoneLines(): string[] {
  if (drawn.value === null || drawn.value.zones.length === 0) return [];
  const codes = [...new Set(drawn.value.zones.map(({ kind }) => ZONE_SIGNS[kind].code))];
  return [`Hatched outlines: zones in force on ${formatDay(drawn.value.at)} (${codes.join(", ")})`];
}

/** Zones over the counts: what may be done there is written in each. */
export function ZonesControl() {
  const data = dataset.value;
  if (data === null) return null;
  const at = request.value?.filter.at;
  return (
    <div class="field">
      <Check checked={asked.value} onChange={(zones) => update({ zones })}>
        Zones in force at the end
      </Check>
      {at !== undefined && (
        <p class="hint">
          {zoneWords(at)} <a href={`#/zones?dataset=${data.id}&at=${at}`}>What may be done in each</a>
        </p>
      )}
    </div>
  );
}

function zoneWords(at: string): string {
  const { state, message } = zones.current.value;
  if (state === "failed") return message ?? "They could not be loaded.";
  if (drawn.value === null) return "Loading…";
  const n = drawn.value.zones.length;
  return `${n === 0 ? "None" : n} on ${formatDay(at)}.`;
}
