/** A window on a row of months: positions, end exclusive; never empty. */
export type Window = { readonly from: number; readonly to: number };
/** What the pointer holds: an end, the whole window, or the corner of a new one. */
export type Grip = "from" | "to" | "whole" | "new";

type Drag = {
  readonly grip: Grip;
  readonly startAt: number;
  readonly at: number;
  readonly before: Window;
  readonly count: number;
};

/** The window after dragging from one place to another; places are fractions of months from the left. */
export function draggedWindow({ grip, startAt, at, before, count }: Drag): Window {
  if (grip === "from") return { from: clamp(Math.round(at), 0, before.to - 1), to: before.to };
  if (grip === "to") return { from: before.from, to: clamp(Math.round(at), before.from + 1, count) };
  if (grip === "whole") return moved(before, Math.round(at - startAt), count);
  const [low, high] = [Math.min(startAt, at), Math.max(startAt, at)];
  const from = clamp(Math.floor(low), 0, count - 1);
  return { from, to: clamp(Math.floor(high) + 1, from + 1, count) };
}

type KeyPress = { readonly key: string; readonly count: number };

/** The window after a key on one of its thumbs; null when the key means nothing here. Page keys move the whole window by its length. */
export function keyedWindow(window: Window, thumb: "from" | "to", { key, count }: KeyPress): Window | null {
  const length = window.to - window.from;
  if (key === "PageDown") return moved(window, -length, count);
  if (key === "PageUp") return moved(window, length, count);
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -count, End: count };
  const by = new Map(Object.entries(steps)).get(key);
  if (by === undefined) return null;
  return thumb === "from"
    ? { from: clamp(window.from + by, 0, window.to - 1), to: window.to }
    : { from: window.from, to: clamp(window.to + by, window.from + 1, count) };
}

function moved({ from, to }: Window, by: number, count: number): Window {
  const shift = clamp(by, -from, count - to);
  return { from: from + shift, to: to + shift };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
