import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { classColours, classOf } from "../../classes.ts";
import { formatCount, formatPeriod } from "../../format.ts";
import { part, update } from "../../state.ts";
import { categoryLabel } from "../../vocabulary.ts";
import { category } from "./choices.ts";
import { downloadCsv } from "./exports.tsx";
import { type Frame, frame } from "./frame.ts";
import { unitWord } from "./legend.tsx";
import { Profile } from "./profile.tsx";
import type { RankedRow } from "./rank-rows.ts";
import { describe, ranking } from "./ranking.ts";

const PAGE_ROWS = 50;
/** As in layout.css. */
const STACKED = "(max-width: 980px)";
const page = signal(0);
const selected = part("selected");

/** Right panel: the table twin of the map, every row of it, and the profile of the selected one. */
export function List() {
  const shown = frame.value;
  const list = useRef<HTMLElement>(null);
  const before = useRef(selected.value);
  useEffect(() => {
    const isNew = selected.value !== null && selected.value !== before.current;
    before.current = selected.value;
    // Where the panels stand under the map, a tapped place would open out of sight.
    if (isNew && matchMedia(STACKED).matches) list.current?.scrollIntoView({ block: "start" });
  }, [selected.value]);
  return (
    <section class="list" id="list" ref={list} aria-label="Table of what the map shows" tabIndex={-1}>
      {selected.value !== null && <Profile id={selected.value} />}
      {shown !== null && <Ranked shown={shown} />}
    </section>
  );
}

function Ranked({ shown }: { readonly shown: Frame }) {
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
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Place</th>
            <th scope="col" class="number">
              Count
            </th>
          </tr>
        </thead>
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
  return (
    <div class="list-head">
      <h2>Where the most are</h2>
      <p>
        {categoryLabel(category.value)}, {formatPeriod(shown.period.from, shown.period.to)}: {formatCount(shown.total)}{" "}
        in {formatCount(rows)} {unitWord(shown, rows !== 1)}
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
  const colour = classColours(shown.breaks.length)[classOf(row.n, shown.breaks)];
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
        </button>
      </td>
      <td class="number">
        <span class="swatch" style={{ background: colour ?? "transparent" }} />
        {formatCount(row.n)}
      </td>
    </tr>
  );
}

function turnTo(next: number): void {
  page.value = next;
  document.getElementById("list")?.scrollTo({ top: 0 });
}
