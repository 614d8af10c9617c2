import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_PATROL, formatPatrol, parsePatrol } from "../../client/src/workspaces/patrol/address.ts";

describe("the address of a patrol sheet", () => {
  it("is bare where nothing was chosen", () => {
    expect(formatPatrol(EMPTY_PATROL)).toBe("#/patrol");
    expect(parsePatrol("#/patrol")).toEqual(EMPTY_PATROL);
  });

  it("names the day, the targets and the order", () => {
    expect(parsePatrol("#/patrol?dataset=demo&date=2026-11-27&targets=3,5&seed=7")).toEqual({
      dataset: "demo",
      date: "2026-11-27",
      targets: [3, 5],
      seed: 7,
    });
  });

  it("leaves what it cannot read at its default", () => {
    expect(parsePatrol("#/patrol?dataset=No!&date=today&targets=0,x,4,4&seed=1e9")).toEqual({
      ...EMPTY_PATROL,
      targets: [4],
    });
  });

  it("reads what it wrote", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const query = fc.record({
      dataset: fc.constantFrom(null, "demo", "police-uk"),
      date: fc.option(day),
      targets: fc.uniqueArray(fc.integer({ min: 1, max: 999_999_999 }), { maxLength: 6 }),
      seed: fc.nat(999_999),
    });
    fc.assert(
      fc.property(query, (asked) => {
        expect(parsePatrol(formatPatrol(asked))).toEqual(asked);
      }),
    );
  });
});
