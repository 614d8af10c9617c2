import { formatMonth } from "../../format.ts";
import { qWords } from "../analyse/places/q-words.ts";
import { spikes } from "./answers.ts";
import { Part } from "./part.tsx";
import type { Scope } from "./scope.ts";
import { spikeRows, untested } from "./spike-rows.ts";

/** Months of these twelve that were out of the ordinary. */
export function SpikePart({ scope }: { readonly scope: Scope }) {
  return (
    <Part title="Spikes" of={spikes.current.value} name="spikes">
      {(answers) => {
        const rows = spikeRows(answers, scope);
        const tested = answers.filter(({ gate }) => gate === null).length;
        return (
          <>
            {rows.length === 0 && tested > 0 && (
              <p>
                None in {tested} months{scope.kind === "target" && `, of its ward ${scope.ward?.name ?? ""}`}.
              </p>
            )}
            <ul class="facts">
              {rows.map(({ month, code, name, n, mean, q, after }) => (
                <li key={`${month} ${code}`}>
                  <strong>{formatMonth(month)}</strong>
                  {scope.kind !== "ward" && `, ${name}`}: {n} against {mean.toFixed(1)} a month, {qWords(q)};{" "}
                  {after.length === 0 ? "nothing follows yet" : `then ${after.join(", ")}`}
                </li>
              ))}
            </ul>
            {untested(answers).map(({ months, reason }) => (
              <p key={reason} class="hint">
                Not tested, {spanWords(months)}: {reason}
              </p>
            ))}
            {answers.length === 0 && <p class="hint">No borough: no wards to test it among.</p>}
          </>
        );
      }}
    </Part>
  );
}

function spanWords(months: readonly string[]): string {
  const [first = "", last = ""] = [months[0], months.at(-1)];
  return first === last
    ? formatMonth(first)
    : `${months.length} months from ${formatMonth(first)} to ${formatMonth(last)}`;
}
