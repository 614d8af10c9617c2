import { expect, it } from "vitest";
import { EMPTY_PRESENT, formatPresent, parsePresent, trimAsk } from "../../client/src/workspaces/present/address.ts";
import { commandOf } from "../../client/src/workspaces/present/keys.ts";

it("reads an address back as it was written, with the decisions as the presenter worded them", () => {
  const asks = [
    { text: "Agree with Merton & Sutton: who acts?", owner: "Chief inspector", by: "5 Dec 2026" },
    { text: "Name who evaluates again", owner: "", by: "" },
  ];
  const query = { operation: 3, evaluation: 12, frame: 4, tone: "light", notes: true, asks } as const;
  expect(parsePresent(formatPresent(query))).toEqual(query);
});

it("writes nothing that is as usual", () => {
  expect(formatPresent(EMPTY_PRESENT)).toBe("#/present");
  expect(formatPresent({ ...EMPTY_PRESENT, operation: 1, evaluation: 2 })).toBe("#/present?operation=1&evaluation=2");
});

it("opens the first frame where the address names one that does not exist", () => {
  expect(parsePresent("#/present?frame=7").frame).toBe(1);
  expect(parsePresent("#/present?frame=-1").frame).toBe(1);
});

it("takes four decisions and leaves out one without words", () => {
  const hash = `#/present?${["A", "|owner|", "C", "D", "E"].map((text) => `ask=${encodeURIComponent(text)}`).join("&")}`;
  expect(parsePresent(hash).asks?.map(({ text }) => text)).toEqual(["A", "C", "D"]);
});

it("keeps a decision on one line, without the sign that parts its fields, and as long as a wall has room for", () => {
  expect(trimAsk({ text: " a\n|b ", owner: "x".repeat(100), by: "" })).toEqual({
    text: "a b",
    owner: "x".repeat(60),
    by: "",
  });
});

it.each([
  ["ArrowRight", 2],
  [" ", 2],
  ["PageDown", 2],
  ["ArrowLeft", 1],
  ["End", 6],
  ["Home", 1],
  ["5", 5],
])("goes from frame 1 with %j to frame %i", (key, frame) => {
  expect(commandOf(key, 1)).toEqual({ kind: "frame", frame });
});

it("stays on the last frame", () => {
  expect(commandOf("ArrowRight", 6)).toEqual({ kind: "frame", frame: 6 });
});

it("knows the other keys, shifted or not, and ignores the rest", () => {
  expect(["f", "D", "n", ".", "Escape", "x", "7"].map((key) => commandOf(key, 1)?.kind ?? null)).toEqual([
    ...["fullscreen", "tone", "notes", "blank", "leave", null, null],
  ]);
});
