import { part } from "../../state.ts";
import { choose } from "./actions.ts";
import { boroughs } from "./answers.ts";

const chosen = part("area");

/** Any number of boroughs; none chosen = everywhere. */
export function Where() {
  const all = (boroughs.current.value.value?.features ?? [])
    .map((feature) => feature.properties)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const area = chosen.value;
  const names = all.filter((borough) => area.includes(borough.code)).map((borough) => borough.name);
  const toggle = (code: string) =>
    choose({ area: area.includes(code) ? area.filter((c) => c !== code) : [...area, code].toSorted() });
  return (
    <fieldset class="field">
      <legend>Where</legend>
      <details class="where">
        <summary>
          <span>{summaryOf(names, area.length)}</span>
        </summary>
        <div class="where-list">
          {all.length === 0 && <p class="hint">No borough boundaries yet: import them to narrow the area.</p>}
          {area.length > 0 && (
            <button type="button" class="button quiet" onClick={() => choose({ area: [] })}>
              Everywhere
            </button>
          )}
          {all.map((borough) => (
            <label key={borough.code}>
              <input type="checkbox" checked={area.includes(borough.code)} onChange={() => toggle(borough.code)} />
              {borough.name}
            </label>
          ))}
        </div>
      </details>
    </fieldset>
  );
}

function summaryOf(names: readonly string[], chosenCount: number): string {
  if (chosenCount === 0) return "Everywhere";
  if (names.length === 0) return `${chosenCount} areas`;
  return names.length <= 2 ? names.join(", ") : `${names.slice(0, 1).join("")} and ${names.length - 1} more`;
}
