import { computed } from "@preact/signals";
import { fetchHotspotIndex } from "../../../api-statistics.ts";
import { buildGeometry } from "../../../cells/build-geometry.ts";
import { liveResource } from "../../../resource.ts";
import { counted } from "../choices.ts";
import { testFilter } from "../test-filter.ts";

/** What decides which cells a statistic is drawn on: the month does not. */
const request = computed(() => {
  const wanted = testFilter.value;
  if (wanted === null || counted.value) return null;
  const { dataset, version, res, area = [] } = wanted;
  return { key: `${dataset} ${version} ${res} ${area.join()}`, wanted };
});

/** The cells of the universe, or of the chosen boroughs, ready to be drawn. */
export const universeGeometry = liveResource(request, ({ wanted }, abort) =>
  buildGeometry(wanted.res, fetchHotspotIndex(wanted, abort)),
);
