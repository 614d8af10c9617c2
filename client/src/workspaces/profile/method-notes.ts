import type { ProfilePeriod } from "./period.ts";

/** How each number is made: the part it stands in, and its method in a line. */
export function methodNotes({ trend }: ProfilePeriod): { part: string; how: string }[] {
  return [
    {
      part: "Trend",
      how: `${trend.months.length} months. Lines: the rest of the borough and of everything, without the place, scaled to its total between breaks; compare their movement, not their level.`,
    },
    {
      part: "Change",
      how: "12 months over the 12 before, less 1, with the 95 % interval of a Poisson ratio × √φ (monthly dispersion, at least 1); grey holds 0. None under 20 in two years, under 5 before, or across a break.",
    },
    { part: "Effort", how: "possession per search, year over year, × √φ." },
    { part: "Ranks", how: "equals share the better rank; in the borough the profile’s months alone." },
    {
      part: "Spikes",
      how: "negative binomial on the 12 months before; flagged: 5 or more, q ≤ 5 % within the borough.",
    },
    {
      part: "Hot spots",
      how: "Gi* (exact p, capped counts) and persistence in the busiest 1 %, FDR 2.5 % each, all of the data, hexagons of 350 m.",
    },
    { part: "Repeat locations", how: "three incidents or more from two sources or more at one address or point." },
    { part: "Zones", how: "in force on the last day; share of the area." },
  ];
}
