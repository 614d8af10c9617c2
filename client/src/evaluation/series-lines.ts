import type { EvaluationResultBody } from "../../../server/api/types.ts";
import type { Line } from "./series-scale.ts";

type Result = Pick<EvaluationResultBody, "series" | "design" | "receiving">;

/** Target, displacement zone and control over time; the control brought to the target's level before, so that both fit one picture. */
export function seriesLines({ series, design }: Result): Line[] {
  const { from, to } = design.windows.before;
  const steps = series.starts.flatMap((start, at) => (start >= from && start < to ? [at] : []));
  const [target, control] = [meanAt(series.target, steps), meanAt(series.control, steps)];
  const factor = control > 0 && target > 0 ? target / control : 1;
  return [
    { name: "target", kind: "target", n: series.target },
    { name: "displacement zone", kind: "displacement", n: series.displacement },
    {
      name: factor === 1 ? "control" : "control (scaled)",
      kind: "control",
      n: series.control.map((n) => Math.round(n * factor * 10) / 10),
    },
  ];
}

/** The places that stand out, each with its own line. */
export function placeLines({ series, receiving }: Result): Line[] {
  const marked = new Set(receiving.filter(({ marked }) => marked).map(({ name }) => name));
  return series.places.filter(({ name }) => marked.has(name)).map(({ name, n }) => ({ name, kind: "place", n }));
}

/** Weekly counts of a few are noise to the eye: sums of this many steps, the last incomplete one left out. */
export function gathered<T extends Pick<EvaluationResultBody["series"], "starts">>(
  series: T,
  lines: readonly Line[],
  size: number,
): { starts: string[]; lines: Line[] } {
  const groups = Math.floor(series.starts.length / size);
  const sum = (n: readonly number[], group: number) => {
    const total = n.slice(group * size, (group + 1) * size).reduce((a, b) => a + b, 0);
    return Math.round(total * 10) / 10;
  };
  return {
    starts: Array.from({ length: groups }, (_, group) => series.starts[group * size] ?? ""),
    lines: lines.map((line) => ({ ...line, n: Array.from({ length: groups }, (_, group) => sum(line.n, group)) })),
  };
}

function meanAt(n: readonly number[], steps: readonly number[]): number {
  return steps.reduce((sum, at) => sum + (n[at] ?? 0), 0) / Math.max(1, steps.length);
}
