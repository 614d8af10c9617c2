import { useEffect, useRef } from "preact/hooks";
import { formatDay } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { marking } from "../../marking.ts";
import { today } from "../../targets/review-day.ts";
import { type Home, shownZones, zones } from "./answers.ts";
import { KindSign } from "./kind-sign.tsx";
import { atWords, drugsWords, statusWords } from "./words.ts";
import { zonesMap } from "./zone-map.tsx";

/** Map and list on paper, whatever the window's size. */
export function PrintSheet({ dataset }: { readonly dataset: Home }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Drawn the moment the print begins: a WebGL canvas prints blank.
    const before = () => {
      const picture = zonesMap.peek()?.snapshot();
      holder.current?.replaceChildren(...(picture === undefined ? [] : [picture]));
    };
    const after = () => holder.current?.replaceChildren();
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  const answer = zones.current.value.value;
  if (answer === null) return null;
  return (
    <section class="zones-print" aria-hidden="true">
      <div class="print-head">
        <strong>{marking.value}</strong>
        {dataset.synthetic && <strong>{WATERMARK}</strong>}
        <strong>{marking.value}</strong>
      </div>
      <h1>Zones in force on {atWords(answer.at)}</h1>
      <div class="print-picture" ref={holder} />
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
      <p>Powers are a summary, not authority to search; read the order.</p>
      <p class="print-source">
        Hexbeat · {dataset.title} · London time; an end is the first moment a zone no longer holds · made{" "}
        {formatDay(today())}
      </p>
    </section>
  );
}
