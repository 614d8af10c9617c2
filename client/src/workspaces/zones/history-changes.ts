import type { ZoneHistoryBody } from "../../../../server/api/types.ts";
import { momentWords, rankWords } from "./words.ts";

type State = ZoneHistoryBody["versions"][number]["state"];
export type Change = { readonly what: string; readonly before: string; readonly after: string };

const NAMES = {
  title: "Title",
  authority: "Authority",
  authorisedBy: "Authorised by",
  rank: "Rank or body",
  legalReference: "Law",
  effectiveFrom: "From",
  effectiveTo: "Until",
  prohibitions: "Prohibitions",
  requirements: "Requirements",
  exemptions: "Exemptions",
  times: "Times",
  sanctions: "Sanctions",
  grounds: "Grounds",
  consultation: "Consultation",
  publication: "Publication",
  sourceDocument: "Document",
  boundaryPrecision: "Boundary",
} as const satisfies Partial<Record<keyof State, string>>;
type Field = keyof typeof NAMES;
const FIELDS: readonly Field[] = [
  "title",
  "authority",
  "authorisedBy",
  "rank",
  "legalReference",
  "effectiveFrom",
  "effectiveTo",
  "prohibitions",
  "requirements",
  "exemptions",
  "times",
  "sanctions",
  "grounds",
  "consultation",
  "publication",
  "sourceDocument",
  "boundaryPrecision",
];

/** What an action changed, field by field; a shape is told by its corners, not compared by eye. */
export function changesBetween(before: State, after: State): Change[] {
  const words = FIELDS.flatMap((field) => {
    const [was, is] = [say(field, before), say(field, after)];
    return was === is ? [] : [{ what: NAMES[field], before: was, after: is }];
  });
  const same = JSON.stringify(before.geometry) === JSON.stringify(after.geometry);
  return same ? words : [...words, { what: "Shape", before: cornersOf(before), after: cornersOf(after) }];
}

function say(field: Field, state: State): string {
  const value = state[field];
  if (value === null || value.length === 0) return "–";
  if (typeof value !== "string") return value.join("; ");
  if (field === "effectiveFrom" || field === "effectiveTo") return momentWords(value);
  return field === "rank" && state.rank !== null ? rankWords(state.rank) : value;
}

function cornersOf({ geometry }: State): string {
  const corners = geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
  return `${corners} corners`;
}
