import { computed } from "@preact/signals";
import { formatCount } from "../../../format.ts";
import { isSwiped, mode } from "../choices.ts";
import { backtestWords } from "../places/backtest-words.ts";
import { backtest } from "../places/cluster-answers.ts";
import { currentMethod, type Method } from "./current-method.ts";

/** The method in one line, for pictures and files: enough to ask for the same again. null where counts are only counted. */
export const methodLine = computed(() =>
  currentMethod.value === null || isSwiped.value ? null : lineOf(currentMethod.value),
);

/** The backtest that goes with a map of hot spots. */
export const backtestLine = computed(() => {
  if (mode.value !== "count" && mode.value !== "hot") return null;
  return backtest.current.value.value === null ? null : backtestWords(backtest.current.value.value);
});

function lineOf({ parameters, universe, seed, softwareVersion, version }: Method): string {
  const told = Object.entries(parameters).filter(([, value]) => value !== null);
  const parts = told.map(([name, value]) => `${name} ${value}`);
  if (universe !== null) parts.unshift(`universe of ${formatCount(universe.size)} cells (${universe.set})`);
  if (seed !== null) parts.push(`seed ${seed}`);
  return [...parts, `data version ${version}`, softwareVersion].join(", ");
}
