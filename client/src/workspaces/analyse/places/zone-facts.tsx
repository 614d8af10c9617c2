import { cellToLatLng } from "h3-js";
import type { ZoneListBody } from "../../../../../server/api/types.ts";
import { formatDay } from "../../../format.ts";
import type { Cluster } from "./cluster-words.ts";
import { zones } from "./profile-answers.ts";

/** Zones in force over the place at the end of the window, and what may be done there. */
export function ZoneFacts({ cluster }: { readonly cluster: Pick<Cluster, "cells"> }) {
  const { value } = zones.current.value;
  if (value === null) return null;
  const over = value.zones.filter((zone) => cluster.cells.some((cell) => covers(zone, cell)));
  return (
    <>
      <h3>Zones over it, {formatDay(value.at)}</h3>
      {over.length === 0 && <p class="hint">No zone in force over it is on record.</p>}
      <ul class="facts">
        {over.map((zone) => (
          <li key={zone.id}>
            <strong>{zone.title}</strong>: {zone.powers.short}
            {zone.effectiveTo !== null && `, until ${formatDay(zone.effectiveTo)}`}
            <br />
            <span class="hint">{zone.powers.note}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether a zone holds the middle of a cell: even-odd over all rings. */
function covers({ geometry }: ZoneListBody["zones"][number], cell: string): boolean {
  const [lat, lng] = cellToLatLng(cell);
  return geometry.coordinates.some((polygon) => {
    let inside = false;
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi = 0, yi = 0] = ring[i] ?? [];
        const [xj = 0, yj = 0] = ring[j] ?? [];
        if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
    return inside;
  });
}
