import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { verdictParts } from "../../evaluation/verdict-parts.ts";

/** The verdict first: what leads, what was tested, what would have been seen, and what nobody can know from it. */
export function Verdict({ result }: { readonly result: EvaluationResultBody }) {
  const { headline, tested } = verdictParts(result.verdict);
  return (
    <section class="verdict" aria-label="Verdict">
      <h2>
        {headline[0]} {headline[1]}
      </h2>
      <p>{tested.join(" ")}</p>
    </section>
  );
}

/** The limits, as prominent as the verdict. */
export function Limits({ result }: { readonly result: EvaluationResultBody }) {
  const { seen, described } = verdictParts(result.verdict);
  return (
    <div class="limits">
      <section>
        <h3>Would have been seen</h3>
        <p>{seen ?? "There are too few comparable places to say what would have been seen."}</p>
        {described.length > 0 && (
          <>
            <h3>Described, not tested</h3>
            <ul>
              {described.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section>
        <h3>What this cannot show</h3>
        <ul>
          {result.cannotShow.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
