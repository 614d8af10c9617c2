import type { HotspotColumns } from "../../api/hotspot-columns.ts";
import type { HotspotsBody } from "../../api/types.ts";
import { cellForms } from "./cell-forms.ts";
import type { Frame } from "./resolve-frame.ts";
import type { TestedAreas } from "./test-hot-areas.ts";

const COLUMNS = ["cell", "n", "z", "p", "pNormal", "q", "class"] as const;

/** The table and the map of an answer. */
export const hotspotForms = cellForms(COLUMNS, (body: HotspotsBody) => body.cells);

/** The listed cells as columns, for the page. Plain loops: `from` with a function takes ten times as long. */
export function toColumns(listed: Uint32Array, { universe }: Frame, areas: TestedAreas): HotspotColumns {
  const { counts, total, tested } = areas;
  const { res } = universe;
  const rows = listed.length;
  const n = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) n[row] = counts[listed[row] ?? 0] ?? 0;
  if (tested === null) return { res, total, n, tested };
  const z = new Float32Array(rows);
  const p = new Float32Array(rows);
  const pNormal = new Float32Array(rows);
  const q = new Float32Array(rows);
  const classes = new Int8Array(rows);
  for (let row = 0; row < rows; row++) {
    const i = listed[row] ?? 0;
    z[row] = tested.z[i] ?? 0;
    p[row] = -Math.log10(tested.p[i] ?? 1);
    pNormal[row] = -Math.log10(tested.pNormal[i] ?? 1);
    q[row] = -Math.log10(tested.q[i] ?? 1);
    classes[row] = tested.class[i] ?? 0;
  }
  return { res, total, n, tested: { z, p, pNormal, q, class: classes } };
}
