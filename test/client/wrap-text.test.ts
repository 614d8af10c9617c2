import { expect, it } from "vitest";
import { wrapText } from "../../client/src/ui/wrap-text.ts";

const tenLong = (line: string) => line.length <= 10;

it("breaks at spaces where the next word would not fit", () => {
  expect(wrapText("one two three four", tenLong)).toEqual(["one two", "three four"]);
});

it("leaves a text that fits on one line", () => {
  expect(wrapText("one two", tenLong)).toEqual(["one two"]);
});

it("puts a word that is too long on a line of its own", () => {
  expect(wrapText("a incomprehensibility b", tenLong)).toEqual(["a", "incomprehensibility", "b"]);
});
