import { describe, expect, it } from "vitest";
import { redo, startHistory, step, undo } from "../../client/src/map/drawing-history.ts";

describe("the history of a drawing", () => {
  const drawn = step(step(startHistory<readonly string[]>([]), ["square"]), ["square", "circle"]);

  it("goes back step by step to nothing, and no further", () => {
    expect(undo(drawn).present).toEqual(["square"]);
    expect(undo(undo(undo(drawn))).present).toEqual([]);
  });

  it("brings back what was undone, and no more", () => {
    expect(redo(undo(drawn))).toEqual(drawn);
    expect(redo(drawn)).toBe(drawn);
  });

  it("forgets what was undone once something new is drawn", () => {
    const other = step(undo(drawn), ["square", "triangle"]);
    expect(other.future).toEqual([]);
    expect(undo(other).present).toEqual(["square"]);
  });

  it("takes a cleared drawing back", () => {
    expect(undo(step(drawn, [])).present).toEqual(["square", "circle"]);
  });
});
