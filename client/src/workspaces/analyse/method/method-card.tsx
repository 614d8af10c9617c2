import { formatCount, formatPeriod } from "../../../format.ts";
import { type Method, MethodFact, MethodParticulars } from "../../../ui/method-particulars.tsx";
import { mode } from "../choices.ts";
import { MODE_WORDS, NO_RATE } from "../modes/mode-words.ts";
import { BacktestTable } from "./backtest-table.tsx";
import { currentMethod } from "./current-method.ts";
import { METHOD_STEPS, PARAMETER_WORDS } from "./method-words.ts";

/** The method card in plain words: what was asked, how it was tested, what it cannot say, how well it foretold. */
export function MethodCard() {
  const method = currentMethod.value;
  return (
    <div class="method-card">
      <p>
        <strong>{MODE_WORDS[mode.value].label}.</strong> {MODE_WORDS[mode.value].asks}
      </p>
      <ul>
        {METHOD_STEPS[mode.value].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {method === null ? <p class="hint">Its particulars are on their way.</p> : <Particulars method={method} />}
      <BacktestTable />
      <p class="hint">{NO_RATE}</p>
    </div>
  );
}

function Particulars({ method }: { readonly method: Method }) {
  const { filters, universe, caption, knownBiases } = method;
  return (
    <MethodParticulars
      method={method}
      level={3}
      biases={caption === null ? knownBiases : [`It ${caption}.`, ...knownBiases]}
      nameOf={(name) => PARAMETER_WORDS[name] ?? name}
    >
      <MethodFact name="When" value={formatPeriod(filters.from, filters.to)} />
      {universe !== null && <MethodFact name="Universe" value={universeWords(universe)} />}
    </MethodParticulars>
  );
}

function universeWords({ size, areas, set }: NonNullable<Method["universe"]>): string {
  return `${formatCount(size)} cells of ${formatCount(areas.length)} areas (${set}), whatever is listed`;
}
