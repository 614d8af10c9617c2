import type { LocationFlag } from "../api/vocabulary.ts";

const AT_POLICE = /police station|custody/i;

const DEFAULT_POINT = /default[ _]point/i;

/** What records are put at by default there; "none" for any other place. @param place as a file of places names it */
export function flagOfPlace({ kind, name }: { readonly kind: string; readonly name: string }): LocationFlag {
  const words = `${kind.replaceAll("_", " ")} ${name}`;
  return DEFAULT_POINT.test(kind) ? "default_point" : flagOfLocation(words);
}

/** Drug crimes found on a person in custody are plotted at the station: to be read with care, not to be dropped. */
export function flagOfLocation(location: string): LocationFlag {
  if (!AT_POLICE.test(location)) return "none";
  return /custody/i.test(location) ? "custody_suite" : "police_station";
}
