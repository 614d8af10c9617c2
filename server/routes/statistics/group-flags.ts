import type { FlaggedRow } from "../../db/hotspot-queries.ts";

/** The default plot points of each cell. */
export function groupFlags(rows: readonly FlaggedRow[]): Map<string, Pick<FlaggedRow, "flag" | "n">[]> {
  const byCell = new Map<string, Pick<FlaggedRow, "flag" | "n">[]>();
  for (const { cell, flag, n } of rows) byCell.set(cell, [...(byCell.get(cell) ?? []), { flag, n }]);
  return byCell;
}
