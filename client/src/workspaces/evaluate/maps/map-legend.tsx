import { formatCount } from "../../../format.ts";
import { hatchBackground } from "../../../layers/hatch.ts";
import type { MapClass } from "../../analyse/modes/classed.ts";
import type { MapView } from "../address.ts";
import { result, step } from "../answers.ts";
import { indicatorWords } from "../status-words.ts";
import { type Comparison, currentComparison } from "./comparison.ts";

/** What colours and outlines mean, and what is counted. */
export function MapLegend({ view }: { readonly view: MapView }) {
  const shown = step.value === "result" ? currentComparison.value : null;
  return (
    <div class="evaluate-legend">
      {shown !== null && view !== "difference" && <Classes title={countTitle(shown)} classes={shown.countClasses} />}
      {shown !== null && (view === "all" || view === "difference") && (
        <Classes title={changeTitle(shown)} classes={shown.changeClasses} />
      )}
      <ul class="outline-key">
        <li>
          <i class="key key-target" />
          target
        </li>
        <li>
          <i class="key key-ring" />
          rings by borough
        </li>
        <li>
          <i class="key key-strip" />
          border strip
        </li>
        <li>
          <i class="key key-receiving" />
          receiving place
        </li>
        {step.value === "result" && (
          <li>
            <i class="key key-marked" />
            stands out
          </li>
        )}
      </ul>
      {shown !== null && <p class="hint">{countedWords(shown)}</p>}
    </div>
  );
}

export function Classes({ title, classes }: { readonly title: string; readonly classes: readonly MapClass[] }) {
  return (
    <div class="legend-row">
      <span class="legend-title">{title}</span>
      <ul class="legend-classes">
        {classes.map(({ label, colour, hatch }) => (
          <li key={label}>
            <span class="legend-swatch" style={{ background: hatchBackground(hatch, colour) }} />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Wards are filled without a pattern. */
export function changeTitle({ geometry }: Comparison): string {
  return `Difference; ${geometry === null ? "grey" : "hatched"}: within chance`;
}

export function countTitle({ geometry }: Comparison): string {
  return geometry === null ? "Records a ward" : "Records a hexagon (350 m)";
}

/** The maps draw what was tested, and say what that is. */
export function countedWords({ totals }: Comparison): string {
  const indicator = result.value?.design.indicator;
  const what =
    indicator === undefined
      ? ""
      : ` ${indicatorWords(indicator)}: the records that were tested, everywhere in the data.`;
  return `n = ${formatCount(totals.before)} before, ${formatCount(totals.after)} after.${what}`;
}
