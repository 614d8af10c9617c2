import { formatCount, formatDay, formatPeriod } from "../../../format.ts";
import { categoryLabel } from "../../../vocabulary.ts";
import { mode } from "../choices.ts";
import { MODE_WORDS, NO_RATE } from "../modes/mode-words.ts";
import { BacktestTable } from "./backtest-table.tsx";
import { currentMethod, type Method } from "./current-method.ts";
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
  return (
    <>
      <h3>What 5 % means here</h3>
      <p>{method.what5PercentMeans}</p>
      <h3>Known biases</h3>
      <ul>
        {[...(method.caption === null ? [] : [`It ${method.caption}.`]), ...method.knownBiases].map((bias) => (
          <li key={bias}>{bias}</li>
        ))}
      </ul>
      {method.breaks.length > 0 && (
        <>
          <h3>Recording breaks</h3>
          <ul>
            {method.breaks.map(({ date, label, reason }) => (
              <li key={date + label}>
                {formatDay(date)}, {label}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Particulars</h3>
      <Facts method={method} />
    </>
  );
}

function Facts({ method }: { readonly method: Method }) {
  const { filters, universe, parameters, seed } = method;
  return (
    <dl>
      <dt>Counted</dt>
      <dd>{filters.category.map(categoryLabel).join(", ")}</dd>
      <dt>When</dt>
      <dd>{formatPeriod(filters.from, filters.to)}</dd>
      {universe !== null && (
        <>
          <dt>Universe</dt>
          <dd>
            {formatCount(universe.size)} cells of {formatCount(universe.areas.length)} areas ({universe.set}), whatever
            is listed
          </dd>
        </>
      )}
      {Object.entries(parameters).map(([name, value]) => (
        <Fact key={name} name={PARAMETER_WORDS[name] ?? name} value={String(value ?? "none")} />
      ))}
      {seed !== null && <Fact name="Seed" value={String(seed)} />}
      {method.exclusions.length > 0 && <Fact name="Left out" value={method.exclusions.join(" ")} />}
      <Fact name="Data" value={`${method.dataset}, version ${method.version}`} />
      <Fact name="Software" value={method.softwareVersion} />
    </dl>
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
