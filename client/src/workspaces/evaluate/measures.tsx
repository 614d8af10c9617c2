import type { ComponentChildren } from "preact";
import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { formatChange } from "../../format.ts";

type Props = { readonly result: EvaluationResultBody };

/** Measures that people know from elsewhere: shown, and never used. */
export function Measures({ result: { measures } }: Props) {
  const { wdd, wdq, rirr, did } = measures;
  return (
    <section>
      <h3>Known measures, descriptive</h3>
      <table class="plain-table">
        <caption class="visually-hidden">Measures that are described and decide nothing</caption>
        <tbody>
          <Measure name="WDD" title="Weighted displacement difference (Wheeler & Ratcliffe 2018)">
            {rounded(wdd.wdd)} = target part {rounded(wdd.targetPart)} + displacement part{" "}
            {rounded(wdd.displacementPart)}
            {wdd.interval !== null && ` (95 % CI ${rounded(wdd.interval.low)} to ${rounded(wdd.interval.high)})`}
            {wdd.warnings.map((words) => (
              <span key={words} class="hint">
                {" "}
                {words}
              </span>
            ))}
          </Measure>
          <Measure name="WDQ" title="Weighted displacement quotient (Bowers & Johnson 2003)">
            {wdq === null
              ? "Undefined: a count it divides by is zero."
              : `${wdq.wdq === null ? "not read" : wdq.wdq.toFixed(2).replace("-", "−")}${wdq.reading === null ? "" : `: ${wdq.reading.replaceAll("_", " ")}`}${wdq.why === null ? "" : `. ${wdq.why}`}`}
          </Measure>
          <Measure name="RIRR" title="Relative incidence rate ratio">
            {rirr.ratio.toFixed(2)} (95 % CI {rirr.interval.low.toFixed(2)}–{rirr.interval.high.toFixed(2)}; φ{" "}
            {rirr.dispersion.toFixed(2)}, {rirr.degreesOfFreedom} df
            {rirr.halfAdded && "; ½ added to every count"})
          </Measure>
          {did !== null && (
            <Measure name="DiD" title="Panel difference in differences, quasi-Poisson">
              {did.ratio.toFixed(2)} (SE of the log {did.standardError.toFixed(3)}, {did.degreesOfFreedom} df)
            </Measure>
          )}
        </tbody>
      </table>
      <p class="hint">{measures.caption}</p>
    </section>
  );
}

type MeasureProps = { readonly name: string; readonly title: string; readonly children: ComponentChildren };

function Measure({ name, title, children }: MeasureProps) {
  return (
    <tr>
      <th scope="row">
        <abbr title={title}>{name}</abbr>
      </th>
      <td>{children}</td>
    </tr>
  );
}

function rounded(value: number): string {
  return formatChange(Math.round(value));
}
