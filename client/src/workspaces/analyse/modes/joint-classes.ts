import type { JointBody } from "../../../../../server/api/types.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import type { Partner } from "../../../query.ts";
import type { MapClass } from "./classed.ts";

type Cell = JointBody["cells"][number];

/** From the least to what a partnership looks for: both hot, and more drugs than the rest would lead one to expect. */
export function jointClasses(other: Partner): MapClass[] {
  const word = other === "asb" ? "ASB" : "violence";
  return [
    { label: "neither hot", colour: "#e0ddd4", hatch: HATCHES.lines },
    { label: `${word} hot only`, colour: "#6f9fb5", hatch: HATCHES.bars },
    { label: "drugs hot only", colour: "#ee7550", hatch: HATCHES.plain },
    { label: "more drugs than expected", colour: "#ffb000", hatch: HATCHES.dots },
    { label: "both hot", colour: "#95195a", hatch: HATCHES.plain },
    { label: "both hot, drugs in excess", colour: "#4b1d4a", hatch: HATCHES.plain },
  ];
}

/** Position + 1 of a cell's class; 0 where nothing was recorded and nothing is hot. */
export function jointPosition({
  overlay,
  excess,
  drugs,
  partner: n,
}: Pick<Cell, "overlay" | "excess" | "drugs" | "partner">): number {
  if (overlay === "both") return excess ? 6 : 5;
  if (excess) return 4;
  if (overlay === "drugs_only") return 3;
  if (overlay === "partner_only") return 2;
  return drugs + n > 0 ? 1 : 0;
}
