import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draggedWindow, keyedWindow } from "../../client/src/workspaces/analyse/month-window.ts";

const before = { from: 3, to: 6 };

describe("the window on the months", () => {
  it("moves one end with the arrow keys and never turns inside out", () => {
    expect(keyedWindow(before, "from", { key: "ArrowLeft", count: 12 })).toEqual({ from: 2, to: 6 });
    expect(keyedWindow(before, "to", { key: "ArrowRight", count: 12 })).toEqual({ from: 3, to: 7 });
    expect(keyedWindow({ from: 3, to: 4 }, "from", { key: "ArrowRight", count: 12 })).toEqual({ from: 3, to: 4 });
    expect(keyedWindow({ from: 3, to: 4 }, "to", { key: "ArrowLeft", count: 12 })).toEqual({ from: 3, to: 4 });
  });

  it("goes to the ends with Home and End, and by its own length with the page keys", () => {
    expect(keyedWindow(before, "from", { key: "Home", count: 12 })).toEqual({ from: 0, to: 6 });
    expect(keyedWindow(before, "to", { key: "End", count: 12 })).toEqual({ from: 3, to: 12 });
    expect(keyedWindow(before, "to", { key: "PageUp", count: 12 })).toEqual({ from: 6, to: 9 });
    expect(keyedWindow(before, "to", { key: "PageDown", count: 12 })).toEqual({ from: 0, to: 3 });
  });

  it("leaves other keys to the page", () => {
    expect(keyedWindow(before, "from", { key: "Tab", count: 12 })).toBeNull();
    expect(keyedWindow(before, "from", { key: "toString", count: 12 })).toBeNull();
  });

  it("follows the pointer: an end, the whole, or a new one in either direction", () => {
    expect(draggedWindow({ grip: "from", startAt: 3, at: 1.2, before, count: 12 })).toEqual({ from: 1, to: 6 });
    expect(draggedWindow({ grip: "whole", startAt: 4, at: 6.1, before, count: 12 })).toEqual({ from: 5, to: 8 });
    expect(draggedWindow({ grip: "new", startAt: 8.4, at: 10.2, before, count: 12 })).toEqual({ from: 8, to: 11 });
    expect(draggedWindow({ grip: "new", startAt: 10.2, at: 8.4, before, count: 12 })).toEqual({ from: 8, to: 11 });
  });

  it("always holds at least one month of the row", () => {
    const place = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom("from", "to", "whole", "new"), place, place, (grip, startAt, at) => {
        const { from, to } = draggedWindow({ grip, startAt, at, before, count: 12 });
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(12);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });
});
