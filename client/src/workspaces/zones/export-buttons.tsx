import { useState } from "preact/hooks";
import { fetchZoneFeatures } from "../../api-zones.ts";
import { messageOf } from "../../error-message.ts";
import { marking } from "../../marking.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { type Home, shownZones, zones } from "./answers.ts";
import { zonesCsv } from "./zones-csv.ts";

/** What is listed as GeoJSON (which can be imported again), as CSV, on paper. */
export function ExportButtons({ dataset }: { readonly dataset: Home }) {
  const [problem, setProblem] = useState<string | null>(null);
  const moment = zones.current.value.value?.at ?? null;
  const save = async () => {
    if (moment === null) return;
    setProblem(null);
    try {
      const listed = new Set(shownZones.peek().map(({ id }) => id));
      const { features, ...head } = await fetchZoneFeatures(moment);
      const rows = features.filter(({ id }) => listed.has(id));
      const text = JSON.stringify({ ...head, marking: marking.peek(), source: dataset.title, features: rows });
      saveBlob(new Blob([text], { type: "application/geo+json" }), `${nameOf(moment)}.geojson`);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  const saveCsv = () => {
    if (moment === null) return;
    const text = zonesCsv(shownZones.peek(), { at: moment, marking: marking.peek(), dataset });
    saveBlob(new Blob([text], { type: "text/csv" }), `${nameOf(moment)}.csv`);
  };
  return (
    <>
      <button type="button" class="button" disabled={moment === null} onClick={() => void save()}>
        GeoJSON
      </button>
      <button type="button" class="button" disabled={moment === null} onClick={saveCsv}>
        CSV
      </button>
      <button type="button" class="button" disabled={moment === null} onClick={() => print()}>
        Print
      </button>
      <ProblemNotice words={problem} />
    </>
  );
}

/** Windows takes no colon in a file's name. */
function nameOf(at: string): string {
  return `hexbeat-zones-${at.slice(0, 16).replace(":", "")}`;
}
