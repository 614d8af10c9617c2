import { formatCount, formatMonth } from "../../../format.ts";
import type { Cluster } from "./cluster-words.ts";
import { boroughSpikes } from "./profile-answers.ts";
import { qWords } from "./q-words.ts";

/** Whether the last month of the window was out of the ordinary for the place's wards. */
export function WardSpikes({ wards }: { readonly wards: Cluster["wards"] }) {
  const { value, state, message } = boroughSpikes.current.value;
  if (state === "failed") return <Section month="">{<p class="hint">{message}</p>}</Section>;
  if (value === null) return null;
  const codes = new Set(wards.map(({ code }) => code));
  const rows = value.spikes.filter(({ code }) => codes.has(code));
  return (
    <Section month={value.month}>
      {value.gate !== null && <p class="hint">{value.gate.message}</p>}
      <ul class="facts">
        {rows.slice(0, 4).map(({ code, name, n, mean, q, flagged }) => (
          <li key={code}>
            <strong>{name}</strong>: {formatCount(n)} against {mean.toFixed(1)} a month before, {qWords(q)}
            {flagged ? ": a spike" : ": no spike"}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ month, children }: { month: string; children: preact.ComponentChildren }) {
  return (
    <>
      <h3>Spike of its wards{month === "" ? "" : `, ${formatMonth(month)}`}</h3>
      {children}
    </>
  );
}
