import { describe, expect, it } from "vitest";
import {
  EMPTY_EVALUATE,
  type EvaluateQuery,
  formatEvaluate,
  parseEvaluate,
} from "../../client/src/workspaces/evaluate/address.ts";

describe("the address of Evaluate", () => {
  it("opens the timeline where it names nothing", () => {
    expect(parseEvaluate("#/evaluate")).toEqual(EMPTY_EVALUATE);
    expect(formatEvaluate(EMPTY_EVALUATE)).toBe("#/evaluate");
  });

  it("brings back exactly what was on screen", () => {
    const query: EvaluateQuery = {
      dataset: "demo",
      subject: { kind: "operation", id: 1 },
      evaluation: 4,
      step: "result",
      indicator: "asb",
      map: "swipe",
      swipe: 37,
      view: { zoom: 12.59, lat: 51.44121, lng: -0.20829 },
    };
    expect(formatEvaluate(query)).toBe(
      "#/evaluate?dataset=demo&operation=1&evaluation=4&step=result&indicator=asb&map=swipe&swipe=37&at=12.59/51.44121/-0.20829",
    );
    expect(parseEvaluate(formatEvaluate(query))).toEqual(query);
  });

  it("opens a zone like an operation", () => {
    const query = { ...EMPTY_EVALUATE, subject: { kind: "zone", id: 2 } } as const;
    expect(formatEvaluate(query)).toBe("#/evaluate?zone=2");
    expect(parseEvaluate("#/evaluate?zone=2")).toEqual(query);
  });

  it("leaves what it cannot read at its default", () => {
    expect(
      parseEvaluate("#/evaluate?dataset=<x>&operation=-1&evaluation=0&step=bogus&map=heat&swipe=101&at=nowhere"),
    ).toEqual(EMPTY_EVALUATE);
  });
});
