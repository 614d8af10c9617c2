import { plain } from "../verdict-words.ts";
import { type Frame, holds, type Notes, type PresentationFacts, saying } from "./facts.ts";
import { secondaryRows } from "./stand-out.ts";
import { listWords, numberWord } from "./words.ts";

/** Frame 6: what the verdict leaves to be decided. Never a decision, an owner or a date: those are the meeting's. */
export function askFrame({ result }: PresentationFacts): Frame {
  const asks = asksOf(result);
  return {
    key: "ask",
    title: "What we ask for",
    headline: `${numberWord(asks.length)} decisions`,
    lines: [],
    accent: null,
    picture: { kind: "asks", asks },
  };
}

function asksOf(result: PresentationFacts["result"]): string[] {
  const fell = holds(result, "fell");
  const rose = holds(result, "zone_rose") || holds(result, "rows_marked_alone");
  return [...onTheTarget(result, { fell, rose }), ...nextDoor(result, rose), "Name who evaluates again, and the day."];
}

function onTheTarget(result: PresentationFacts["result"], { fell, rose }: { fell: boolean; rose: boolean }): string[] {
  if (holds(result, "too_few_placebos")) return ["Agree how long to go on recording before the next look."];
  if (fell && rose) return ["Decide how to hold the target while the neighbours act."];
  if (fell) return ["Decide whether to hold the target or to end."];
  const credit = holds(result, "launched_on_a_peak")
    ? ["Claim no success: decide whether to go on."]
    : ["Decide whether to change what is done in the target."];
  const { mde80 } = result;
  return mde80 === null
    ? credit
    : [...credit, `Agree what would count as success: a fall of ${plain(mde80)} or more can be seen.`];
}

function nextDoor(result: PresentationFacts["result"], rose: boolean): string[] {
  if (!rose) return [];
  const home = new Set(result.design.target.boroughs.map(({ code }) => code));
  const boroughs = secondaryRows(result)
    .filter(({ marked, borough }) => marked && borough !== null && !home.has(borough.code))
    .map(({ borough }) => borough?.name ?? "");
  if (boroughs.length > 0) return [`Agree with ${listWords([...new Set(boroughs)])} who acts on that side.`];
  return ["Agree who acts where it rose."];
}

export function askNotes({ result }: PresentationFacts): Notes {
  return [
    "Composed by rules from the verdict; edit them before you show them. Owner and date are for the meeting to name.",
    ...saying(result, [result.verdict.code]),
  ];
}
