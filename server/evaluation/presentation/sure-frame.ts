import { plain } from "../verdict-words.ts";
import { type Frame, holds, type Notes, type PresentationFacts, saying } from "./facts.ts";
import { countWords, ofPlaces } from "./words.ts";

const FEWEST_PLACEBOS = 19;

/** Frame 5: the target among places without an operation, what would have been seen, and what this cannot show. */
export function sureFrame({ result }: PresentationFacts): Frame {
  const { target, placebo, mde80, agreement } = result;
  const seen =
    mde80 === null
      ? "Even a large fall would usually be missed."
      : `A fall of ${plain(mde80)} or more would probably (4 in 5) be seen; smaller ones would usually be missed.`;
  return {
    key: "sure",
    title: "How sure",
    headline:
      target.pPlacebo === null
        ? `${countWords(placebo.m)} places to compare with; ${FEWEST_PLACEBOS} are needed`
        : `${ofPlaces(target.pPlacebo, placebo.m)} comparable places fell as far`,
    lines: [
      ...(holds(result, "too_few_placebos") ? [] : [seen]),
      `${countWords(agreement.target)} of ${countWords(agreement.of)} ways to test it agree.`,
      "Not seen: phone delivery, closed doors, other drugs, places further off.",
    ],
    accent: "It shows that it changed, not what changed it.",
    picture: {
      kind: "spread",
      residuals: placebo.residuals.map((residual) => Math.round(residual * 1000) / 1000),
      own: placebo.own,
      name: "Target",
    },
  };
}

export function sureNotes({ result }: PresentationFacts): Notes {
  return [
    result.placebo.rule,
    ...saying(result, ["would_have_been_seen", "any_fall_may_be_missed", "agreement"]),
    ...result.cannotShow,
  ];
}
