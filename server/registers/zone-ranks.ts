import { POLICE_RANKS, type ZoneRank } from "../api/vocabulary.ts";

const POLICE: readonly ZoneRank[] = POLICE_RANKS;

/** Whether a rank is one of those asked for, or a police rank above one. */
export function admits(who: readonly ZoneRank[], rank: ZoneRank): boolean {
  const height = POLICE.indexOf(rank);
  return who.some((least) => least === rank || (POLICE.includes(least) && height > POLICE.indexOf(least)));
}

export function sayRank(rank: ZoneRank): string {
  return rank === "magistrates_court" ? "magistrates' court" : rank.replaceAll("_", " ");
}

/** "inspector or above, or local authority" */
export function sayRanks(who: readonly ZoneRank[]): string {
  return who.map((rank) => (POLICE.includes(rank) ? `${sayRank(rank)} or above` : sayRank(rank))).join(", or ");
}
