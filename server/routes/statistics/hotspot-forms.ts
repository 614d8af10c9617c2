import type { HotspotColumns } from "../../api/hotspot-columns.ts";
import type { HotspotsBody } from "../../api/types.ts";
import { csvLine } from "../../http/csv.ts";
import type { Frame } from "./resolve-frame.ts";
import type { TestedAreas } from "./test-hot-areas.ts";

const COLUMNS = ["cell", "n", "z", "p", "pNormal", "q", "class"] as const;

export function toCsv(cells: HotspotsBody["cells"]): string {
  return csvLine(COLUMNS) + cells.map((cell) => csvLine(COLUMNS.map((column) => cell[column]))).join("");
}

/** The listed cells as columns, for the page. */
export function toColumns(listed: Uint32Array, { universe }: Frame, areas: TestedAreas): HotspotColumns {
  const { counts, total, tested } = areas;
  const { res } = universe;
  const n = Uint32Array.from(listed, (i) => counts[i] ?? 0);
  if (tested === null) return { res, total, n, tested };
  const exponents = (values: Float64Array) => Float32Array.from(listed, (i) => -Math.log10(values[i] ?? 1));
  const z = Float32Array.from(listed, (i) => tested.z[i] ?? 0);
  const [p, pNormal, q] = [exponents(tested.p), exponents(tested.pNormal), exponents(tested.q)];
  return { res, total, n, tested: { z, p, pNormal, q, class: Int8Array.from(listed, (i) => tested.class[i] ?? 0) } };
}
