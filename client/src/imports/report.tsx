import type { ImportReportBody } from "../../../server/api/types.ts";
import { formatCount, formatDay, formatMonth, formatShare } from "../format.ts";
import { TableHead } from "../ui/table-head.tsx";
import { categoryLabel } from "../vocabulary.ts";

/** What an import did, in numbers: nothing is dropped without a line here. */
export function Report({ report }: { readonly report: ImportReportBody }) {
  const numbers = [
    ["Rows read", formatCount(report.read)],
    ["Accepted", formatCount(report.accepted)],
    ["Replaced", formatCount(report.replaced)],
    ["Updated", formatCount(report.updated)],
    ["Refused", formatCount(report.refused)],
    ["Not mapped", formatCount(report.notMapped)],
    ["With a location", report.geocodedShare === null ? "–" : formatShare(report.geocodedShare)],
  ] as const;
  return (
    <>
      <dl class="numbers">
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.span !== null && <p>{spanWords(report.span)}</p>}
      {report.warnings.map((warning) => (
        <p class="notice" key={warning}>
          {warning}
        </p>
      ))}
      <Counts title="Refused, by reason" rows={report.refusedByReason} />
      <Counts title="Kept but marked" rows={report.marked} />
      <Counts title="Categories" rows={report.categories} label={categoryLabel} />
      <Files files={report.files} />
    </>
  );
}

function Files({ files }: { readonly files: ImportReportBody["files"] }) {
  return (
    <table class="plain-table">
      <caption class="visually-hidden">Files</caption>
      <TableHead columns={["File", "Recognised as", { number: "Rows" }, "Note"]} />
      <tbody>
        {files.map((file) => (
          <tr key={file.name}>
            <td>{file.name}</td>
            <td>{file.format}</td>
            <td class="number">{formatCount(file.rows)}</td>
            <td>{file.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Data by the month has first days only: those are named as months. */
function spanWords({ from, to }: { from: string; to: string }): string {
  const words = from.endsWith("-01") && to.endsWith("-01") ? formatMonth : formatDay;
  return from === to ? words(from) : `${words(from)} to ${words(to)}`;
}

type CountsProps = {
  readonly title: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly label?: (name: string) => string;
};

function Counts({ title, rows, label = sentence }: CountsProps) {
  const entries = Object.entries(rows).toSorted(([, a], [, b]) => b - a);
  if (entries.length === 0) return null;
  return (
    <table class="plain-table">
      <TableHead columns={[title, { number: "Rows" }]} />
      <tbody>
        {entries.map(([name, n]) => (
          <tr key={name}>
            <td>{label(name)}</td>
            <td class="number">{formatCount(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sentence(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
