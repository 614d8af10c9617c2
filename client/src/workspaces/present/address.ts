import { hashOf, numberOf, paramsOf } from "../../address-text.ts";

/** A decision that the meeting is asked for, as the presenter words it. */
export type Ask = { readonly text: string; readonly owner: string; readonly by: string };

/** What is on screen and travels in the address: `#/present?operation=1&evaluation=4&frame=3&tone=light&ask=…`. */
export type PresentQuery = {
  readonly operation: number | null;
  readonly evaluation: number | null;
  /** 1 to 6. */
  readonly frame: number;
  readonly tone: "dark" | "light";
  /** The presenter's own screen. */
  readonly notes: boolean;
  /** null = as composed by rules. */
  readonly asks: readonly Ask[] | null;
};

export const FRAMES = 6;
export const MOST_ASKS = 4;
const LONGEST = { text: 120, owner: 60, by: 30 } as const;

export const EMPTY_PRESENT: PresentQuery = {
  ...{ operation: null, evaluation: null, frame: 1, tone: "dark", notes: false, asks: null },
};

/** What it cannot read is left at its default. */
export function parsePresent(hash: string): PresentQuery {
  const params = paramsOf(hash);
  const frame = numberOf(params.get("frame")) ?? 1;
  const asks = params.getAll("ask").slice(0, MOST_ASKS).flatMap(readAsk);
  return {
    operation: numberOf(params.get("operation")),
    evaluation: numberOf(params.get("evaluation")),
    frame: frame <= FRAMES ? frame : 1,
    tone: params.get("tone") === "light" ? "light" : "dark",
    notes: params.get("notes") === "1",
    asks: asks.length === 0 ? null : asks,
  };
}

/** Only what differs from the default is written. `parsePresent(formatPresent(q))` equals q. */
export function formatPresent({ operation, evaluation, frame, tone, notes, asks }: PresentQuery): string {
  return hashOf("present", [
    ["operation", operation],
    ["evaluation", evaluation],
    ["frame", frame === 1 ? null : frame],
    ["tone", tone === "dark" ? null : tone],
    ["notes", notes ? 1 : null],
    ...(asks ?? []).map((ask) => ["ask", encodeURIComponent(writeAsk(ask))] as const),
  ]);
}

/** A decision as it may be kept: cut to what a wall has room for, without line breaks or the sign that parts its fields. */
export function trimAsk({ text, owner, by }: Ask): Ask {
  const clean = (words: string, longest: number) =>
    words
      .replaceAll(/[\s|]+/g, " ")
      .trim()
      .slice(0, longest)
      .trim();
  return { text: clean(text, LONGEST.text), owner: clean(owner, LONGEST.owner), by: clean(by, LONGEST.by) };
}

function writeAsk({ text, owner, by }: Ask): string {
  return [text, owner, by].join("|");
}

function readAsk(written: string): Ask[] {
  const [text = "", owner = "", by = ""] = written.split("|");
  const ask = trimAsk({ text, owner, by });
  return ask.text === "" ? [] : [ask];
}
