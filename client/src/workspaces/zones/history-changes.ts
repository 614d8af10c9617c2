import type { ZoneHistoryBody } from "../../../../server/api/types.ts";
import { momentWords, rankWords } from "./words.ts";

/** A zone as one of its actions left it. */
export type ZoneState = ZoneHistoryBody["versions"][number]["state"];
export type Change = { readonly what: string; readonly before: string; readonly after: string };

/** What can differ, in the order of the form, by the words that the form has for it. */
const FIELDS = [
  ["title", "Title"],
  ["authority", "Authority"],
  ["authorisedBy", "Authorised by"],
  ["rank", "Rank or body"],
  ["legalReference", "Law"],
  ["effectiveFrom", "From"],
  ["effectiveTo", "Until"],
  ["prohibitions", "Prohibitions"],
  ["requirements", "Requirements"],
  ["exemptions", "Exemptions"],
  ["times", "Times"],
  ["sanctions", "Sanctions"],
  ["grounds", "Grounds"],
  ["consultation", "Consultation"],
  ["publication", "Publication"],
  ["sourceDocument", "Document"],
  ["boundaryPrecision", "Boundary"],
] as const satisfies readonly (readonly [keyof ZoneState, string])[];
type Field = (typeof FIELDS)[number][0];

/** What an action changed, field by field; a shape is told by its corners, not compared by eye. */
export function changesBetween(before: ZoneState, after: ZoneState): Change[] {
  const words = FIELDS.flatMap(([field, what]) => {
    const [was, is] = [say(field, before), say(field, after)];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
  const same = JSON.stringify(before.geometry) === JSON.stringify(after.geometry);
  return same ? words : [...words, { what: "Shape", before: cornersOf(before), after: cornersOf(after) }];
}

function say(field: Field, state: ZoneState): string {
  const value = state[field];
  if (value === null || value.length === 0) return "–";
  if (typeof value !== "string") return value.join("; ");
  if (field === "effectiveFrom" || field === "effectiveTo") return momentWords(value);
  return field === "rank" && state.rank !== null ? rankWords(state.rank) : value;
}

function cornersOf({ geometry }: ZoneState): string {
  const corners = geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
  return `${corners} corners`;
}
