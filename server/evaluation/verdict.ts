import { leadingCode, verdictRules } from "../analytics/verdict-rules.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { Assessed } from "./assess.ts";
import type { Scene } from "./build-scene.ts";
import { describeIndicator } from "./indicators.ts";
import { percent, plain, sayRule, type VerdictFacts } from "./verdict-words.ts";

type Body = EvaluationResultBody;
type Answers = Pick<
  Body,
  "target" | "displacement" | "rings" | "strips" | "receiving" | "mde80" | "shifts" | "effort" | "decay" | "agreement"
>;
type Said = { readonly code: string; readonly text: string };

const LATER_HOURS = 1;
const LEVEL = 0.05;

/** The verdict in words: each sentence with the rule that it comes from. */
export function verdictOf(scene: Scene, answers: Answers, assessed: Assessed): Body["verdict"] {
  const { target, displacement, mde80 } = answers;
  const marked = markedRows(answers);
  const codes = verdictRules({
    target: { change: target.change, expectedNet: target.expectedNet, p: target.pPlacebo },
    zone: { ...displacement, p: displacement.pPlacebo },
    markedRows: marked.length,
    mde80,
  });
  const facts: VerdictFacts = {
    what: describeIndicator(scene.input.indicator).label,
    target: { ...target, p: target.pPlacebo, m: assessed.target.pool.length },
    zone: { ...displacement, p: displacement.pPlacebo, m: assessed.zone.pool.length },
    marked,
    mde80,
  };
  const rules = [...codes.map((code): Said => ({ code, text: sayRule(code, facts) })), ...besides(answers)];
  return { code: leadingCode(codes), text: rules.map(({ text }) => text).join(" "), rules };
}

function markedRows({ rings, strips, receiving }: Answers): string[] {
  const told = (name: string, row: Pick<Body["strips"][number], "before" | "after" | "pAdjusted">) =>
    `${name} (${row.before} to ${row.after}, p = ${(row.pAdjusted ?? 1).toFixed(3)})`;
  return [
    ...receiving.filter(({ marked }) => marked).map((row) => told(row.name, row)),
    ...strips.filter(({ marked }) => marked).map((row) => told(`the border strip of ${row.name}`, row)),
    ...rings
      .filter(({ marked }) => marked)
      .map((row) => told(`ring ${row.k} in ${row.borough?.name ?? "no borough"}`, row)),
  ];
}

/** What describes and decides nothing. */
function besides({ decay, shifts, receiving, effort, agreement }: Answers): Said[] {
  const said: Said[] = [];
  const changes = decay.filter(({ target }) => target.change !== null);
  if (changes.length > 1) {
    const course = changes.map(({ label, target }) => `${percent(target.change)} in ${label}`).join(", ");
    said.push({ code: "over_time", text: `Against the control the target stood at ${course}.` });
  }
  const places = new Set(receiving.filter(({ marked }) => marked).map(({ name }) => name));
  for (const { place, laterHours, p } of shifts) {
    if (!places.has(place) || laterHours === null || p === null || p > LEVEL || Math.abs(laterHours) < LATER_HOURS)
      continue;
    const way = laterHours > 0 ? "later" : "earlier";
    const hours = Math.abs(laterHours).toFixed(1);
    said.push({
      code: "hours_shifted",
      text: `Reports at ${place} came ${hours} hours ${way} in the day than before.`,
    });
  }
  if (effort !== null) said.push({ code: effort.verdict, text: `${effortWords(effort)} ${effort.says}` });
  said.push({
    code: "agreement",
    text: `${agreement.target} of ${agreement.of} variants of rings, control and window come to the same answer on the target, ${agreement.displacement} on its surroundings.`,
  });
  return said;
}

function effortWords({ possession, searches }: NonNullable<Body["effort"]>): string {
  return `Recorded possession in the target went from ${possession.before} to ${possession.after}, drug searches from ${searches.before} to ${searches.after}.`;
}

const ALWAYS = [
  "A switch to phone delivery or to markets behind closed doors: neither is reported as dealing in the street.",
  "Another drug, or other people, in the same place.",
  "Places beyond the rings, strips and receiving places that were tested.",
  "Why it changed: a comparison with places without an operation shows that it changed, not what did it.",
  "Price, purity or availability: Operation Crackdown's own evaluation (Best et al. 2001) found no effect on them while arrests were at a record.",
] as const;

/** What this evaluation cannot show, whatever it found. */
export function cannotShow(scene: Scene, answers: Pick<Body, "mde80" | "shifts">): string[] {
  const { input } = scene;
  const missed =
    answers.mde80 === null
      ? "A fall of any size: too little was recorded."
      : `A fall smaller than about ${plain(answers.mde80)} of what was to be expected.`;
  const more = [missed];
  if (answers.shifts.length === 0) more.push("A move to other hours: this data knows none.");
  if (input.source.kind === "published")
    more.push("Streets: counts are published per ward, so a move within a ward, or to a single place, stays unseen.");
  if (input.indicator === "recorded_offences")
    more.push("Dealing itself: recorded drug offences are largely made by searching, and an operation raises them.");
  return [...ALWAYS, ...more];
}
