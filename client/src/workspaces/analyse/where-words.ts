import { type AskedPlace, nameOf, placeOf } from "./asked-places.ts";

/** How many areas of a group are named; of more only their number is told. */
const NAMED = 12;

/** "East Area BCU", "Havering, Newham": what is asked for, for a title; null = everywhere. @param asked codes, and ids of groups */
export function whereTitle(asked: readonly string[] = []): string | null {
  const names = asked.map((code) => placeOf(code).name);
  if (names.length === 0) return null;
  return names.length <= 2 ? names.join(", ") : `${names.slice(0, 1).join("")} and ${names.length - 1} more`;
}

/** "East Area BCU (Barking and Dagenham, Havering, Redbridge)": all of it, with what a group stands for; null = everywhere. */
export function whereWords(asked: readonly string[] = []): string | null {
  if (asked.length === 0) return null;
  const words = asked.map((code) => {
    const place = placeOf(code);
    return place.isGroup ? `${place.name} (${membersOf(place)})` : place.name;
  });
  return words.join(", ");
}

/** The areas of a group by name, as far as they are few. */
export function membersOf({ areas, kind, missing }: AskedPlace): string {
  if (areas.length > NAMED || missing > 0) return `${areas.length + missing} ${kind}s`;
  return areas
    .map(nameOf)
    .toSorted((a, b) => a.localeCompare(b))
    .join(", ");
}

/** A title with what it is narrowed to. */
export function titleIn(title: string, asked: readonly string[] | undefined): string {
  const where = whereTitle(asked);
  return where === null ? title : `${title} · ${where}`;
}
