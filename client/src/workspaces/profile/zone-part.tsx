import { formatDay, formatShare } from "../../format.ts";
import { zones } from "./answers.ts";
import { Part } from "./part.tsx";
import type { Scope } from "./scope.ts";
import { zonesOver } from "./zones-over.ts";

/** Orders and zones over it on the last day, and what they let anybody do there. */
export function ZonePart({ scope }: { readonly scope: Scope }) {
  const at = zones.current.value.value?.at;
  return (
    <Part title={`Zones over it${at === undefined ? "" : `, ${formatDay(at)}`}`} of={zones.current.value} name="zones">
      {(value) => {
        const over = zonesOver(value.zones, scope.outline);
        if (over.length === 0) return <p>No zone in force over it is in the register.</p>;
        return (
          <>
            <ul class="facts">
              {over.map(({ zone, share }) => (
                <li key={zone.id}>
                  <strong>{zone.title}</strong>: {zone.powers.short}
                  {!zone.powers.drugs && "; no drugs power"}
                  {zone.effectiveTo !== null && `; until ${formatDay(zone.effectiveTo)}`}; over {formatShare(share)} of
                  it
                  {zone.verify && "; rules not checked, verify"}
                </li>
              ))}
            </ul>
            <p class="hint">{over[0]?.zone.powers.note}</p>
          </>
        );
      }}
    </Part>
  );
}
