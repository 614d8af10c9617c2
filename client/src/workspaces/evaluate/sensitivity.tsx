import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { changeWords, pWords } from "../../evaluation/words.ts";

type Props = { readonly result: EvaluationResultBody };

const CONTROLS = { as_designed: "control as designed", all_untouched: "all untouched boroughs" } as const;

/** The same comparison with other rings, control and windows: how many agree. */
export function Sensitivity({ result: { sensitivity, agreement } }: Props) {
  if (sensitivity.length === 0) return null;
  return (
    <section>
      <h3>With other rings, control and windows</h3>
      <p>
        {agreement.target} of {agreement.of} variants come to the same answer on the target, {agreement.displacement} on
        its surroundings.
      </p>
      <table class="plain-table grid-table">
        <caption class="visually-hidden">Sensitivity grid, descriptive</caption>
        <Head />
        <tbody>
          {sensitivity.map((variant) => (
            <tr
              key={`${variant.rings} ${variant.control} ${variant.window}`}
              class={variant.asDesigned ? "primary-row" : ""}
            >
              <td>{variant.rings}</td>
              <td>{CONTROLS[variant.control]}</td>
              <td>{variant.window}</td>
              {[variant.target, variant.displacement].map((part, i) => (
                <VariantCells key={i === 0 ? "target" : "zone"} part={part} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">Rings</th>
        <th scope="col">Control</th>
        <th scope="col">Windows</th>
        <th scope="col" class="number">
          Target
        </th>
        <th scope="col" class="number">
          p
        </th>
        <th scope="col" class="number">
          Zone
        </th>
        <th scope="col" class="number">
          p
        </th>
      </tr>
    </thead>
  );
}

function VariantCells({ part }: { readonly part: EvaluationResultBody["sensitivity"][number]["target"] }) {
  const found = part.p !== null && part.p <= 0.05;
  return (
    <>
      <td class="number">{changeWords(part.change)}</td>
      <td class={`number ${found ? "found" : ""}`}>{pWords(part.p)}</td>
    </>
  );
}
