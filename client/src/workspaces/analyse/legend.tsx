import { classLabel } from "../../classes.ts";
import { formatCount, formatPeriod } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { categoryLabel, RESOLUTION_WIDTHS } from "../../vocabulary.ts";
import { areaSets, boroughs } from "./answers.ts";
import { category, dataset, res } from "./choices.ts";
import type { Frame } from "./frame.ts";

/** What the colours mean, how many are counted, of what, when: stands on the map so that no picture of it goes without. */
export function Legend({ shown }: { readonly shown: Frame }) {
  return (
    <section class="legend" aria-label="Legend">
      <h2>{legendTitle(shown)}</h2>
      <ul class="legend-classes">
        {shown.breaks.map((bound, i) => (
          <li key={bound}>
            <span class="legend-swatch" style={{ background: shown.colours[i] ?? "" }} />
            <span aria-hidden="true">
              {i === shown.breaks.length - 1 ? `${formatCount(bound)}+` : formatCount(bound)}
            </span>
            <span class="visually-hidden">{classLabel(i, shown.breaks)}</span>
          </li>
        ))}
      </ul>
      {legendLines(shown).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

/** "Drug offences per hexagon (350 m), 2019". */
export function legendTitle(shown: Frame): string {
  const unit = shown.kind === "cells" ? `hexagon (${RESOLUTION_WIDTHS[res.value]})` : unitWord(shown, false);
  return `${categoryLabel(category.value)} per ${unit}, ${formatPeriod(shown.period.from, shown.period.to)}`;
}

/** n, the source, and every caution that the reader of a picture must not miss. */
export function legendLines(shown: Frame): string[] {
  const data = dataset.value;
  const lines = [`n = ${formatCount(shown.total)} · ${data?.title ?? ""}`];
  if (shown.kind === "areas" && shown.source === "published")
    lines.push("Counts as published by area, not from points");
  if (shown.kind === "areas" && shown.outside > 0)
    lines.push(`${formatCount(shown.outside)} of them in none of these areas`);
  if (data?.snapped) lines.push("Approximate: points are snapped");
  if (data?.synthetic) lines.push(WATERMARK);
  const drawn = areaSets.current.value.value?.sets.find((set) => set.id === boroughs.current.value.value?.set);
  if (drawn?.synthetic) lines.push("Illustrative boundaries");
  return lines;
}

export function unitWord(shown: Frame, plural: boolean): string {
  const word = shown.kind === "cells" ? "hexagon" : shown.layer === "wards" ? "ward" : "borough";
  return plural ? `${word}s` : word;
}
