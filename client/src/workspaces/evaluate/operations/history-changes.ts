import type { OperationHistoryBody } from "../../../../../server/api/types.ts";
import { formatCount, formatDay } from "../../../format.ts";
import { dayBefore } from "../../../months.ts";
import { FOUR_P, visibilityLabel } from "./operation-words.ts";

type State = OperationHistoryBody["versions"][number]["state"];
type Phase = State["phases"][number];
export type Change = { readonly what: string; readonly before: string; readonly after: string };

const FACTS: readonly { readonly what: string; readonly say: (state: State) => string }[] = [
  { what: "Name", say: ({ name }) => name },
  { what: "Led by", say: ({ lead }) => lead },
  { what: "Who may know", say: ({ visibility }) => visibilityLabel(visibility) },
  { what: "NIM level", say: ({ nimLevel }) => (nimLevel === null ? NOTHING : String(nimLevel)) },
  {
    what: "4P",
    say: ({ fourP }) => list(FOUR_P.filter(({ value }) => fourP.includes(value)).map(({ label }) => label)),
  },
  { what: "Priorities", say: ({ priorities }) => list(priorities) },
  { what: "What was done", say: ({ summary }) => summary ?? NOTHING },
  { what: "Cost", say: ({ costPounds }) => (costPounds === null ? NOTHING : `£${formatCount(costPounds)}`) },
  { what: "What the cost covers", say: ({ costNote }) => costNote ?? NOTHING },
];
const NOTHING = "–";

/** What a change of an operation changed, field by field; phases by their number; a place is told by its size, not compared by eye. */
export function changesBetween(before: State, after: State): Change[] {
  const facts = FACTS.flatMap(({ what, say }) => changeOf(what, say(before), say(after)));
  const most = Math.max(before.phases.length, after.phases.length);
  const phases = Array.from({ length: most }, (_, at) => {
    const [was, is] = [before.phases[at], after.phases[at]];
    const what = `Phase ${at + 1}`;
    const moved = was !== undefined && is !== undefined && placeOf(was) !== placeOf(is);
    return [
      ...changeOf(what, phaseWords(was), phaseWords(is)),
      ...(moved
        ? [{ what: `${what}, place`, before: fromWords(was), after: `${fromWords(is)}, another outline` }]
        : []),
    ];
  });
  return [...facts, ...phases.flat()];
}

function changeOf(what: string, before: string, after: string): Change[] {
  return before === after ? [] : [{ what, before, after }];
}

function phaseWords(phase: Phase | undefined): string {
  return phase === undefined ? NOTHING : `${phase.name}, ${formatDay(phase.from)} – ${formatDay(dayBefore(phase.to))}`;
}

function placeOf({ geometry }: Phase): string {
  return JSON.stringify(geometry.coordinates);
}

function fromWords({ shape: { from, codes } }: Phase): string {
  if (from === "polygon") return "an outline";
  if (from === "zone" || from === "target_area") return `${from === "zone" ? "zone" : "target area"} ${codes[0] ?? ""}`;
  return `${formatCount(codes.length)} ${from === "cells" ? "hexagons" : "areas"}`;
}

function list(words: readonly string[]): string {
  return words.length === 0 ? NOTHING : words.join("; ");
}
