import type { ComponentChild } from "preact";
import { classLabel } from "../../classes.ts";
import { formatCount, formatPeriod } from "../../format.ts";
import { hatchBackground } from "../../layers/hatch.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { surfaceMark } from "../../surfaces.ts";
import { categoryLabel, RESOLUTION_WIDTHS } from "../../vocabulary.ts";
import { areaSets, boroughs } from "./answers.ts";
import { category, dataset, res } from "./choices.ts";
import type { AreasFrame, CellsFrame, Frame } from "./frame.ts";
import { type ClassedFrame, classSizes } from "./modes/classed.ts";
import { Symbols } from "./modes/symbols.tsx";
import { titleIn, whereWords } from "./where-words.ts";
import { zoneLines } from "./zone-overlay.tsx";

type CountFrame = CellsFrame | AreasFrame;

/** What the colours mean, how many are counted, of what, when: stands on the map so that no picture of it goes without. */
export function Legend({ shown }: { readonly shown: Frame }) {
  return (
    <section class="legend" aria-label="Legend">
      <details open>
        <summary title="Fold the legend, or open it">
          <h2>{unbrokenUnits(legendTitle(shown))}</h2>
        </summary>
        {shown.kind === "classed" ? <NamedClasses shown={shown} /> : <CountClasses shown={shown} />}
        <Symbols shown={shown} />
        {legendLines(shown).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </section>
  );
}

/** A number and its unit stay in one line. */
function unbrokenUnits(title: string): ComponentChild[] {
  return title.split(/(\(\d[\d.]* k?m\))/).map((part, i) =>
    i % 2 === 1 ? (
      <span key={part} class="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function CountClasses({ shown }: { readonly shown: CountFrame }) {
  return (
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
  );
}

function NamedClasses({ shown }: { readonly shown: ClassedFrame }) {
  const sizes = classSizes(shown);
  return (
    <ul class="legend-names">
      {shown.classes.map(({ label, colour, hatch }, i) => (
        <li key={label}>
          <span class="legend-swatch" style={{ background: hatchBackground(hatch, colour) }} />
          <span class="legend-label">{label}</span>
          <span class="number">{formatCount(sizes[i] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "Drug offences per hexagon (350 m), 2019 · East Area BCU". */
export function legendTitle(shown: Frame): string {
  if (shown.kind === "classed") return titleIn(shown.title, shown.area);
  const unit = shown.kind === "cells" ? `hexagon (${RESOLUTION_WIDTHS[res.value]})` : unitWord(shown, false);
  const period = formatPeriod(shown.period.from, shown.period.to);
  const beside = shown.kind === "cells" && shown.before !== null ? shown.before.period : null;
  const periods = beside === null ? period : `${formatPeriod(beside.from, beside.to)} (left) and ${period} (right)`;
  return titleIn(`${categoryLabel(category.value)} per ${unit}, ${periods}`, shown.area);
}

/** n, the source, and every caution that the reader of a picture must not miss. */
export function legendLines(shown: Frame): string[] {
  const data = dataset.value;
  const beside = shown.kind === "cells" && shown.before !== null ? `${formatCount(shown.before.total)} and ` : "";
  const lines = [`n = ${beside}${formatCount(shown.total)} · ${data?.title ?? ""}`];
  const where = whereWords(shown.area);
  if (where !== null) lines.push(`Only ${where}`);
  const mark = data === null ? null : surfaceMark(data, shown.category);
  if (mark !== null && !countsItsOwn(shown)) lines.push(mark);
  if (shown.kind === "classed") lines.push(...shown.notes);
  if (shown.kind === "areas" && shown.source === "published")
    lines.push("Counts as published by area, not from points");
  if (shown.kind === "areas" && shown.outside > 0)
    lines.push(`${formatCount(shown.outside)} of them in none of these areas`);
  lines.push(...zoneLines());
  if (data?.snapped) lines.push("Approximate: points are snapped");
  const drawn = areaSets.current.value.value?.sets.find((set) => set.id === boroughs.current.value.value?.set);
  if (drawn?.synthetic) lines.push("Illustrative boundaries");
  if (data?.synthetic) lines.push(WATERMARK);
  return lines;
}

/** Markets weigh every kind of record, whatever is chosen. */
function countsItsOwn(shown: Frame): boolean {
  return shown.kind === "classed" && shown.mode === "markets";
}

export function unitWord(shown: Frame, plural: boolean): string {
  const word = shown.kind !== "areas" ? "hexagon" : shown.layer === "wards" ? "ward" : "borough";
  return plural ? `${word}s` : word;
}
