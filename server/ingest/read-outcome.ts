import { OUTCOME_KINDS, OUTCOME_UNITS, type OutcomeKind } from "../api/vocabulary.ts";
import { isCalendarDay } from "../db/calendar.ts";
import type { OutcomeValues } from "../db/outcome-changes.ts";
import type { NamedAreaRow } from "../db/outcome-queries.ts";
import { isCountable, readKind, readUnit } from "../registers/outcome-rules.ts";
import { drugClassOn, drugName } from "./drug-class.ts";

/** A row of the ledger as a person or a file gives it; null = not given. */
export type OutcomeDraft = {
  readonly kind: string;
  readonly unit: string | null;
  readonly quantity: number;
  readonly date: string;
  readonly area: string | null;
  readonly source: string;
  readonly drug: string | null;
  readonly drugClass: string | null;
  readonly reference: string | null;
};

/** What is wrong with a row: the field, and what to do. */
export type OutcomeFault = { readonly field: string; readonly detail: string };

/** A row of a file by its line, the header being line 1. */
export type OutcomeLine = { readonly line: number } & (
  | { readonly draft: OutcomeDraft }
  | { readonly fault: OutcomeFault }
);

export function isFault(read: OutcomeValues | OutcomeFault): read is OutcomeFault {
  return "detail" in read;
}

/**
 * Check one row and complete it: the kind's own unit, the drug's name and its class on that day.
 * @param areas the boroughs and wards that the drafts name, by code
 * @param today "YYYY-MM-DD": what is to come is no outcome
 */
export function readOutcome(
  draft: OutcomeDraft,
  areas: ReadonlyMap<string, NamedAreaRow>,
  today: string,
): OutcomeValues | OutcomeFault {
  const kind = readKind(draft.kind);
  if (kind === null) return fault("kind", `"${cut(draft.kind)}" is none of ${OUTCOME_KINDS.join(", ")}`);
  const counted = readQuantity(kind, draft);
  if ("detail" in counted) return counted;
  if (!isCalendarDay(draft.date))
    return fault("date", `"${cut(draft.date)}" is not a day of the calendar (YYYY-MM-DD)`);
  if (draft.date > today) return fault("date", `${draft.date} is yet to come`);
  const source = draft.source.trim();
  if (source === "") return fault("source", "blank: say where the figure comes from");
  const area = draft.area === null ? null : (areas.get(draft.area) ?? undefined);
  if (area === undefined) {
    return fault("area", `"${cut(draft.area ?? "")}" is no borough or ward of the boundaries that are loaded`);
  }
  const drug = readDrug(draft);
  if ("detail" in drug) return drug;
  return { kind, ...counted, date: draft.date, area, source, ...drug, reference: draft.reference };
}

function readQuantity(
  kind: OutcomeKind,
  { unit, quantity }: OutcomeDraft,
): { readonly unit: string; readonly quantity: number } | OutcomeFault {
  const read = readUnit(kind, unit);
  if (read === null)
    return fault("unit", `${kind} is counted in ${OUTCOME_UNITS[kind].join(" or ")}, not in "${cut(unit ?? "")}"`);
  if (!Number.isFinite(quantity) || quantity <= 0) return fault("quantity", "must be a number above 0");
  if (!isCountable(read, quantity)) return fault("quantity", `${quantity}: ${read} are counted whole`);
  return { unit: read, quantity };
}

function readDrug({
  drug: text,
  drugClass,
  date,
}: OutcomeDraft): Pick<OutcomeValues, "drug" | "drugClass"> | OutcomeFault {
  const given = classOf(drugClass?.trim().toUpperCase());
  if (drugClass !== null && given === null) return fault("drugClass", `"${cut(drugClass)}" is none of A, B, C`);
  const drug = text === null ? null : drugName(text);
  const own = drug === null ? null : classOf(drugClassOn(drug, date));
  if (own !== null && given !== null && own !== given) {
    return fault("drugClass", `${drug} was of class ${own} on ${date}, not ${given}`);
  }
  return { drug, drugClass: own ?? given };
}

function classOf(text: string | null | undefined): "A" | "B" | "C" | null {
  return (["A", "B", "C"] as const).find((name) => name === text) ?? null;
}

function fault(field: string, detail: string): OutcomeFault {
  return { field, detail };
}

function cut(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
