import { backtestWords } from "./backtest-words.ts";
import { backtest } from "./cluster-answers.ts";

/** The backtest in words, under every map of hot spots. */
export function BacktestLine() {
  const { value, state } = backtest.current.value;
  if (state === "failed") return <p class="backtest">The backtest could not be made.</p>;
  if (value === null) return <p class="backtest">Backtest on its way…</p>;
  return <p class="backtest">{backtestWords(value)}</p>;
}
