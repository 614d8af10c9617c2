import type { PresentationBody, PresentationNotesBody } from "../../api/types.ts";
import { askFrame, askNotes } from "./ask-frame.ts";
import { borderFrame, borderNotes } from "./border-frame.ts";
import { doneFrame, doneNotes } from "./done-frame.ts";
import type { Frame, PresentationFacts } from "./facts.ts";
import { TYPED_PLACE } from "./stand-out.ts";
import { sureFrame, sureNotes } from "./sure-frame.ts";
import { targetFrame, targetNotes } from "./target-frame.ts";
import { whereFrame, whereNotes } from "./where-frame.ts";
import { COUNTED, spanWords } from "./words.ts";

const AUDIENCE = "Closed meeting: named attendees under a sharing agreement.";

/** The six frames of an evaluation, for the wall of a closed meeting. */
export function composePresentation(facts: PresentationFacts): PresentationBody {
  const { operation, evaluation, synthetic, result } = facts;
  const { dataset, indicator, windows } = result.design;
  return {
    operation: { id: operation.id, name: operation.name },
    evaluation,
    dataset,
    synthetic,
    marking: "OFFICIAL-SENSITIVE",
    audience: AUDIENCE,
    counted: `${COUNTED[indicator]}, ${spanWords(windows.before.from, windows.after.to)}`,
    frames: framesOf(facts),
  };
}

/**
 * What the presenter reads beside each frame, on another screen.
 * @param countingRule how outcomes are counted
 */
export function composeNotes(facts: PresentationFacts, countingRule: string): PresentationNotesBody {
  const notes = [
    ...[whereNotes(facts), doneNotes(facts, countingRule), targetNotes(facts)],
    ...[borderNotes(facts), sureNotes(facts), askNotes(facts)],
  ];
  return {
    operation: { id: facts.operation.id, name: facts.operation.name },
    evaluation: facts.evaluation,
    frames: framesOf(facts).map(({ key, title, headline }, at) => ({
      key,
      title,
      headline,
      notes: withoutTyped(facts, notes[at] ?? []),
    })),
  };
}

/** Sentences of the verdict repeat the names of places, also those that an analyst typed. */
function withoutTyped({ result: { design } }: PresentationFacts, notes: readonly string[]): string[] {
  const typed = design.receiving.filter(({ found }) => found === "named").map(({ name }) => name);
  return notes.map((words) => typed.reduce((text, name) => text.replaceAll(name, TYPED_PLACE), words));
}

function framesOf(facts: PresentationFacts): Frame[] {
  return [
    whereFrame(facts),
    doneFrame(facts),
    targetFrame(facts),
    borderFrame(facts),
    sureFrame(facts),
    askFrame(facts),
  ];
}
