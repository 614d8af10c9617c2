import { VISIBILITIES, type Visibility } from "../api/operations.ts";
import type { Principal } from "./tier.ts";

/** The operations a principal may know of, by their class: covert work stays in the analyst tier, and looks absent to others. */
export function visibleTo({ tiers }: Principal): readonly Visibility[] {
  if (tiers.includes("analyst")) return VISIBILITIES;
  if (tiers.includes("neighbourhood") || tiers.includes("partner")) return ["open", "partner"];
  return ["open"];
}
