import { latLngToCell } from "h3-js";
import { nameCluster, placesNear } from "../../statistics/name-place.ts";
import type { Frame, Notes, PresentationFacts } from "./facts.ts";
import { COUNTED, countWords, listWords, spanWords } from "./words.ts";

/** A place is named after what lies within a kilometre of the cell of about 350 m that its middle is in. */
const NAMING_RES = 9;

/** Frame 1: the target on the ground, and how much was counted there before. */
export function whereFrame(facts: PresentationFacts): Frame {
  const { design } = facts.result;
  const boroughs = design.target.boroughs.map(({ name }) => name);
  const outline = design.geometry.features.filter(({ properties: { part } }) => part === "target");
  return {
    key: "where",
    title: "Where it is",
    headline: nearestTo(facts, listWords(boroughs)),
    lines: [
      `${facts.operation.name}: ${countWords(Math.round(design.target.hectares))} hectares in ${listWords(boroughs)}.`,
      `${COUNTED[design.indicator]}: ${countWords(design.target.before)} in the ${lengthWords(facts)} before.`,
    ],
    accent: null,
    picture: {
      kind: "map",
      outlines: outline.map(({ geometry }) => ({ role: "target", label: "Target", geometry })),
    },
  };
}

export function whereNotes({ result: { design }, synthetic }: PresentationFacts): Notes {
  const { before, after, reason } = design.windows;
  return [
    "Closed meeting: named attendees under the sharing agreement. Say the marking aloud before the first frame.",
    ...(synthetic ? ["The data is made up. Say so."] : []),
    `Before: ${spanWords(before.from, before.to)}. After: ${spanWords(after.from, after.to)}. ${reason}`,
    "What was tested, and where, was fixed before any count of the time after was looked at.",
  ];
}

/** "26 weeks". */
export function lengthWords({ result: { design } }: PresentationFacts): string {
  const { unit, weights } = design.windows;
  return `${countWords(weights.before)} ${unit}s`;
}

/** "Wandsworth, by Tooting station" while all phases are by the same place, else the boroughs alone. */
function nearestTo({ operation, places }: PresentationFacts, boroughs: string): string {
  const named = operation.phases.map(({ lngLat: [lng, lat] }) =>
    nameCluster(boroughs, placesNear([latLngToCell(lat, lng, NAMING_RES)], places)[0]),
  );
  const [first] = named;
  return first !== undefined && named.every((name) => name === first) ? first : boroughs;
}
