import { formatPeriod } from "../../../format.ts";
import { part, update } from "../../../state.ts";
import { frame } from "../frame.ts";

const swipe = part("swipe");

/** The line between two periods: a slider across the map, for pointer, finger and arrow keys. */
export function Swipe() {
  const shown = frame.value;
  if (swipe.value === null || shown?.kind !== "cells" || shown.before === null) return null;
  const { before, period } = shown;
  return (
    <div class="swipe">
      <div class="swipe-line" style={{ left: `${swipe.value}%` }} />
      <span class="swipe-grip" style={{ left: `${swipe.value}%` }} aria-hidden="true">
        ◂ ▸
      </span>
      <span class="swipe-label left">{formatPeriod(before.period.from, before.period.to)}</span>
      <span class="swipe-label right">{formatPeriod(period.from, period.to)}</span>
      <input
        type="range"
        min="0"
        max="100"
        value={swipe.value}
        aria-label="Line between the two periods"
        aria-valuetext={`${swipe.value} % of the map shows the earlier period`}
        onInput={(event) => update({ swipe: Number(event.currentTarget.value) })}
      />
    </div>
  );
}
