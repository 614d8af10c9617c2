import type { PatrolBody } from "../../../../server/api/types.ts";
import { formatCount } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { metresWords, NO_ZONE, stopHours, zoneWords } from "./words.ts";

/** The twin of the map: the same stops as rows. */
export function StopTable({ sheet }: { readonly sheet: PatrolBody }) {
  return (
    <table class="plain-table">
      <caption class="visually-hidden">Stops in walking order</caption>
      <TableHead
        columns={[
          "Stop",
          "Where",
          "Latitude, longitude",
          { number: "Records" },
          "Best hours",
          "Powers",
          { number: "To the next" },
        ]}
      />
      <tbody>
        {sheet.stops.map((stop) => (
          <tr key={stop.id}>
            <td>{stop.position}</td>
            <td>{stop.name}</td>
            <td>{placeWords(stop.lngLat)}</td>
            <td class="number">{formatCount(stop.n)}</td>
            <td>{stopHours(stop, sheet.weekday)}</td>
            <td>{stop.zones.map(zoneWords).join("; ") || NO_ZONE}</td>
            <td class="number">{metresWords(stop.nextMetres)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeWords([lng = 0, lat = 0]: readonly number[]): string {
  return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
}
