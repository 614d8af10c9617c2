import { mode } from "../choices.ts";
import type { Frame } from "../frame.ts";

/** What the outlines and marks over the cells mean, where the mode draws them. */
export function Symbols({ shown }: { readonly shown: Frame }) {
  const lines = symbolLines(shown);
  if (lines.length === 0) return null;
  return (
    <ul class="legend-symbols">
      {lines.map(({ sign, words }) => (
        <li key={words}>
          <Sign sign={sign} />
          {words}
        </li>
      ))}
    </ul>
  );
}

export type SymbolLine = { readonly sign: "outline" | "core" | "mark" | "grey"; readonly words: string };

/** The same as words, for the picture and the print. */
export function symbolLines(shown: Frame): SymbolLine[] {
  if (shown.kind === "areas") return [];
  if (mode.value === "markets") return [{ sign: "outline", words: "candidate, numbered in the list’s order" }];
  if (mode.value !== "count" && mode.value !== "hot")
    return shown.kind === "classed" ? [{ sign: "outline", words: "around what stands out" }] : [];
  const lines: SymbolLine[] = [
    { sign: "outline", words: "hot area or place, numbered as listed" },
    { sign: "core", words: "its core: 60 % of its records" },
  ];
  if (mode.value !== "hot") return lines;
  return [
    ...lines,
    { sign: "mark", words: "hot place, month after month" },
    { sign: "grey", words: "the same, a default plot point" },
  ];
}

function Sign({ sign }: { readonly sign: SymbolLine["sign"] }) {
  const isMark = sign === "mark" || sign === "grey";
  return (
    <svg class="legend-sign" viewBox="0 0 18 14" aria-hidden="true">
      {isMark ? (
        <circle cx="9" cy="7" r="4" fill={sign === "grey" ? "#8a979e" : "#fff"} stroke="#16222a" stroke-width="2" />
      ) : (
        <path d="M5 1.5h8l4 5.5-4 5.5H5L1 7z" fill="none" stroke="#16222a" stroke-width={sign === "core" ? 3 : 1.6} />
      )}
    </svg>
  );
}
