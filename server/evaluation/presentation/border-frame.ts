import { percent } from "../verdict-words.ts";
import { type Frame, holds, type Notes, type PresentationFacts, saying } from "./facts.ts";
import { type SecondaryRow, secondaryRows } from "./stand-out.ts";
import { countWords, listWords, numberWord, ofPlaces } from "./words.ts";

const MOST_ROWS = 3;

/** Frame 4: whether the surroundings rose beyond what placebos do, and where; only a marked row is named. */
export function borderFrame({ result }: PresentationFacts): Frame {
  const rows = secondaryRows(result);
  const marked = rows.filter((row) => row.marked);
  const zone = result.displacement;
  const all = `${sayRow("All surroundings", zone)}${holds(result, "rows_marked_alone") ? " That is not shown to be more than chance." : ""}`;
  const told = marked.slice(0, MOST_ROWS).map((row, at) => `${at + 1} · ${sayRow(capital(row.called), row)}`);
  const more = marked.length > MOST_ROWS ? [`And ${countWords(marked.length - MOST_ROWS)} more.`] : [];
  const hours = laterWords(result, marked);
  return {
    key: "border",
    title: "Over the border",
    headline: headlineOf(result, marked),
    lines: marked.length > 0 ? [...told, ...more, ...hours] : [all, ...caution(result)],
    accent: sureOf(result, marked),
    picture: { kind: "map", outlines: outlinesOf(result, { rows, told: marked.slice(0, MOST_ROWS) }) },
  };
}

function headlineOf(result: PresentationFacts["result"], marked: readonly SecondaryRow[]): string {
  const of = (kind: SecondaryRow["kind"]) => marked.filter((row) => row.kind === kind);
  const boroughs = (rows: readonly SecondaryRow[]) =>
    listWords([...new Set(rows.map(({ borough }) => borough?.name ?? "no borough"))]);
  const [places, strips, rings] = [of("receiving"), of("strip"), of("ring")];
  const [only] = places;
  if (places.length === 1 && only !== undefined)
    return `One place rose: ${only.called.replace(/^by /, "")}, ${boroughs(places)}`;
  if (places.length > 1) return `${numberWord(places.length)} places rose, in ${boroughs(places)}`;
  if (strips.length > 0) return `The ${boroughs(strips)} side rose`;
  if (rings.length > 0) return `Close around the target it rose, in ${boroughs(rings)}`;
  if (holds(result, "zone_too_few_placebos")) return "No verdict on the surroundings";
  return holds(result, "zone_rose") ? "The surroundings rose as a whole" : "No rise nearby stands out from chance";
}

/** "By Wimbledon station: 31 expected, 69 seen." */
function sayRow(
  name: string,
  { expected, before, after }: { expected: number | null; before: number; after: number },
): string {
  const was = expected === null ? `${countWords(before)} before` : `${countWords(Math.round(expected))} expected`;
  return `${name}: ${was}, ${countWords(after)} seen.`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A test that finds nothing is followed by what it does not see. */
function caution(result: PresentationFacts["result"]): string[] {
  if (!holds(result, "zone_rise_not_shown")) return [];
  const fell = holds(result, "zone_fell_too") ? ["They fell too. That direction is not tested."] : [];
  return [...fell, "Small or scattered displacement would not be seen."];
}

const LATER = { hours: 1, level: 0.05 };

/** Where a marked place's day moved: the clearest one. */
function laterWords({ shifts }: PresentationFacts["result"], marked: readonly SecondaryRow[]): string[] {
  const names = new Set(marked.flatMap((row) => row.place ?? []));
  const moved = shifts
    .filter(
      ({ place, p, laterHours }) =>
        names.has(place) && p !== null && p <= LATER.level && Math.abs(laterHours ?? 0) >= LATER.hours,
    )
    .sort((a, b) => Math.abs(b.laterHours ?? 0) - Math.abs(a.laterHours ?? 0));
  const hours = moved[0]?.laterHours ?? null;
  if (hours === null) return [];
  return [`Reports there came ${Math.abs(hours).toFixed(0)} hours ${hours > 0 ? "later" : "earlier"} in the day.`];
}

function sureOf(result: PresentationFacts["result"], marked: readonly SecondaryRow[]): string | null {
  const { m } = result.placebo.zone;
  const adjusted = Math.min(...marked.map(({ pAdjusted }) => pAdjusted ?? 1));
  if (marked.length > 0) return `${ofPlaces(adjusted, m)} comparable surroundings had a place that rose as much.`;
  const { pPlacebo } = result.displacement;
  return pPlacebo === null ? null : `${ofPlaces(pPlacebo, m)} comparable surroundings rose as much.`;
}

type Outline = Extract<Frame["picture"], { kind: "map" }>["outlines"][number];

/** What was tested underneath, the target over it, what stands out on top. */
function outlinesOf(
  { design }: PresentationFacts["result"],
  { rows, told }: { rows: readonly SecondaryRow[]; told: readonly SecondaryRow[] },
): Outline[] {
  const drawn = design.geometry.features.flatMap(({ properties, geometry }): Outline[] => {
    if (properties.part === "control" || geometry.coordinates.length === 0) return [];
    if (properties.part === "target") return [{ role: "target", label: "Target", geometry }];
    const row = rows.find(({ isDrawnBy }) => isDrawnBy(properties));
    if (row?.marked !== true) return [{ role: "tested", label: null, geometry }];
    const number = told.indexOf(row) + 1;
    return [{ role: "marked", label: number === 0 ? null : String(number), geometry }];
  });
  const order = ["tested", "target", "marked"];
  return drawn.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

export function borderNotes({ result }: PresentationFacts): Notes {
  const rows = secondaryRows(result).map(({ full, before, after, change, pAdjusted, marked }) => {
    const p = pAdjusted === null ? "no p" : `p = ${pAdjusted.toFixed(3)}`;
    return `${full}: ${before} before, ${after} after (${percent(change)}), ${p}${marked ? ", stands out" : ""}.`;
  });
  const rules = [
    "zone_too_few_placebos",
    "zone_rose",
    "zone_rise_not_shown",
    "zone_fell_too",
    "rows_marked_alone",
    "nowhere_in_particular",
    "fell_and_rose_nearby",
    "hours_shifted",
  ];
  return [...saying(result, rules), ...rows];
}
