import { describe, expect, it } from "vitest";
import { verdictParts } from "../../client/src/evaluation/verdict-parts.ts";

const partsOf = (...codes: string[]) => verdictParts({ rules: codes.map((code) => ({ code, text: `${code}.` })) });
const PEAK = "Launched on a peak: part of any fall was to be expected anyway.";

describe("the headline of a verdict", () => {
  it.each([
    ["too_few_placebos", "No verdict on the target."],
    ["fell", "The target fell beyond what was to be expected."],
    ["fall_not_shown", "A fall of the target beyond what was to be expected is not shown."],
    ["did_not_fall", "The target did not fall."],
  ])("says of the target under %s: %s", (code, words) => {
    expect(partsOf(code, "zone_rise_not_shown").headline[0]).toBe(words);
  });

  it.each([
    ["zone_too_few_placebos", "No verdict on its surroundings."],
    ["zone_rose", "Its surroundings rose beyond what placebos do."],
    ["zone_rise_not_shown", "A rise nearby beyond what placebos do is not shown."],
  ])("says of the surroundings under %s: %s", (code, words) => {
    expect(partsOf("fell", code).headline[1]).toBe(words);
  });

  it("names single places that stand out while the zone's rise is not shown", () => {
    expect(partsOf("fell", "zone_rise_not_shown", "rows_marked_alone").headline[1]).toBe(
      "Single places nearby stand out.",
    );
  });

  it("leads with the peak where the fall is not shown, and never leaves it out", () => {
    expect(partsOf("fall_not_shown", "launched_on_a_peak", "zone_rise_not_shown").headline[0]).toMatch(
      new RegExp(`^${PEAK}`),
    );
    expect(partsOf("fell", "launched_on_a_peak", "zone_rise_not_shown").headline[0]).toBe(
      `The target fell beyond what was to be expected. ${PEAK}`,
    );
  });
});

describe("the parts of a verdict", () => {
  it("keep what was tested, what would have been seen and what only describes apart", () => {
    expect(partsOf("fell", "zone_rose", "rows_marked", "would_have_been_seen", "over_time", "agreement")).toMatchObject(
      {
        tested: ["fell.", "zone_rose.", "rows_marked."],
        seen: "would_have_been_seen.",
        described: ["over_time.", "agreement."],
      },
    );
  });

  it("lose no sentence, whatever its rule", () => {
    const { tested, seen, described } = partsOf(
      "fell",
      "a_rule_of_tomorrow",
      "any_fall_may_be_missed",
      "hours_shifted",
    );
    expect([...tested, seen, ...described]).toEqual([
      ...["fell.", "a_rule_of_tomorrow.", "any_fall_may_be_missed.", "hours_shifted."],
    ]);
  });
});
