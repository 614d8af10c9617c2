import type { PresentationBody } from "../../../../../server/api/types.ts";
import { expectedWords } from "../../../evaluation/words.ts";
import { formatCount } from "../../../format.ts";

type Picture = Extract<PresentationBody["frames"][number]["picture"], { kind: "bars" }>;

/** Before, expected and after as columns from zero; what was expected is hatched, because nobody counted it. */
export function BarsPicture({ picture: { bars } }: { readonly picture: Picture }) {
  const highest = Math.max(1, ...bars.map(({ n }) => n));
  const after = bars.find(({ tone }) => tone === "after")?.n ?? 0;
  const expected = bars.find(({ tone }) => tone === "expected")?.n ?? null;
  const way = expected === null || after <= expected ? "fewer" : "more";
  return (
    <ul class="wall-bars">
      {bars.map(({ label, n, tone }) => (
        <li key={label}>
          <strong>{tone === "expected" ? expectedWords(n) : formatCount(n)}</strong>
          <span class={`column column-${tone} ${tone === "after" ? way : ""}`} style={{ "--share": n / highest }} />
          <span class="column-name">{label}</span>
        </li>
      ))}
    </ul>
  );
}
