import type { ZoneRank } from "../api/zones.ts";

/** Police ranks from low to high; every other authority stands for itself alone. */
const POLICE: readonly ZoneRank[] = [
  "constable",
  "sergeant",
  "inspector",
  "chief_inspector",
  "superintendent",
  "chief_superintendent",
  "commander",
];

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
