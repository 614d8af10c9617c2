import type { NewZoneBody, ShapeInputBody, ZoneBody, ZoneKind, ZoneRank } from "../../../../server/api/types.ts";
import { ZONE_KINDS, ZONE_RANKS } from "../../../../server/api/vocabulary.ts";

/** A zone as it is being written: texts of fields, lists one entry a line, blank = nothing said. */
export type Draft = {
  readonly kind: ZoneKind;
  readonly rank: ZoneRank | "";
  /** "2026-11-21" or "2026-11-21T17:30", London; blank = not said. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
} & { readonly [field in TextField | ListField | "title" | "authority"]: string };

export const TEXT_FIELDS = [
  "authorisedBy",
  "legalReference",
  "times",
  "sanctions",
  "grounds",
  "consultation",
  "publication",
  "sourceDocument",
  "boundaryPrecision",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export const LIST_FIELDS = ["prohibitions", "requirements", "exemptions"] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** Who can authorise, police ranks from low to high first. Which of them may is for the rules to say. */
export const RANKS: readonly ZoneRank[] = ZONE_RANKS;

export const EMPTY_DRAFT: Draft = {
  kind: "pspo",
  rank: "",
  title: "",
  authority: "",
  effectiveFrom: "",
  effectiveTo: "",
  prohibitions: "",
  requirements: "",
  exemptions: "",
  authorisedBy: "",
  legalReference: "",
  times: "",
  sanctions: "",
  grounds: "",
  consultation: "",
  publication: "",
  sourceDocument: "",
  boundaryPrecision: "",
};

/** A stored zone as a draft, for a correction or its successor. */
export function draftOf(zone: ZoneBody): Draft {
  return {
    kind: zone.kind,
    rank: zone.rank ?? "",
    title: zone.title,
    authority: zone.authority,
    effectiveFrom: momentOf(zone.effectiveFrom),
    effectiveTo: zone.effectiveTo === null ? "" : momentOf(zone.effectiveTo),
    prohibitions: zone.prohibitions.join("\n"),
    requirements: zone.requirements.join("\n"),
    exemptions: zone.exemptions.join("\n"),
    authorisedBy: zone.authorisedBy ?? "",
    legalReference: zone.legalReference ?? "",
    times: zone.times ?? "",
    sanctions: zone.sanctions ?? "",
    grounds: zone.grounds ?? "",
    consultation: zone.consultation ?? "",
    publication: zone.publication ?? "",
    sourceDocument: zone.sourceDocument ?? "",
    boundaryPrecision: zone.boundaryPrecision ?? "",
  };
}

export type ChangedWords = Partial<Omit<NewZoneBody, "kind" | "shape" | "dataset">>;

/** What a draft says otherwise than the one it began as; what was blanked is null. Times and titles only where `all`. */
export function changedWords(before: Draft, after: Draft, all: boolean): ChangedWords {
  const differs = (field: keyof Draft) => before[field].trim() !== after[field].trim();
  const texts = TEXT_FIELDS.filter(differs).map((field) => [field, textOf(after[field])] as const);
  const lists = LIST_FIELDS.filter(differs).map((field) => [field, linesOf(after[field])] as const);
  const rank = differs("rank") ? { rank: after.rank === "" ? null : after.rank } : {};
  const words = { ...Object.fromEntries(texts), ...Object.fromEntries(lists), ...rank };
  if (!all) return words;
  return {
    ...words,
    ...(differs("title") ? { title: after.title } : {}),
    ...(differs("authority") ? { authority: after.authority } : {}),
    ...(differs("effectiveFrom") ? { effectiveFrom: after.effectiveFrom } : {}),
    ...(differs("effectiveTo") ? { effectiveTo: textOf(after.effectiveTo) } : {}),
  };
}

/** A draft as a new zone. */
export function newZoneOf(draft: Draft, shape: ShapeInputBody): Omit<NewZoneBody, "dataset"> {
  const { kind, title, authority, effectiveFrom } = draft;
  return {
    kind,
    title,
    authority,
    effectiveFrom,
    effectiveTo: textOf(draft.effectiveTo),
    ...changedWords(EMPTY_DRAFT, draft, false),
    shape,
  };
}

/** A moment as its two fields write it: London's midnight is a day. */
function momentOf(text: string): string {
  const clock = text.slice(11, 16);
  return clock === "" || clock === "00:00" ? text.slice(0, 10) : `${text.slice(0, 10)}T${clock}`;
}

export function kindOf(text: string): ZoneKind {
  return ZONE_KINDS.find((kind) => kind === text) ?? "pspo";
}

export function rankOf(text: string): ZoneRank | "" {
  return RANKS.find((rank) => rank === text) ?? "";
}

function textOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => textOf(line) ?? []);
}
