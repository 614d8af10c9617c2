import { computed } from "@preact/signals";
import type { OutcomeListBody } from "../../../../../server/api/types.ts";
import { fetchDisposals, fetchOutcomes } from "../../../api-evaluation.ts";
import { formatCount } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { evaluateQuery } from "../answers.ts";
import { DisposalsChart } from "./disposals-chart.tsx";
import { Ledger } from "./ledger.tsx";
import { OutcomeForm } from "./outcome-form.tsx";
import { OutcomeImport } from "./outcome-import.tsx";
import { kindWords } from "./outcome-words.ts";

const request = computed(() => {
  const { subject } = evaluateQuery.value;
  return subject?.kind === "operation" ? { key: String(subject.id), id: subject.id } : null;
});
const outcomes = liveResource(request, ({ id }, abort) => fetchOutcomes(id, abort));
const disposals = liveResource(request, ({ id }, abort) => fetchDisposals(id, abort));

function reload(): void {
  outcomes.reload();
  disposals.reload();
}

/** What the operation yielded: sums by kind and unit, never across them, the disposals' chart, the ledger, rows by hand or from a file. */
export function Outcomes() {
  const { value, state } = outcomes.current.value;
  if (value === null || value.operation !== request.value?.id)
    return state === "failed" ? <FailedNotice of={outcomes} /> : <p class="hint">Loading the outcomes…</p>;
  const chart = disposals.current.value.value;
  return (
    <div class="outcomes">
      <FailedNotice of={outcomes} />
      {value.outcomes.length === 0 && (
        <p class="notice">
          No outcome is recorded for this operation yet. Add a row below, or import them from a CSV file.
        </p>
      )}
      {value.totals.length > 0 && <Totals list={value} />}
      {chart !== null && chart.operation === value.operation && chart.rows.length > 0 && (
        <DisposalsChart disposals={chart} />
      )}
      {value.outcomes.length > 0 && <Ledger list={value} onChanged={reload} />}
      <OutcomeForm key={value.operation} operation={value.operation} onStored={reload} />
      <OutcomeImport operation={value.operation} onStored={reload} />
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
