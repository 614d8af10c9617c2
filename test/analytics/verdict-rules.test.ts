import { describe, expect, it } from "vitest";
import { leadingCode, VERDICT_CODES, type VerdictNumbers, verdictRules } from "../../server/analytics/verdict-rules.ts";
import { sayRule, type VerdictFacts } from "../../server/evaluation/verdict-words.ts";

/** A fall that is not shown, and a zone that did nothing. */
const quiet: VerdictNumbers = {
  target: { change: -0.1, expectedNet: 0, p: 0.4 },
  zone: { before: 100, after: 104, byControl: 100, p: 0.4 },
  markedRows: 0,
  mde80: 0.3,
};
type Changes = {
  target?: Partial<VerdictNumbers["target"]>;
  zone?: Partial<VerdictNumbers["zone"]>;
  markedRows?: number;
  mde80?: number | null;
};
const rulesOf = ({ target, zone, ...rest }: Changes) =>
  verdictRules({ ...quiet, ...rest, target: { ...quiet.target, ...target }, zone: { ...quiet.zone, ...zone } });

describe("the rules of a verdict", () => {
  it("too_few_placebos: where the target has no p", () => {
    expect(rulesOf({ target: { p: null } })).toContain("too_few_placebos");
    expect(rulesOf({})).not.toContain("too_few_placebos");
  });

  it("fell: where it fell and p is at most 5 %", () => {
    expect(rulesOf({ target: { p: 0.05 } })).toContain("fell");
    expect(rulesOf({ target: { p: 0.051 } })).not.toContain("fell");
    expect(rulesOf({ target: { p: 0.01, change: 0.1 } })).not.toContain("fell");
  });

  it("fall_not_shown: where it fell and p is above 5 %", () => {
    expect(rulesOf({})).toContain("fall_not_shown");
    expect(rulesOf({ target: { p: 0.01 } })).not.toContain("fall_not_shown");
  });

  it("did_not_fall: where it stayed or rose, whatever p", () => {
    expect(rulesOf({ target: { change: 0 } })).toContain("did_not_fall");
    expect(rulesOf({ target: { change: 0.2, p: 0.01 } })).toContain("did_not_fall");
    expect(rulesOf({})).not.toContain("did_not_fall");
  });

  it("launched_on_a_peak: where the expected change is below −10 %", () => {
    expect(rulesOf({ target: { expectedNet: -0.11 } })).toContain("launched_on_a_peak");
    expect(rulesOf({ target: { expectedNet: -0.1 } })).not.toContain("launched_on_a_peak");
  });

  it("zone_too_few_placebos: where the zone has no p", () => {
    expect(rulesOf({ zone: { p: null } })).toContain("zone_too_few_placebos");
    expect(rulesOf({})).not.toContain("zone_too_few_placebos");
  });

  it("zone_rose and zone_rise_not_shown: by 5 %", () => {
    expect(rulesOf({ zone: { p: 0.05 } })).toContain("zone_rose");
    expect(rulesOf({ zone: { p: 0.06 } })).toContain("zone_rise_not_shown");
    expect(rulesOf({ zone: { p: 0.05 } })).not.toContain("zone_rise_not_shown");
  });

  it("zone_fell_too: where its count fell, by itself and against the control", () => {
    expect(rulesOf({ zone: { after: 90 } })).toContain("zone_fell_too");
    expect(rulesOf({ zone: { after: 90, byControl: 85 } })).not.toContain("zone_fell_too");
    expect(rulesOf({ zone: { after: 101, byControl: 110 } })).not.toContain("zone_fell_too");
  });

  it("rows_marked and rows_marked_alone: by whether the zone rose", () => {
    expect(rulesOf({ markedRows: 1, zone: { p: 0.01 } })).toContain("rows_marked");
    expect(rulesOf({ markedRows: 1 })).toContain("rows_marked_alone");
    expect(rulesOf({})).not.toContain("rows_marked_alone");
  });

  it("nowhere_in_particular: where the zone rose and no row is marked", () => {
    expect(rulesOf({ zone: { p: 0.01 } })).toContain("nowhere_in_particular");
    expect(rulesOf({ zone: { p: 0.01 }, markedRows: 2 })).not.toContain("nowhere_in_particular");
  });

  it("fell_and_rose_nearby: with both tests, never with one", () => {
    expect(rulesOf({ target: { p: 0.01 }, zone: { p: 0.01 } })).toContain("fell_and_rose_nearby");
    expect(rulesOf({ target: { p: 0.01 } })).not.toContain("fell_and_rose_nearby");
    expect(rulesOf({ zone: { p: 0.01 } })).not.toContain("fell_and_rose_nearby");
    expect(rulesOf({ target: { p: 0.01 }, markedRows: 3 })).not.toContain("fell_and_rose_nearby");
  });

  it("would_have_been_seen and any_fall_may_be_missed: always one of them, with placebos enough", () => {
    expect(rulesOf({})).toContain("would_have_been_seen");
    expect(rulesOf({ mde80: null })).toContain("any_fall_may_be_missed");
    expect(rulesOf({ target: { p: null } }).filter((code) => /seen|missed/.test(code))).toEqual([]);
  });

  it("are named after the strongest: no success is claimed of what was launched on a peak and is not shown", () => {
    expect(leadingCode(rulesOf({ target: { expectedNet: -0.3 } }))).toBe("launched_on_a_peak");
    expect(leadingCode(rulesOf({ target: { expectedNet: -0.3, p: 0.01 } }))).toBe("fell");
    expect(leadingCode(rulesOf({ target: { p: 0.01 }, zone: { p: 0.01 } }))).toBe("fell_and_rose_nearby");
    expect(leadingCode(rulesOf({ target: { p: null }, zone: { p: 0.01 } }))).toBe("too_few_placebos");
  });
});

describe("the sentences of a verdict", () => {
  const facts: VerdictFacts = {
    what: "Public reports",
    target: { before: 813, after: 566, change: -0.304, expectedChange: -0.05, expectedNet: -0.22, p: 0.028, m: 35 },
    zone: { before: 149, after: 231, change: 0.55, expected: 132, p: 0.002, m: 411 },
    marked: ["the border strip of Merton (43 to 118, p = 0.007)"],
    mde80: 0.13,
  };
  const said = Object.fromEntries(VERDICT_CODES.map((code) => [code, sayRule(code, facts)]));

  it("never say that nothing happened, that it was impossible, or that crime moved", () => {
    const vague: VerdictFacts = {
      ...facts,
      target: { ...facts.target, change: null, expectedChange: null, expectedNet: null, p: null, m: 3 },
      zone: { ...facts.zone, change: null, expected: null, p: null, m: 3 },
      marked: [],
      mde80: null,
    };
    const all = VERDICT_CODES.flatMap((code) => [sayRule(code, facts), sayRule(code, vague)]).join(" ");
    expect(all).not.toMatch(/no displacement|could not|\bnone\b|crime moved|proves?\b|explained/i);
  });

  it("speak of displacement only with both tests, and then as what it looks like", () => {
    const speaking = VERDICT_CODES.filter((code) => /displacement would|look like/.test(said[code]!));
    expect(speaking).toEqual(["zone_rise_not_shown", "fell_and_rose_nearby"]);
    expect(said["fell_and_rose_nearby"]).toContain("do not show that the same people or deals moved");
  });

  it("give counts, shares and what they were held against", () => {
    expect(said["fell"]).toBe(
      "Public reports in the target fell from 813 to 566 (−30 %); −5 % was to be expected anyway. Of 35 comparable places and dates without an operation, 0 fell as far beyond what was to be expected of them (p = 0.028).",
    );
    expect(said["would_have_been_seen"]).toBe(
      "A fall of 13 % or more would probably (4 in 5) have been seen; smaller ones would usually be missed.",
    );
    expect(said["launched_on_a_peak"]).toBe(
      "It was launched on a peak: a fall of about 22 % was to be expected anyway.",
    );
    const rising = { ...facts, target: { ...facts.target, expectedChange: 0.06 } };
    expect(sayRule("launched_on_a_peak", rising)).toBe(
      "It was launched on a peak: a fall of about 22 % was to be expected anyway, beside a control that rose.",
    );
    expect(said["rows_marked"]).toContain("the border strip of Merton (43 to 118, p = 0.007)");
  });
});
