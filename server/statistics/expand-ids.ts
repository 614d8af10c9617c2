/** H3 ids of cells that are given as decimal text. */
export function expandIds(ids: readonly string[]): string[] {
  return ids.map((id) => BigInt(id).toString(16));
}
