import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { changeWords, expectedWords, pWords, windowWords } from "../../evaluation/words.ts";
import { formatCount } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";

type Props = { readonly result: EvaluationResultBody };

/** How the effect went on after the start: descriptive. */
export function Decay({ result }: Props) {
  if (result.decay.length === 0) return null;
  return (
    <section>
      <h3>How long it lasted</h3>
      <table class="plain-table">
        <caption class="visually-hidden">Parts of the window after, against what the control did</caption>
        <TableHead
          columns={[
            "Part",
            "When",
            { number: "Target by control" },
            { number: "seen" },
            { number: "Zone by control" },
            { number: "seen" },
          ]}
        />
        <tbody>
          {result.decay.map(({ label, from, to, target, displacement }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{windowWords({ from, to })}</td>
              {[target, displacement].map((part, i) => (
                <Cells key={i === 0 ? "target" : "zone"} part={part} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ part }: { readonly part: EvaluationResultBody["decay"][number]["target"] }) {
  return (
    <>
      <td class="number">{expectedWords(part.expected)}</td>
      <td class="number">
        {formatCount(part.after)} ({changeWords(part.change)})
      </td>
    </>
  );
}

/** What else was counted, by who makes the record: never part of the verdict, but for the tested one. */
export function Indicators({ result }: Props) {
  return (
    <section>
      <h3>Other indicators</h3>
      <table class="plain-table">
        <caption class="visually-hidden">Every indicator in target and displacement zone</caption>
        <TableHead
          columns={[
            "Indicator",
            "Made by",
            { number: "Target" },
            { number: "change" },
            { number: "Zone" },
            { number: "change" },
          ]}
        />
        <tbody>
          {result.indicators.map(({ indicator, label, primary, generation, target, displacement, note }) => (
            <tr key={indicator} class={primary ? "primary-row" : ""}>
              <th scope="row">
                {label}
                {primary && <span class="hint"> tested</span>}
                {note !== null && <span class="hint"> {note}</span>}
              </th>
              <td>{generation}</td>
              {[target, displacement].map((part, i) => (
                <FromTo key={i === 0 ? "target" : "zone"} part={part} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Effort result={result} />
    </section>
  );
}

/** Possession is never shown without the searches that find it. */
function Effort({ result: { effort } }: Props) {
  if (effort === null) return null;
  const { possession, searches, ratio, interval, says } = effort;
  return (
    <p class="effort">
      <strong>Possession beside searches.</strong> Possession {formatCount(possession.before)} →{" "}
      {formatCount(possession.after)}, drug searches {formatCount(searches.before)} → {formatCount(searches.after)}:
      finds per search × {ratio.toFixed(2)} (95 % CI {interval.low.toFixed(2)}–{interval.high.toFixed(2)}). {says}
    </p>
  );
}

function FromTo({ part }: { readonly part: EvaluationResultBody["target"] }) {
  return (
    <>
      <td class="number">
        {formatCount(part.before)} → {formatCount(part.after)}
      </td>
      <td class="number">{changeWords(part.change)}</td>
    </>
  );
}

/** The mean centre, in words: descriptive but for its p. */
export function Centre({ result: { centre } }: Props) {
  if (centre === null) return null;
  return (
    <p class="hint">
      Mean centre of target and zone: {Math.round(centre.shiftMetres)} m towards {compass(centre.bearingDegrees)}
      {centre.p !== null && ` (p = ${pWords(centre.p)} by permutation)`}; descriptive.
    </p>
  );
}

const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"] as const;

function compass(degrees: number): string {
  return WINDS[Math.round((((degrees % 360) + 360) % 360) / 45) % 8] ?? "north";
}
