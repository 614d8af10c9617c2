import { computed, signal } from "@preact/signals";
import type { OutcomeListBody, OutcomeReportBody } from "../../../../../server/api/types.ts";
import { fetchDisposals, fetchOutcomes, importOutcomes } from "../../../api-evaluation.ts";
import { formatCount, formatDay } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { evaluateQuery } from "../answers.ts";
import { DisposalsChart } from "./disposals-chart.tsx";
import { kindWords } from "./outcome-words.ts";

const request = computed(() => {
  const { subject } = evaluateQuery.value;
  return subject?.kind === "operation" ? { key: String(subject.id), id: subject.id } : null;
});
const outcomes = liveResource(request, ({ id }, abort) => fetchOutcomes(id, abort));
const disposals = liveResource(request, ({ id }, abort) => fetchDisposals(id, abort));

/** What the operation yielded: sums by kind and unit, never across them, the disposals' chart, the ledger, a CSV import. */
export function Outcomes() {
  const { value, state, message } = outcomes.current.value;
  if (state === "failed") {
    return (
      <p class="notice error" role="alert">
        {message}{" "}
        <button type="button" class="button" onClick={outcomes.reload}>
          Try again
        </button>
      </p>
    );
  }
  if (value === null || value.operation !== request.value?.id) return <p class="hint">Loading the outcomes…</p>;
  const chart = disposals.current.value.value;
  return (
    <div class="outcomes">
      {value.outcomes.length === 0 && (
        <p class="notice">No outcome is recorded for this operation yet. Import them from a CSV file below.</p>
      )}
      {value.totals.length > 0 && <Totals list={value} />}
      {chart !== null && chart.operation === value.operation && chart.rows.length > 0 && (
        <DisposalsChart disposals={chart} />
      )}
      {value.outcomes.length > 0 && <Ledger list={value} />}
      <FileImport operation={value.operation} />
    </div>
  );
}

function Totals({ list }: { readonly list: OutcomeListBody }) {
  return (
    <section>
      <h2>What was done and what came of it</h2>
      <dl class="totals">
        {list.totals.map(({ kind, unit, quantity }) => (
          <div key={`${kind} ${unit}`}>
            <dt>{kindWords(kind)}</dt>
            <dd>
              <strong>{formatCount(quantity)}</strong> {unit}
            </dd>
          </div>
        ))}
      </dl>
      <p class="hint">{list.countingRule}</p>
    </section>
  );
}

function Ledger({ list }: { readonly list: OutcomeListBody }) {
  return (
    <details class="more">
      <summary>All {formatCount(list.outcomes.length)} rows</summary>
      <table class="plain-table">
        <caption class="visually-hidden">The ledger of outcomes</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Kind</th>
            <th scope="col" class="number">
              Quantity
            </th>
            <th scope="col">Unit</th>
            <th scope="col">Area</th>
            <th scope="col">Drug</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {list.outcomes.map((row) => (
            <tr key={row.id}>
              <td>{formatDay(row.date)}</td>
              <td>{kindWords(row.kind)}</td>
              <td class="number">{formatCount(row.quantity)}</td>
              <td>{row.unit}</td>
              <td>{row.areaName ?? "–"}</td>
              <td>{row.drug === null ? "–" : `${row.drug}${row.drugClass === null ? "" : ` (${row.drugClass})`}`}</td>
              <td>{row.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const skipBadRows = signal(false);
const report = signal<OutcomeReportBody | null>(null);
const problem = signal<string | null>(null);

function FileImport({ operation }: { readonly operation: number }) {
  return (
    <section class="outcome-import">
      <h2>Import from CSV</h2>
      <p class="hint">
        Columns kind, unit, quantity, date, area, source, drug, drug_class, reference, in any order. One bad or
        duplicate row refuses the file, unless you say otherwise.
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={skipBadRows.value}
          onChange={(event) => {
            skipBadRows.value = event.currentTarget.checked;
          }}
        />
        Keep the good rows of a file with bad ones
      </label>
      <label class="field">
        <span class="field-title">CSV file of outcomes</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void send(operation, file).finally(() => (currentTarget.value = ""));
          }}
        />
      </label>
      {problem.value !== null && (
        <p class="notice error" role="alert">
          {problem.value}
        </p>
      )}
      {report.value !== null && <Report report={report.value} />}
    </section>
  );
}

function Report({ report: { read, accepted, refused } }: { readonly report: OutcomeReportBody }) {
  return (
    <div class="notice" role="status">
      {formatCount(read)} rows read, {formatCount(accepted)} stored, {formatCount(refused.length)} refused.
      <ul>
        {refused.map(({ line, detail }) => (
          <li key={line}>
            Line {line}: {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}

async function send(operation: number, file: File): Promise<void> {
  problem.value = null;
  report.value = null;
  try {
    report.value = await importOutcomes(operation, { text: await file.text(), skipBadRows: skipBadRows.peek() });
    outcomes.reload();
    disposals.reload();
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}
