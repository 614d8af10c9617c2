import type { Trend } from "./answers.ts";
import type { Scope } from "./scope.ts";
import type { Comparator } from "./trend-chart.tsx";

/** What the place is set beside: never itself, so each comparator is the rest of it. */
export function comparatorsOf(trend: Trend, scope: Scope, everywhere: string): Comparator[] {
  const { own, borough, all } = trend;
  const inner = borough ?? own;
  const rest = (whole: readonly number[], part: readonly number[]) => whole.map((n, at) => n - (part[at] ?? 0));
  return [
    ...(borough === null || scope.borough === null
      ? []
      : [{ name: `rest of ${scope.borough.name}`, class: "borough", counts: rest(borough, own) }]),
    { name: `rest of ${everywhere}`, class: "everywhere", counts: rest(all, inner) },
  ];
}

/** The whole of the data by its usual name: London where its boroughs are London's. */
export function everywhereOf(boroughSet: string | undefined, synthetic: boolean): string {
  if (synthetic) return "the demo city";
  return boroughSet?.startsWith("london-") ? "London" : "the data";
}
