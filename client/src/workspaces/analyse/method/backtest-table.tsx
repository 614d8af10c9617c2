import type { BacktestBody } from "../../../../../server/api/types.ts";
import { formatShare } from "../../../format.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { backtest } from "../places/cluster-answers.ts";

const METHOD_NAMES: Readonly<Record<string, string>> = {
  plain_count: "Plain count",
  gi_star: "Hot areas (Gi*)",
  persistence: "Hot places",
  ring_kernel: "Count with neighbours",
};

/** Every method at every cut, the plain count first: hits in the month after. */
export function BacktestTable() {
  const given = backtest.current.value.value;
  if (given === null) return null;
  if (given.gate !== null) return <p>No backtest: {given.gate.message}</p>;
  return (
    <>
      <h3>Backtest: {given.months.length} months, each foretold from the twelve before it</h3>
      <table class="plain-table">
        <TableHead columns={["Map", "Named", { number: "Held" }, { number: "PAI" }, "Against the plain count"]} />
        <tbody>
          {given.rows.map((row) => (
            <BacktestRow key={`${row.method} ${row.cut}`} row={row} />
          ))}
        </tbody>
      </table>
      <p class="hint">
        PAI: share of the next month’s records that were held, over the share of the area that was named.
      </p>
    </>
  );
}

function BacktestRow({ row }: { readonly row: BacktestBody["rows"][number] }) {
  const range = row.paiRange === null ? "" : ` (${row.paiRange.min.toFixed(1)}–${row.paiRange.max.toFixed(1)})`;
  return (
    <tr>
      <th scope="row">{METHOD_NAMES[row.method] ?? row.method}</th>
      <td>{row.cut * 100} %</td>
      <td class="number">{row.hitRate === null ? "–" : formatShare(row.hitRate)}</td>
      <td class="number">{row.pai === null ? "–" : `${row.pai.toFixed(1)}${range}`}</td>
      <td>{row.beatsPlainCount === null ? "" : row.beatsPlainCount ? "better" : "no better"}</td>
    </tr>
  );
}
