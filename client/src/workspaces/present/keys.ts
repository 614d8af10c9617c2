import { FRAMES } from "./address.ts";

/** What a key asks for; a presenter's remote sends PageUp, PageDown and "b" or ".". */
export type Command =
  | { readonly kind: "frame"; readonly frame: number }
  | { readonly kind: "fullscreen" | "tone" | "notes" | "blank" | "leave" };

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1 },
  ...{ ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 },
};
const OTHERS = [
  ["f", "fullscreen"],
  ["d", "tone"],
  ["n", "notes"],
  ["b", "blank"],
  [".", "blank"],
  ["escape", "leave"],
] as const;

/** @returns null for a key that means nothing here */
export function commandOf(key: string, frame: number): Command | null {
  const step = STEPS[key];
  if (step !== undefined) return { kind: "frame", frame: Math.min(FRAMES, Math.max(1, frame + step)) };
  if (key === "Home") return { kind: "frame", frame: 1 };
  if (key === "End") return { kind: "frame", frame: FRAMES };
  if (/^[1-6]$/.test(key)) return { kind: "frame", frame: Number(key) };
  const other = OTHERS.find(([name]) => name === key.toLowerCase());
  return other === undefined ? null : { kind: other[1] };
}
