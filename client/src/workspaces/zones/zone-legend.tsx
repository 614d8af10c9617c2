import { ZONE_KINDS } from "../../../../server/api/vocabulary.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { type Home, shownZones, zones } from "./answers.ts";
import { KindSign } from "./kind-sign.tsx";
import { atWords } from "./words.ts";

/** What the patterns mean, of which date, how many: stands on the map so that no picture of it goes without. */
export function ZoneLegend({ dataset }: { readonly dataset: Home }) {
  const answer = zones.current.value.value;
  if (answer === null) return null;
  const inForce = shownZones.value.filter(({ status }) => status === "in_force");
  const others = shownZones.value.length - inForce.length;
  const kinds = ZONE_KINDS.filter((kind) => inForce.some((zone) => zone.kind === kind));
  return (
    <section class="legend zones-legend" aria-label="Legend">
      <h2>Zones in force on {atWords(answer.at)}</h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <KindSign kind={kind} />
            <span class="legend-label">
              {ZONE_SIGNS[kind].code}: {ZONE_SIGNS[kind].label}
            </span>
            <span class="number">{inForce.filter((zone) => zone.kind === kind).length}</span>
          </li>
        ))}
        {others > 0 && (
          <li>
            <KindSign kind="target_area" holds={false} />
            <span class="legend-label">planned or past: not in force</span>
            <span class="number">{others}</span>
          </li>
        )}
      </ul>
      {inForce.length === 0 && <p>None on record.</p>}
      <p>
        {answer.at.length > 10 ? "At that moment" : "At some moment of that day"}, London time. {dataset.title}
      </p>
      {dataset.synthetic && <p>{WATERMARK}</p>}
    </section>
  );
}
