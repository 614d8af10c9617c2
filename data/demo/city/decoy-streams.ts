import { dayNumber } from "../calendar.ts";
import { toLngLat, toMetres } from "../plane.ts";
import type { Decoy } from "./plan.ts";
import { RHYTHMS, type Rhythm } from "./rhythm.ts";
import type { Spot, Stream } from "./stream.ts";

type Part = Pick<Stream, "category" | "generation" | "sources"> & { readonly perDay: number; readonly rhythm: Rhythm };

const patrol = { generation: "police_generated", sources: ["patrol"] } as const;
const called = { generation: "public_reported", sources: ["999", "101"] } as const;

/** Days of the two festivals, every year of the demo. */
export const FESTIVAL_DAYS = [
  "2024-07-06",
  "2025-07-05",
  "2026-07-04",
  "2024-08-26",
  "2025-08-25",
  "2026-08-31",
] as const;

const PARTS: Readonly<Record<Decoy["kind"], readonly Part[]>> = {
  nightlife: [
    { category: "violence", ...called, perDay: 0.7, rhythm: RHYTHMS.night },
    { category: "asb", ...called, perDay: 0.5, rhythm: RHYTHMS.night },
    { category: "robbery", ...called, perDay: 0.12, rhythm: RHYTHMS.night },
    { category: "possession", ...patrol, perDay: 0.45, rhythm: RHYTHMS.night },
    { category: "drug_search", ...patrol, perDay: 0.8, rhythm: RHYTHMS.night },
  ],
  shopping: [
    { category: "other", ...called, perDay: 1.1, rhythm: RHYTHMS.day },
    { category: "asb", ...called, perDay: 0.45, rhythm: RHYTHMS.day },
    { category: "search", ...patrol, perDay: 0.4, rhythm: RHYTHMS.day },
    { category: "violence", ...called, perDay: 0.2, rhythm: RHYTHMS.day },
  ],
  station_plot_point: [
    { category: "possession", ...patrol, perDay: 0.5, rhythm: RHYTHMS.flat },
    { category: "other", ...patrol, perDay: 0.5, rhythm: RHYTHMS.flat },
  ],
  custody_plot_point: [
    { category: "possession", ...patrol, perDay: 0.55, rhythm: RHYTHMS.flat },
    { category: "violence", ...patrol, perDay: 0.2, rhythm: RHYTHMS.flat },
  ],
  festival: [
    { category: "possession", ...patrol, perDay: 60, rhythm: RHYTHMS.day },
    { category: "drug_search", ...patrol, perDay: 110, rhythm: RHYTHMS.day },
    { category: "drug_harm", generation: "mixed", sources: ["ambulance"], perDay: 9, rhythm: RHYTHMS.evening },
  ],
  repeat_caller: [
    { category: "drug_asb", generation: "public_reported", sources: ["101"], perDay: 0.3, rhythm: RHYTHMS.evening },
  ],
};

/** Busy places that are no markets: what a careless method would call one. */
export function decoyStreams(decoys: readonly Decoy[]): Stream[] {
  return decoys.flatMap((decoy) =>
    PARTS[decoy.kind].map((part) => ({
      category: part.category,
      generation: part.generation,
      sources: part.sources,
      noise: "poisson" as const,
      perDay: decoy.kind === "festival" ? onFestival(decoy, part.perDay) : () => part.perDay,
      rhythm: () => part.rhythm,
      spot: spotOf(decoy),
    })),
  );
}

/** Each of the two festivals has its own days. */
function onFestival(decoy: Decoy, perDay: number): (day: number) => number {
  const own = new Set(
    FESTIVAL_DAYS.filter((date) => date.includes(decoy.name.startsWith("Hyde") ? "-07-" : "-08-")).map(dayNumber),
  );
  return (day) => (own.has(day) ? perDay : 0);
}

function spotOf(decoy: Decoy): Stream["spot"] {
  const fixed = (text: string, key: string | null, flag: Spot["flag"]) => () => ({ at: decoy.at, text, key, flag });
  switch (decoy.kind) {
    case "station_plot_point":
      return fixed(`Police station, ${decoy.name}`, null, "police_station");
    case "custody_plot_point":
      return fixed(`Custody suite, ${decoy.name}`, null, "custody_suite");
    case "repeat_caller":
      return fixed(`Flat near ${decoy.name}`, `DEMO-UPRN-${decoy.id}`, "none");
    default:
      return (random) => {
        const [x, y] = toMetres(decoy.at);
        const spread = decoy.kind === "festival" ? 120 : 90;
        return {
          at: toLngLat([x + spread * random.normal(), y + spread * random.normal()]),
          text: decoy.name,
          key: null,
          flag: "none",
        };
      };
  }
}
