import type { REPEAT_ROUTES } from "../api/repeat-locations.ts";
import { CATEGORIES, type Category, type Generation, type LocationFlag } from "../api/vocabulary.ts";

export type RecordedAt = {
  /** Position in `CATEGORIES`. */
  readonly category: number;
  readonly generation: Generation;
  readonly source: string;
  readonly n: number;
};

export type Place = {
  readonly keyed: boolean;
  readonly text: string | null;
  readonly flag: LocationFlag;
  readonly records: readonly RecordedAt[];
};

export type Suggestion = { route: (typeof REPEAT_ROUTES)[number] | null; reason: string };

const SEVERAL = 3;
const LICENSED =
  /\b(pub|bar|club|nightclub|inn|tavern|hotel|restaurant|theatre|off[- ]licence|public house|snooker|casino)\b/i;
const INDOORS: readonly Category[] = ["supply", "production", "drug_intelligence"];
const HARM: readonly Category[] = ["drug_find", "drug_harm"];
const REPORTS: readonly Category[] = ["drug_asb", "supply"];

/**
 * The route that the records of a place suggest, by the first of these rules that fits, with its reason. It is a start for
 * the meeting that decides, no more.
 *
 * 1. a default plot point: none, since nothing happened there
 * 2. named as licensed premises: licensing
 * 3. half or more finds and overdoses, three at least: outreach
 * 4. not one address: none
 * 5. a warrant was carried out and three public reports or more: closure
 * 6. three or more of intelligence, supply and production: warrant
 * 7. three public reports or more: housing
 */
export function suggestRoute({ keyed, text, flag, records }: Place): Suggestion {
  const count = (wanted: (record: RecordedAt) => boolean) =>
    records.reduce((sum, record) => sum + (wanted(record) ? record.n : 0), 0);
  const of = (categories: readonly Category[]) => (record: RecordedAt) =>
    categories.some((category) => CATEGORIES[record.category] === category);
  const all = count(() => true);
  const harm = count(of(HARM));
  const warrants = count(({ source }) => /warrant/i.test(source));
  const indoors = count((record) => of(INDOORS)(record) && !/warrant/i.test(record.source));
  const reports = count((record) => record.generation === "public_reported" && of(REPORTS)(record));

  if (flag === "police_station" || flag === "custody_suite" || flag === "default_point")
    return none("Records are put at this point by default: what happened, happened elsewhere.");
  if (text !== null && LICENSED.test(text))
    return { route: "licensing", reason: `Named as licensed premises (“${text}”): a review of the licence.` };
  if (harm >= SEVERAL && 2 * harm >= all)
    return { route: "outreach", reason: `${harm} of ${all} records are finds or overdoses: outreach and treatment.` };
  if (!keyed) return none("A point, not one address: see markets and target areas.");
  if (warrants > 0 && reports >= SEVERAL)
    return {
      route: "closure",
      reason: `${reports} public reports beside ${warrants} from warrants: a closure notice.`,
    };
  if (indoors >= SEVERAL)
    return { route: "warrant", reason: `${indoors} records of intelligence, supply or production at one address.` };
  if (reports >= SEVERAL)
    return { route: "housing", reason: `${reports} public reports about one address, and little to say of dealing.` };
  return none("No rule fits: too little of any one kind.");
}

function none(reason: string): Suggestion {
  return { route: null, reason };
}
