import type { ZoneBody, ZoneListBody, ZoneRank } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";
import type { Marking } from "../../marking.ts";
import type { Premises } from "../../shapes/shape-choice.ts";
import { pointWords } from "../../shapes/typed-shape.ts";

/** Under everything that says what may be done somewhere. */
export const POWERS_NOTE = "Powers are a summary, not authority to search; read the order.";

type ListedZone = ZoneListBody["zones"][number];
type Term = Pick<ListedZone, "status" | "effectiveFrom" | "effectiveTo">;

/** "21 Nov 2026", with the clock where it is not midnight: "21 Nov 2026 17:30". Of London's own time, as the service writes it. */
export function momentWords(text: string): string {
  const clock = text.slice(11, 16);
  return clock === "" || clock === "00:00" ? formatDay(text) : `${formatDay(text)}, ${clock}`;
}

/** What the map and its list are of: "22 Nov 2026" or "22 Nov 2026, 17:30". */
export function atWords(at: string): string {
  return at.length > 10 ? `${formatDay(at)}, ${at.slice(11, 16)}` : formatDay(at);
}

/** How it stands at the date, in words: "in force until 6 Jan 2028". The end is the first moment it no longer holds. */
export function statusWords({ status, effectiveFrom, effectiveTo }: Term): string {
  const end = effectiveTo === null ? null : momentWords(effectiveTo);
  if (status === "not_yet") return `planned, from ${momentWords(effectiveFrom)}`;
  if (status === "in_force") return end === null ? "in force, no end set" : `in force until ${end}`;
  const how = { ended: "ended", discharged: "discharged", superseded: "superseded" }[status];
  return end === null ? how : `${how} ${end}`;
}

/** Whether it bears on drugs: said of every zone, because an order's outline alone says nothing about it. */
export function drugsWords({ powers }: Pick<ListedZone, "powers">): string {
  return powers.drugs ? "Names drugs: read what exactly." : "Gives no drugs power.";
}

/** What the service says of a field by its name in the contract, as the form names it. */
export function plainWords(message: string): string {
  const words = message
    .replace(/^until(?= (?:may|must))/, "the end")
    .replaceAll("effectiveTo", "the end")
    .replaceAll("effectiveFrom", "the start");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function daysWords(days: number): string {
  if (days <= 0) return "today";
  return days === 1 ? "in 1 day" : `in ${days} days`;
}

/** "magistrates' court", "chief superintendent". */
export function rankWords(rank: ZoneRank): string {
  return rank === "magistrates_court" ? "magistrates’ court" : rank.replaceAll("_", " ");
}

/** "premises at 51.515500, -0.072200, with 15 m round them". */
export function premisesWords({ lngLat: [lng = 0, lat = 0], radiusMetres }: Premises): string {
  return `premises at ${pointWords([lng, lat])}, with ${radiusMetres} m round them`;
}

/** Closures name premises, tasking areas name where officers will be, grounds name what was reported: not for everybody. */
const SENSITIVE = new Set<string>([
  "closure_notice",
  "closure_order",
  "patrol_hot_spot",
  "clear_hold_build",
  "target_area",
]);

export function zonesMarking(
  shown: readonly Pick<ListedZone, "kind">[],
  open: Pick<ZoneBody, "kind" | "grounds"> | null,
): Marking {
  const isSensitive =
    (open !== null && open.grounds !== null) ||
    [...shown, ...(open === null ? [] : [open])].some(({ kind }) => SENSITIVE.has(kind));
  return isSensitive ? "OFFICIAL-SENSITIVE" : "OFFICIAL";
}
