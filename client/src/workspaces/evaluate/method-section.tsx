import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { windowWords } from "../../evaluation/words.ts";
import { formatDay } from "../../format.ts";
import { categoryLabel } from "../../vocabulary.ts";

/** The method card: what was asked, how it was tested, what 5 % means, what is known to bend it. */
export function MethodSection({ result }: { readonly result: EvaluationResultBody }) {
  const { method, design } = result;
  const { filters, parameters } = method;
  return (
    <div class="method-card">
      <h4>What 5 % means here</h4>
      <p>{method.what5PercentMeans}</p>
      <h4>Known biases</h4>
      <ul>
        {method.knownBiases.map((bias) => (
          <li key={bias}>{bias}</li>
        ))}
      </ul>
      {method.breaks.length > 0 && (
        <>
          <h4>Recording breaks</h4>
          <ul>
            {method.breaks.map(({ date, label, reason }) => (
              <li key={date + label}>
                {formatDay(date)}, {label}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>Particulars</h4>
      <dl>
        <Fact name="Counted" value={filters.category.map(categoryLabel).join(", ")} />
        <Fact name="Windows" value={`${windowWords(design.windows.before)}; ${windowWords(design.windows.after)}`} />
        <Fact name="Why these" value={design.windows.reason} />
        <Fact name="Control" value={design.control.reason} />
        {Object.entries(parameters).map(([name, value]) => (
          <Fact key={name} name={spaced(name)} value={String(value ?? "none")} />
        ))}
        {method.seed !== null && <Fact name="Seed" value={String(method.seed)} />}
        {method.exclusions.length > 0 && <Fact name="Left out" value={method.exclusions.join(" ")} />}
        <Fact name="Data" value={`${method.dataset}, version ${method.version}`} />
        <Fact name="Software" value={method.softwareVersion} />
      </dl>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** "levelFactor" → "Level factor". */
function spaced(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
