import type { ZoneKind } from "../../../server/api/types.ts";

export type ZonePattern = "slash" | "backslash" | "cross" | "bars" | "grid" | "dots" | "columns" | "plain";

/** How a kind of zone is told apart: by its letters, its pattern and its outline; colour comes on top. */
export type ZoneSign = {
  readonly label: string;
  /** The letters on the map. */
  readonly code: string;
  readonly colour: string;
  readonly pattern: ZonePattern;
  /** Dashes and gaps in widths of the line; empty = unbroken. */
  readonly dash: readonly number[];
};

export const ZONE_SIGNS: Readonly<Record<ZoneKind, ZoneSign>> = {
  pspo: sign("Public spaces protection order", "PSPO", "#1d4f91", "slash", []),
  dispersal: sign("Dispersal area", "s.35", "#9a4a00", "backslash", [3, 1.5]),
  closure_notice: sign("Closure notice", "CN", "#a11a22", "bars", [3, 1.5]),
  closure_order: sign("Closure order", "CO", "#a11a22", "grid", []),
  section_60: sign("Section 60", "s.60", "#6b1d6b", "cross", [1, 1]),
  cumulative_impact: sign("Cumulative impact area", "CIA", "#0b6157", "dots", [6, 2]),
  school_vicinity: sign("School vicinity", "SCH", "#4f5b00", "columns", [1, 1]),
  event_footprint: sign("Event footprint", "EVT", "#3d4a52", "plain", [3, 1, 1, 1]),
  patrol_hot_spot: sign("Patrol hot spot", "PHS", "#3d4a52", "plain", [2, 1]),
  clear_hold_build: sign("Clear, hold, build area", "CHB", "#3d4a52", "plain", [6, 2]),
  target_area: sign("Target area", "TGT", "#95195a", "plain", [3, 2]),
};

/** What does not hold at the date has one sign, whatever it is: grey, without pattern, never to be taken for a zone in force. */
export const NOT_IN_FORCE = { colour: "#6b767c", dash: [1, 2] } as const;

type Box = { readonly width: number; readonly height: number };

/**
 * The lines of a pattern over a box from its corner, as an SVG path to be stroked; boxes of whole steps join without a seam.
 * @param step distance between two lines in pixels
 */
export function patternPath(pattern: ZonePattern, { width, height }: Box, step: number): string {
  const along = (size: number) => Array.from({ length: Math.ceil(size / step) }, (_, k) => (k + 0.5) * step);
  const slant = Array.from({ length: Math.ceil((width + 2 * height) / step) + 1 }, (_, k) => k * step - height);
  if (pattern === "plain") return "";
  if (pattern === "bars")
    return along(height)
      .map((y) => `M0 ${y}H${width}`)
      .join("");
  if (pattern === "columns")
    return along(width)
      .map((x) => `M${x} 0V${height}`)
      .join("");
  if (pattern === "slash") return slant.map((x) => `M${x} ${height}L${x + height} 0`).join("");
  if (pattern === "backslash") return slant.map((x) => `M${x} 0L${x + height} ${height}`).join("");
  if (pattern === "dots") {
    return along(height)
      .flatMap((y) => along(width).map((x) => `M${x - 1} ${y}h2`))
      .join("");
  }
  const [one, other] = pattern === "grid" ? (["bars", "columns"] as const) : (["slash", "backslash"] as const);
  return patternPath(one, { width, height }, step) + patternPath(other, { width, height }, step);
}

function sign(label: string, code: string, colour: string, pattern: ZonePattern, dash: readonly number[]): ZoneSign {
  return { label, code, colour, pattern, dash };
}
