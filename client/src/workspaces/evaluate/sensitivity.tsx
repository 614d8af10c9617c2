import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { changeWords, pWords } from "../../evaluation/words.ts";
import { TableHead } from "../../ui/table-head.tsx";

type Props = { readonly result: EvaluationResultBody };
type Variant = EvaluationResultBody["sensitivity"][number];

const CONTROLS = { as_designed: "control as designed", all_untouched: "all untouched boroughs" } as const;

const COLUMNS = [
  ...["Rings", "Control", "Windows"],
  ...[{ number: "Target" }, { number: "p" }, { number: "Zone" }, { number: "p" }],
];

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
        <TableHead columns={COLUMNS} />
        <tbody>
          {sensitivity.map((variant) => (
            <VariantRow key={`${variant.rings} ${variant.control} ${variant.window}`} variant={variant} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function VariantRow({ variant }: { readonly variant: Variant }) {
  return (
    <tr class={variant.asDesigned ? "primary-row" : ""}>
      <td>{variant.rings}</td>
      <td>{CONTROLS[variant.control]}</td>
      <td>{variant.window}</td>
      <VariantCells part={variant.target} />
      <VariantCells part={variant.displacement} />
    </tr>
  );
}

function VariantCells({ part }: { readonly part: Variant["target"] }) {
  const found = part.p !== null && part.p <= 0.05;
  return (
    <>
      <td class="number">{changeWords(part.change)}</td>
      <td class={`number ${found ? "found" : ""}`}>{pWords(part.p)}</td>
    </>
  );
}
