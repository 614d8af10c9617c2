import type { ZoneBody } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";

/** The dated rows that a zone is held to; what nobody has checked against the law in force says "verify". */
export function ZoneRules({ zone }: { readonly zone: ZoneBody }) {
  return (
    <section aria-labelledby="zone-rules">
      <h2 id="zone-rules">Rules it is held to</h2>
      {zone.rules.length === 0 && <p class="hint">No rule for this kind is on record on the day it began.</p>}
      <ul class="zone-rules">
        {zone.rules.map((rule) => (
          <li key={rule.words}>
            {rule.words}{" "}
            {rule.checkedOn === null ? (
              <strong class="zone-verify">verify</strong>
            ) : (
              <span class="hint">checked {formatDay(rule.checkedOn)}</span>
            )}
            <span class="hint">
              {termWords(rule)} Source: {rule.source}
            </span>
          </li>
        ))}
      </ul>
      {zone.verify && (
        <p class="hint">“verify”: nobody has checked this row against the law in force. Do so before relying on it.</p>
      )}
    </section>
  );
}

function termWords({ validFrom, validTo }: ZoneBody["rules"][number]): string {
  if (validFrom === null && validTo === null) return "";
  const from = validFrom === null ? "" : ` from ${formatDay(validFrom)}`;
  return `Row holds${from}${validTo === null ? "" : ` until ${formatDay(validTo)}`}.`;
}
