import { latLngToCell } from "h3-js";
import type { EvaluationDesignBody, EvaluationInputBody } from "../../../../../server/api/types.ts";
import { parsePoint } from "../../../shapes/typed-shape.ts";

type Design = EvaluationDesignBody["design"];

/** What the form of a design holds; texts as they are typed, null = as suggested. */
export type Adjustments = {
  readonly windows: { readonly before: Days; readonly after: Days } | null;
  readonly rings: number | null;
  readonly stripMetres: string | null;
  /** Codes of the boroughs it is held against. */
  readonly control: readonly string[] | null;
  readonly receiving: readonly NamedPlace[];
};
/** `to` is the last day, as people say it. */
export type Days = { readonly from: string; readonly last: string };
export type NamedPlace = { readonly name: string; readonly point: string };

export const AS_SUGGESTED: Adjustments = {
  windows: null,
  rings: null,
  stripMetres: null,
  control: null,
  receiving: [],
};
/** Receiving places are hexagons of this resolution. */
const PLACE_RES = 9;
const DAY_MS = 86_400_000;

/** @returns what the service is asked with, or what stands against asking */
export function inputOf(
  { windows, rings, stripMetres, control, receiving }: Adjustments,
  { dataset, indicator }: Pick<Design, "dataset" | "indicator">,
): { input: EvaluationInputBody; problem: null } | { input: null; problem: string } {
  const metres = stripMetres === null ? null : Number(stripMetres);
  if (metres !== null && !(Number.isInteger(metres) && metres >= 200 && metres <= 5_000))
    return { input: null, problem: "The reach of the border strips is a whole number of metres from 200 to 5,000." };
  if (control?.length === 0)
    return { input: null, problem: "Choose at least one control borough, or take the suggestion." };
  const places: NonNullable<EvaluationInputBody["receiving"]> = [];
  for (const { name, point } of receiving) {
    const at = parsePoint(point.trim());
    if (at === null) return { input: null, problem: `“${point}” is no place: write it like 51.5301, -0.0102.` };
    places.push({
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      cells: [latLngToCell(at[1], at[0], PLACE_RES)],
    });
  }
  const lengths = windows === null ? null : { before: daysOf(windows.before), after: daysOf(windows.after) };
  const isUneven = lengths !== null && lengths.before !== lengths.after && lengths.before > 0 && lengths.after > 0;
  return {
    problem: null,
    input: {
      ...{ dataset, indicator },
      ...(windows === null ? {} : { windows: { before: spanOf(windows.before), after: spanOf(windows.after) } }),
      // Windows of unlike length are held against each other by their lengths.
      ...(isUneven ? { weights: lengths } : {}),
      ...(rings === null ? {} : { rings }),
      ...(metres === null ? {} : { stripMetres: metres }),
      ...(control === null ? {} : { control: { areas: [...control] } }),
      ...(places.length === 0 ? {} : { receiving: places }),
    },
  };
}

/** The suggested windows, as the form shows them. */
export function suggestedDays({ windows: { before, after } }: Pick<Design, "windows">): { before: Days; after: Days } {
  return { before: daysIn(before), after: daysIn(after) };
}

function daysIn({ from, to }: { from: string; to: string }): Days {
  return { from, last: shiftDay(to, -1) };
}

function spanOf({ from, last }: Days): { from: string; to: string } {
  return { from, to: shiftDay(last, 1) };
}

function daysOf({ from, last }: Days): number {
  return (Date.parse(last) - Date.parse(from)) / DAY_MS + 1;
}

/** A day that cannot be read stays as it is: the service says what is wrong with it. */
function shiftDay(day: string, by: number): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Date(time + by * DAY_MS).toISOString().slice(0, 10);
}
