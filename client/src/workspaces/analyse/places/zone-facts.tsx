import { cellToLatLng } from "h3-js";
import type { ZoneListBody } from "../../../../../server/api/types.ts";
import { holdsPoint } from "../../../cells/outline.ts";
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

/** Whether a zone holds the middle of a cell. */
function covers({ geometry }: ZoneListBody["zones"][number], cell: string): boolean {
  const [lat, lng] = cellToLatLng(cell);
  return holdsPoint(geometry, [lng, lat]);
}
