import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { beyondWords, changeWords, expectedWords, pWords } from "../../evaluation/words.ts";
import { formatCount } from "../../format.ts";
import { shortName } from "../../layers/sources.ts";
import { type ResultRow, resultRows } from "./rows.ts";

/** Every tested row with its numbers; only a row that stands out against placebos is marked. */
export function RowsTable({ result }: { readonly result: EvaluationResultBody }) {
  const rows = resultRows(result);
  return (
    <table class="rows-table">
      <caption class="visually-hidden">Target, displacement zone and its parts, before and after</caption>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            What is tested
          </th>
          <Head words="before" title="Incidents in the window before" />
          <Head words="seen" title="Incidents in the window after" />
          <Head words="expected" title="After-count that places like it without an operation lead one to expect" />
          <Head words="change" title="Seen against before" />
          <Head words="beyond" title="Seen against expected" />
          <Head words="p" title="Against placebos; of rows: adjusted for all rows of this evaluation" />
          <th scope="col">
            <span class="visually-hidden">Stands out</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ words, title }: { readonly words: string; readonly title: string }) {
  return (
    <th scope="col" class="number">
      <abbr title={title}>{words}</abbr>
    </th>
  );
}

function Row({ row }: { readonly row: ResultRow }) {
  return (
    <tr class={`${row.marked ? "marked" : ""} ${row.primary ? "primary-row" : ""}`}>
      <td>{row.kind}</td>
      <th scope="row">{row.name}</th>
      <td class="number">{formatCount(row.before)}</td>
      <td class="number">{formatCount(row.after)}</td>
      <td class="number">{expectedWords(row.expected)}</td>
      <td class="number">{changeWords(row.change)}</td>
      <td class="number">{beyondWords(row)}</td>
      <td class="number">{pWords(row.primary ? row.pPlacebo : row.pAdjusted)}</td>
      <td>
        {row.marked && (
          <span
            class="mark-dot"
            role="img"
            aria-label="stands out against placebos"
            title="stands out against placebos"
          />
        )}
      </td>
    </tr>
  );
}

const ROLES = { target: "target", neighbour: "neighbour", control: "control", other: "" } as const;

/** Whole boroughs, beside the strips that are tested: counts alone, nothing is tested here. */
export function BoroughTable({ result }: { readonly result: EvaluationResultBody }) {
  const order = ["target", "neighbour", "control", "other"];
  const rows = [...result.boroughs].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return (
    <table class="rows-table">
      <caption class="visually-hidden">Whole boroughs, before and after</caption>
      <thead>
        <tr>
          <th scope="col">Borough</th>
          <th scope="col">Part</th>
          <Head words="before" title="Incidents in the window before" />
          <Head words="seen" title="Incidents in the window after" />
          <Head words="change" title="Seen against before; not tested" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, role, before, after }) => (
          <tr key={code}>
            <th scope="row">{shortName(name)}</th>
            <td>{ROLES[role]}</td>
            <td class="number">{formatCount(before)}</td>
            <td class="number">{formatCount(after)}</td>
            <td class="number">{changeWords(before === 0 ? null : after / before - 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
