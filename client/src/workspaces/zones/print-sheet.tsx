import { formatDay } from "../../format.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { marking } from "../../marking.ts";
import { today } from "../../targets/review-day.ts";
import { PrintHead } from "../../ui/print-head.tsx";
import { MapOnPaper } from "../../ui/print-picture.tsx";
import { type Home, shownZones, zones } from "./answers.ts";
import { KindSign } from "./kind-sign.tsx";
import { atWords, drugsWords, POWERS_NOTE, statusWords } from "./words.ts";
import { zonesMap } from "./zone-map.tsx";

/** Map and list on paper, whatever the window's size. */
export function PrintSheet({ dataset }: { readonly dataset: Home }) {
  const answer = zones.current.value.value;
  if (answer === null) return null;
  return (
    <section class="print-sheet zones-print" aria-hidden="true">
      <PrintHead marking={marking.value} synthetic={dataset.synthetic} />
      <h1>Zones in force on {atWords(answer.at)}</h1>
      <MapOnPaper class="print-picture" map={zonesMap} />
      <table>
        <thead>
          <tr>
            <th colSpan={2}>Zone</th>
            <th>When</th>
            <th>What may be done there</th>
          </tr>
        </thead>
        <tbody>
          {shownZones.value.map((zone) => (
            <tr key={zone.id}>
              <td>
                <KindSign kind={zone.kind} holds={zone.status === "in_force"} />
              </td>
              <td>
                <b>{zone.title}</b>, {zone.authority}
                <br />
                {ZONE_SIGNS[zone.kind].label} ({ZONE_SIGNS[zone.kind].code})
              </td>
              <td>{statusWords(zone)}</td>
              <td>{zone.status === "in_force" ? `${zone.powers.short}. ${drugsWords(zone)}` : "Not in force then."}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{POWERS_NOTE}</p>
      <p class="print-source">
        Hexbeat · {dataset.title} · London time; an end is the first moment a zone no longer holds · made{" "}
        {formatDay(today())}
      </p>
    </section>
  );
}
