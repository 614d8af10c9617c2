import { cellToLatLng, latLngToCell } from "h3-js";
import { fileWith, type Importing, importEach } from "../../ingest/importing.ts";
import { extractMapping } from "../extract-mapping.ts";

/**
 * Four places of the square town (see market-city.ts) in 2021, as a force's own extract gives them, and a thin background:
 *
 *   market     by Market Cross: calls on three weekdays between 15 and 17, supply, finds, a day of arrests on 14 June
 *   flat       one address: intelligence at all hours, four warrants, seven calls
 *   neighbour  one address: somebody rings every fourth evening
 *   shops      four thefts a day, and people found with drugs
 *   custody    drug offences of people in custody, plotted at the suite
 */
export const PLACES = {
  market: latLngToCell(51.5305, 0.0405, 9),
  flat: latLngToCell(51.555, 0.02, 9),
  neighbour: latLngToCell(51.515, 0.065, 9),
  shops: latLngToCell(51.565, 0.065, 9),
  custody: latLngToCell(51.51, 0.012, 9),
} as const;

const MAPPING = extractMapping({
  name: "street-records",
  values: Object.fromEntries(
    ["supply", "possession", "drug_asb", "drug_intelligence", "drug_find", "drug_search", "other"].map((c) => [c, c]),
  ),
  generation: {
    column: "Via",
    values: { patrol: "police_generated", warrant: "police_generated", intelligence: "mixed" },
    otherwise: "public_reported",
  },
  more: { source: { column: "Via" }, locationText: "Place", locationKey: "Key" },
});

export type Street = {
  day: number;
  hour: number;
  what: string;
  via: string;
  at: readonly [number, number];
  key?: string;
  place?: string;
};

/** Import the places as the dataset "streets". */
export async function importStreets(on: Importing, rows: readonly Street[] = streets()): Promise<void> {
  const choices = { mapping: MAPPING, force: "metropolitan", dataset: "streets" };
  await importEach(on, [await fileWith("streets.csv", toCsv(rows))], choices);
}

function toCsv(rows: readonly Street[]): string {
  const lines = rows.map(({ day, hour, what, via, at, key = "", place = "High Street" }, i) => {
    const date = new Date(Date.UTC(2021, 0, 1 + day));
    const when = `${String(date.getUTCDate()).padStart(2, "0")}/${String(date.getUTCMonth() + 1).padStart(2, "0")}/2021`;
    return [
      `S${i}`,
      `${when} ${String(hour).padStart(2, "0")}:10`,
      what,
      via,
      key,
      place,
      at[1].toFixed(6),
      at[0].toFixed(6),
    ];
  });
  return `${["Ref,When,What,Via,Key,Place,Lng,Lat", ...lines.map((line) => line.join(","))].join("\n")}\n`;
}

/** 2021-01-01 was a Friday. */
const DAYS = 365;

export function streets(): Street[] {
  return [...market(), ...flat(), ...neighbour(), ...shops(), ...custody(), ...background()];
}

function centre(cell: string): readonly [number, number] {
  return cellToLatLng(cell) as [number, number];
}

function market(): Street[] {
  const [lat, lng] = centre(PLACES.market);
  const rows: Street[] = [];
  for (let day = 0; day < DAYS; day++) {
    const at = [lat + 0.0001 * ((day % 9) - 4), lng] as const;
    // Tuesday, Friday, Sunday.
    if ([1, 4, 6].includes((day + 4) % 7)) rows.push({ day, hour: 15 + (day % 3), what: "drug_asb", via: "101", at });
    if (day % 30 === 9) rows.push({ day, hour: 16, what: "supply", via: "patrol", at });
    if (day % 30 === 19) rows.push({ day, hour: 8, what: "drug_find", via: "council", at });
  }
  // Two callers about one corner on one day are one.
  const corner = [lat, lng] as const;
  rows.push(...[15, 16].map((hour) => ({ day: 2, hour, what: "drug_asb", via: "999", at: corner })));
  for (let k = 0; k < 8; k++) rows.push({ day: 164, hour: 12 + k, what: "drug_search", via: "patrol", at: corner });
  return rows;
}

function flat(): Street[] {
  const at = centre(PLACES.flat);
  const here = { at, key: "UPRN-7", place: "7 Mill Road" };
  const rows: Street[] = [];
  for (let week = 0; week < 52; week++)
    rows.push({
      day: 7 * week + (week % 7),
      hour: (5 * week) % 24,
      what: "drug_intelligence",
      via: "intelligence",
      ...here,
    });
  for (let k = 0; k < 7; k++) rows.push({ day: 20 + 50 * k, hour: 9 + k, what: "drug_asb", via: "101", ...here });
  for (let k = 0; k < 4; k++) rows.push({ day: 40 + 80 * k, hour: 6, what: "supply", via: "warrant", ...here });
  return rows;
}

function neighbour(): Street[] {
  const here = { at: centre(PLACES.neighbour), key: "UPRN-9", place: "9 Heath Road" };
  return Array.from({ length: 91 }, (_, k) => ({
    day: 4 * k,
    hour: 18 + (k % 5),
    what: "drug_asb",
    via: "101",
    ...here,
  }));
}

function shops(): Street[] {
  const at = centre(PLACES.shops);
  const rows: Street[] = [];
  for (let day = 0; day < DAYS; day++) {
    for (const hour of [10, 12, 15, 18]) rows.push({ day, hour, what: "other", via: "101", at });
    if (day % 3 === 0) rows.push({ day, hour: 14, what: "possession", via: "patrol", at });
    if (day % 60 === 0) rows.push({ day, hour: 19, what: "drug_asb", via: "101", at });
  }
  return rows;
}

function custody(): Street[] {
  const here = { at: centre(PLACES.custody), place: "Custody Suite" };
  return Array.from({ length: 120 }, (_, k) => ({ day: 3 * k, hour: 20, what: "possession", via: "patrol", ...here }));
}

/** Every cell in its turn; nothing here is random. */
function background(): Street[] {
  const rows: Street[] = [];
  for (let day = 0; day < DAYS; day++) {
    const at = (step: number) =>
      [51.504 + ((day * 7 + step * 5) % 18) * 0.004, 0.004 + ((day * 5 + step * 3) % 18) * 0.004] as const;
    rows.push({ day, hour: 8 + (day % 14), what: "other", via: "101", at: at(0) });
    rows.push({ day, hour: 9 + (day % 13), what: "other", via: "999", at: at(7) });
    if (day % 3 === 1) rows.push({ day, hour: 13 + (day % 10), what: "drug_asb", via: "101", at: at(3) });
    if (day % 5 === 1) rows.push({ day, hour: 17, what: "possession", via: "patrol", at: at(11) });
    if (day % 4 === 1)
      rows.push({ day, hour: (3 * day) % 24, what: "drug_intelligence", via: "intelligence", at: at(5) });
  }
  return rows;
}
