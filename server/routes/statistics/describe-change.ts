import type { ChangeColumns } from "../../api/change-columns.ts";
import type { ChangeBody } from "../../api/types.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import type { ChangeFrame, FoundChange } from "./find-change.ts";
import { methodCard } from "./method-card.ts";

export function describeChange(frame: ChangeFrame, found: FoundChange): ChangeBody {
  const { dataset, universe, filter, compared } = frame;
  const { counts, counts2, tested } = found;
  return {
    ...{ dataset: dataset.code, res: universe.res, universe: describeUniverse(universe), gate: found.gate },
    period: { from: filter.from, to: filter.to, total: sum(counts) },
    compared: { from: compared.from, to: compared.to, total: sum(counts2) },
    share: tested?.share ?? null,
    cells: listedOf(frame)
      .filter((i) => (counts[i] ?? 0) + (counts2[i] ?? 0) > 0)
      .map((i) => ({
        cell: universe.cells[i] ?? "",
        n: counts[i] ?? 0,
        n2: counts2[i] ?? 0,
        expected: tested?.expected[i] ?? null,
        p: tested?.p[i] ?? null,
        q: tested?.q[i] ?? null,
        class: tested?.class[i] ?? null,
      })),
    method: describeMethod(frame, found),
  };
}

/** The listed cells as columns, for the page. */
export function toChangeColumns(frame: ChangeFrame, found: FoundChange): ChangeColumns {
  const { counts, counts2, tested, gate } = found;
  const listed = listedOf(frame);
  const exponents = (values: Float64Array) => Float32Array.from(listed, (i) => -Math.log10(values[i] ?? 1));
  return {
    ...{ res: frame.universe.res, total: sum(counts), total2: sum(counts2) },
    n: Uint32Array.from(listed, (i) => counts[i] ?? 0),
    n2: Uint32Array.from(listed, (i) => counts2[i] ?? 0),
    tested:
      tested === null
        ? null
        : {
            ...{ share: tested.share, p: exponents(tested.p), q: exponents(tested.q) },
            class: Int8Array.from(listed, (i) => tested.class[i] ?? 0),
          },
    words: JSON.stringify({ gate, method: describeMethod(frame, found) }),
  };
}

function listedOf({ listed, universe }: ChangeFrame): number[] {
  return [...(listed ?? universe.cells.keys())];
}

function describeMethod(frame: ChangeFrame, found: FoundChange): ChangeBody["method"] {
  const { dataset, universe, filter, asked, compared } = frame;
  const { tested, variance, varianceMonths, outside } = found;
  return methodCard({
    ...{ kind: "change", dataset, universe, filter, asked, outside },
    parameters: {
      ...{ res: universe.res, from2: compared.from, to2: compared.to, share: tested?.share ?? null },
      test: "beta-binomial: the period among both, against the share of the universe",
      ...{ tail: "two", level: 0.05, variance: tested === null ? null : (variance ?? 1) },
      varianceFrom: variance === null ? null : varianceMonths.map(spanWords).join("; "),
      varianceOf: "its own months where they vary more than the universe's",
      family: `Benjamini-Hochberg over the ${tested?.family ?? 0} cells with a record`,
    },
  });
}

/** "2018-07 to 2019-04, 10 months". */
function spanWords(months: readonly string[]): string {
  return `${months.at(0)?.slice(0, 7)} to ${months.at(-1)?.slice(0, 7)}, ${months.length} months`;
}

function sum(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
