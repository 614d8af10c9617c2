import { signal } from "@preact/signals";
import { classColours, classOf } from "../../classes.ts";
import { formatCount, formatPeriod } from "../../format.ts";
import { hatchBackground } from "../../layers/hatch.ts";
import { part, update } from "../../state.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { categoryLabel } from "../../vocabulary.ts";
import { category } from "./choices.ts";
import { downloadCsv } from "./exports.tsx";
import type { Frame } from "./frame.ts";
import { unitWord } from "./legend.tsx";
import type { ClassedFrame } from "./modes/classed.ts";
import type { RankedRow } from "./rank-rows.ts";
import { describe, ranking } from "./ranking.ts";
import { whereTitle } from "./where-words.ts";

const PAGE_ROWS = 50;
const page = signal(0);
const selected = part("selected");

/** The table twin: every row of what the map shows, in pages. */
export function Table({ shown }: { readonly shown: Frame }) {
  const rows = ranking.value;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  const at = Math.min(page.value, pages - 1);
  const visible = rows.slice(at * PAGE_ROWS, (at + 1) * PAGE_ROWS);
  return (
    <>
      <Head shown={shown} rows={rows.length} />
      <table class="ranked">
        <caption class="visually-hidden">
          Counts by {unitWord(shown, false)}, most first, page {at + 1} of {pages}
        </caption>
        <TableHead columns={[shown.kind === "classed" ? "No." : "Rank", "Place", { number: "Count" }]} />
        <tbody>
          {visible.map((row) => (
            <Row key={row.id} row={row} shown={shown} />
          ))}
        </tbody>
      </table>
      <p class="print-rest hint">All {formatCount(rows.length)} rows are in the CSV.</p>
      {pages > 1 && <Pager at={at} pages={pages} rows={rows.length} />}
      <div class="list-foot">
        <button type="button" class="button" onClick={downloadCsv}>
          All rows as CSV
        </button>
      </div>
    </>
  );
}

function Head({ shown, rows }: { readonly shown: Frame; readonly rows: number }) {
  const where = whereTitle(shown.area);
  return (
    <div class="list-head">
      <h2>{shown.kind === "classed" ? "Every cell of the map" : "Where the most are"}</h2>
      <p>
        {categoryLabel(category.value)}, {formatPeriod(shown.period.from, shown.period.to)}: {formatCount(shown.total)}{" "}
        in {formatCount(rows)} {unitWord(shown, rows !== 1)}
        {where === null ? "" : ` · ${where}`}
      </p>
    </div>
  );
}

type PagerProps = { readonly at: number; readonly pages: number; readonly rows: number };

function Pager({ at, pages, rows }: PagerProps) {
  const last = Math.min(rows, (at + 1) * PAGE_ROWS);
  return (
    <nav class="pager" aria-label="Pages of the table">
      <button type="button" class="button" disabled={at === 0} onClick={() => turnTo(at - 1)}>
        Previous
      </button>
      <span>
        {formatCount(at * PAGE_ROWS + 1)}–{formatCount(last)} of {formatCount(rows)}
      </span>
      <button type="button" class="button" disabled={at === pages - 1} onClick={() => turnTo(at + 1)}>
        Next
      </button>
    </nav>
  );
}

function Row({ row, shown }: { readonly row: RankedRow; readonly shown: Frame }) {
  const words = describe(row.id);
  const isSelected = row.id === selected.value;
  return (
    <tr class={isSelected ? "selected" : ""} data-id={row.id}>
      <td>{row.rank}</td>
      <td>
        <button
          type="button"
          class="row-button"
          aria-pressed={isSelected}
          onClick={() => update({ selected: isSelected ? null : row.id })}
        >
          <strong>{words.title}</strong>
          <span>{words.detail}</span>
          {shown.kind === "classed" && <span class="row-class">{modeWords(row.id, shown)}</span>}
        </button>
      </td>
      <td class="number">
        <span class="swatch" style={{ background: swatchOf(row, shown) }} />
        {formatCount(row.n)}
      </td>
    </tr>
  );
}

/** "hot, FDR 5 % · q 2.1 %": what the mode says of a row, under its name, since the panel is narrow. */
function modeWords(id: string, shown: ClassedFrame): string {
  const row = shown.geometry.rowOf.get(id) ?? -1;
  const told = shown.columns.filter((column) => !column.fileOnly);
  return told
    .map((column) => {
      const words = column.words?.(row) ?? column.of(row) ?? "–";
      return column.key === "class" ? words : `${column.label} ${words}`;
    })
    .join(" · ");
}

/** The colour and pattern that the row has on the map. */
function swatchOf({ id, n }: RankedRow, shown: Frame): string {
  if (shown.kind !== "classed") return classColours(shown.breaks.length)[classOf(n, shown.breaks)] ?? "transparent";
  const position = shown.classOf[shown.geometry.rowOf.get(id) ?? -1] ?? 0;
  const found = shown.classes[position - 1];
  return found === undefined ? "transparent" : hatchBackground(found.hatch, found.colour);
}

function turnTo(next: number): void {
  page.value = next;
  document.getElementById("list")?.scrollTo({ top: 0 });
}
