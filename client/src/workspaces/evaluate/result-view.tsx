import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { OverTime, Placebos } from "./charts.tsx";
import { Centre, Decay, Indicators } from "./details.tsx";
import { CellTable } from "./maps/cell-table.tsx";
import { Measures } from "./measures.tsx";
import { MethodSection } from "./method-section.tsx";
import { BoroughTable, RowsTable } from "./rows-table.tsx";
import { Sensitivity } from "./sensitivity.tsx";
import { Shifts } from "./shifts.tsx";
import { Limits, Verdict } from "./verdict.tsx";

/** One page: the verdict first, then what it rests on, then what limits it. */
export function ResultView({ result }: { readonly result: EvaluationResultBody }) {
  return (
    <>
      <Verdict result={result} />
      <RowsTable result={result} />
      <OverTime result={result} />
      <Limits result={result} />
      <Placebos result={result} />
      <Decay result={result} />
      <Shifts result={result} />
      <Indicators result={result} />
      <Centre result={result} />
      <Sensitivity result={result} />
      <Measures result={result} />
      <details class="more">
        <summary>Whole boroughs: counts alone</summary>
        <BoroughTable result={result} />
      </details>
      <details class="more">
        <summary>The maps as a table</summary>
        <CellTable />
      </details>
      <details class="more" id="method">
        <summary>Method card</summary>
        <MethodSection result={result} />
      </details>
    </>
  );
}
