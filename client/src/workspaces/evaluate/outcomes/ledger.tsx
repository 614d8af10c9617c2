import { useState } from "preact/hooks";
import type { OutcomeListBody } from "../../../../../server/api/types.ts";
import { withdrawOutcome } from "../../../api-registers.ts";
import { formatCount, formatDay } from "../../../format.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { WithdrawForm } from "../withdraw-form.tsx";
import { kindWords } from "./outcome-words.ts";

type Row = OutcomeListBody["outcomes"][number];
type Props = { readonly list: OutcomeListBody; readonly onChanged: () => void };

/** Every row as it was recorded: there is no sum under them, because kinds and units are never added to each other. */
export function Ledger({ list, onChanged }: Props) {
  const [leaving, setLeaving] = useState<Row | null>(null);
  return (
    <details class="more">
      <summary>
        All {formatCount(list.outcomes.length)} {list.outcomes.length === 1 ? "row" : "rows"}
      </summary>
      {leaving !== null && (
        <WithdrawForm
          key={leaving.id}
          what={rowWords(leaving)}
          follows="The row is kept, and counts no more."
          onWithdraw={async (reason) => {
            await withdrawOutcome({ operation: list.operation, outcome: leaving.id }, reason);
            onChanged();
          }}
          onEnd={() => setLeaving(null)}
        />
      )}
      <div class="twin-scroll">
        <table class="plain-table">
          <caption class="visually-hidden">The ledger of outcomes</caption>
          <TableHead
            columns={["Date", "Kind", { number: "Quantity" }, "Unit", "Area", "Drug", "Source", "Reference", "Change"]}
          />
          <tbody>
            {list.outcomes.map((row) => (
              <LedgerRow key={row.id} row={row} onWithdraw={() => setLeaving(row)} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function LedgerRow({ row, onWithdraw }: { readonly row: Row; readonly onWithdraw: () => void }) {
  return (
    <tr>
      <td>{formatDay(row.date)}</td>
      <td>{kindWords(row.kind)}</td>
      <td class="number">{formatCount(row.quantity)}</td>
      <td>{row.unit}</td>
      <td>{row.areaName ?? "–"}</td>
      <td>{row.drug === null ? "–" : `${row.drug}${row.drugClass === null ? "" : ` (${row.drugClass})`}`}</td>
      <td>{row.source}</td>
      <td>{row.reference ?? "–"}</td>
      <td>
        <button type="button" class="button quiet" onClick={onWithdraw}>
          Withdraw<span class="visually-hidden"> {rowWords(row)}</span>
        </button>
      </td>
    </tr>
  );
}

function rowWords({ kind, quantity, unit, date }: Row): string {
  return `${kindWords(kind)}: ${formatCount(quantity)} ${unit} on ${formatDay(date)}`;
}
