import type { LocationFlag } from "../api/vocabulary.ts";

const AT_POLICE = /police station|custody/i;

/** Drug crimes found on a person in custody are plotted at the station: to be read with care, not to be dropped. */
export function flagOfLocation(location: string): LocationFlag {
  if (!AT_POLICE.test(location)) return "none";
  return /custody/i.test(location) ? "custody_suite" : "police_station";
}
