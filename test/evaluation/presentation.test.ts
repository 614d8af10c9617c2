import { Compile } from "typebox/compile";
import { describe, expect, it } from "vitest";
import { EvaluationResult } from "../../server/api/evaluation-result.ts";
import { Presentation, PresentationNotes } from "../../server/api/presentation.ts";
import type { PresentationBody } from "../../server/api/types.ts";
import { composeNotes, composePresentation } from "../../server/evaluation/presentation/compose-presentation.ts";
import { compared, factsOf, resultOf, type Told } from "./presentation-result.ts";

type Frame = PresentationBody["frames"][number];

function frameOf(key: Frame["key"], told: Told = {}, changes = {}): Frame {
  const frame = composePresentation(factsOf(told, changes)).frames.find((one) => one.key === key);
  if (frame === undefined) throw new Error(`no frame ${key}`);
  return frame;
}
function asksOf(told: Told): string[] {
  const { picture } = frameOf("ask", told);
  return picture.kind === "asks" ? picture.asks : [];
}
function outlinesOf(frame: Frame) {
  return frame.picture.kind === "map" ? frame.picture.outlines.map(({ role, label }) => ({ role, label })) : [];
}

const PEAK = compared(100, 60, 66, { pPlacebo: 0.3, expectedNet: -0.32 });
const NOT_SHOWN = compared(100, 80, 97, { pPlacebo: 0.3 });
const ROSE = compared(80, 130, 82, { pPlacebo: 0.01 });

describe("a presentation", () => {
  it("has six frames and notes in the form of the contract, made of a result in the form of its own", () => {
    expect(Compile(EvaluationResult).Errors(resultOf())).toEqual([]);
    const presentation = composePresentation(factsOf());
    expect(Compile(Presentation).Errors(presentation)).toEqual([]);
    expect(presentation.frames.map(({ key }) => key)).toEqual(["where", "done", "target", "border", "sure", "ask"]);
    expect(Compile(PresentationNotes).Errors(composeNotes(factsOf(), "A rule."))).toEqual([]);
  });

  it("says on every frame what was counted, and both ends of the days inside", () => {
    expect(composePresentation(factsOf()).counted).toBe("Public reports, 8 Jul 2024 – 6 Jul 2025");
  });

  it("holds nothing of the notes", () => {
    const wall = JSON.stringify(composePresentation(factsOf()));
    for (const { notes } of composeNotes(factsOf(), "A rule.").frames) {
      for (const words of notes) expect(wall).not.toContain(words);
    }
  });
});

describe("frame 1, where it is", () => {
  it("names the borough, its size and what was counted before, and draws the target alone", () => {
    const frame = frameOf("where");
    expect(frame.headline).toBe("Alphaford");
    expect(frame.lines).toEqual([
      "Operation Test: 53 hectares in Alphaford.",
      "Public reports: 100 in the 26 weeks before.",
    ]);
    expect(outlinesOf(frame)).toEqual([{ role: "target", label: "Target" }]);
  });

  it("names a station within a kilometre", () => {
    const places = [{ kind: "station", name: "High Road", lng: 0.006, lat: 51.505 }];
    expect(frameOf("where", {}, { places }).headline).toBe("Alphaford, by High Road station");
  });
});

describe("frame 2, what was done", () => {
  const totals = [
    { kind: "charge", unit: "charges", quantity: 8 },
    { kind: "premises_secured", unit: "premises", quantity: 4 },
    { kind: "letter_to_neighbours", unit: "letters", quantity: 30 },
    { kind: "seizure", unit: "grams", quantity: 41.5 },
    { kind: "seizure", unit: "seizures", quantity: 6 },
    { kind: "warrant", unit: "warrants", quantity: 3 },
  ];

  it("shows kinds and units apart, and never premises or letters to neighbours", () => {
    const frame = frameOf("done", {}, { totals });
    expect(frame.picture).toMatchObject({
      tallies: [
        { label: "warrants", n: 3 },
        { label: "seizures, grams", n: 41.5 },
        { label: "seizures", n: 6 },
      ],
    });
    expect([frame.headline, frame.lines[0]]).toEqual(["One phase", "6 Jan 2025 – 2 Feb 2025."]);
  });

  it("tells phases by number and dates, never by a name that gives a tactic away", () => {
    const { operation } = factsOf();
    const [lngLat] = operation.phases.map((phase) => phase.lngLat);
    const phases = ["Test purchases", "Warrants"].map((name, at) => ({
      ...{ name, from: `2025-0${at + 1}-06`, to: `2025-0${at + 2}-03`, lngLat: lngLat ?? [0, 0] },
    }));
    const facts = factsOf({}, { operation: { ...operation, phases } });
    const wall = composePresentation(facts);
    expect(wall.frames[1]).toMatchObject({
      headline: "Two phases",
      picture: {
        phases: [
          { name: "Phase 1", from: "2025-01-06", to: "2025-02-03" },
          { name: "Phase 2", from: "2025-02-06", to: "2025-03-03" },
        ],
      },
    });
    for (const shown of [wall, composeNotes(facts, "A rule.")])
      expect(JSON.stringify(shown)).not.toMatch(/test purchases|warrants/i);
  });

  it("says so where nothing is recorded", () => {
    expect(frameOf("done").lines).toContain("No activity is recorded.");
  });
});

describe("frame 3, the target", () => {
  it.each<[string, Told, string]>([
    ["fell", {}, "It fell, beyond what was to be expected"],
    [
      "fell from a peak",
      { target: { ...PEAK, pPlacebo: 0.02 } },
      "It fell, by more than the 32 % that the peak explains",
    ],
    ["launched on a peak", { target: PEAK }, "Launched on a peak: a fall of 32 % was coming anyway"],
    ["not shown", { target: NOT_SHOWN }, "A fall, not shown to be more than chance"],
    ["rose", { target: compared(100, 120, 98, { pPlacebo: 0.9 }) }, "It did not fall"],
    ["no placebos", { target: compared(100, 60, null, { pPlacebo: null }) }, "No verdict: too little to compare with"],
  ])("when it %s", (_, told, headline) => {
    expect(frameOf("target", told).headline).toBe(headline);
  });

  it("counts the comparable places that fell as far: p = 0.02 of 49 is none, 0.3 is fourteen", () => {
    expect(frameOf("target").accent).toBe("None of 49 comparable places fell as far.");
    expect(frameOf("target", { target: NOT_SHOWN }).accent).toBe("14 of 49 comparable places fell as far.");
  });

  it("draws no expected column where nothing could be expected", () => {
    const { picture, accent } = frameOf("target", { target: compared(100, 60, null, { pPlacebo: null }) });
    expect(picture).toMatchObject({
      bars: [
        { tone: "before", n: 100 },
        { tone: "after", n: 60 },
      ],
    });
    expect(accent).toBe(null);
  });
});

describe("frame 4, over the border", () => {
  it("names only what stands out, numbered as on the map", () => {
    const frame = frameOf("border", { displacement: ROSE, marked: ["first", "strip"] });
    expect(frame.headline).toBe("One place rose: High Road station, Betaham");
    expect(frame.lines).toEqual([
      "1 · By High Road station: 13 expected, 30 seen.",
      "2 · The Betaham side: 31 expected, 45 seen.",
    ]);
    expect(outlinesOf(frame)).toEqual([
      { role: "tested", label: null },
      { role: "target", label: "Target" },
      { role: "marked", label: "2" },
      { role: "marked", label: "1" },
    ]);
    expect(JSON.stringify(frame)).not.toContain("Low Road");
  });

  it.each<[string, Told, string]>([
    ["two places stand out", { displacement: ROSE, marked: ["first", "second"] }, "Two places rose, in Betaham"],
    ["a strip stands out", { displacement: ROSE, marked: ["strip"] }, "The Betaham side rose"],
    ["a ring stands out", { displacement: ROSE, marked: ["ring"] }, "Close around the target it rose, in Alphaford"],
    ["no row does, and the zone rose", { displacement: ROSE }, "The surroundings rose as a whole"],
    ["nothing rose", {}, "No rise nearby stands out from chance"],
    [
      "there are too few placebos",
      { displacement: compared(5, 6, null, { pPlacebo: null }) },
      "No verdict on the surroundings",
    ],
  ])("when %s", (_, told, headline) => {
    expect(frameOf("border", told).headline).toBe(headline);
  });

  it("follows a test that finds nothing by what it does not see, and never says that nothing moved", () => {
    const frame = frameOf("border");
    expect(frame.lines).toEqual([
      "All surroundings: 82 expected, 90 seen.",
      "Small or scattered displacement would not be seen.",
    ]);
    expect(frame.accent).toBe("99 of 199 comparable surroundings rose as much.");
    expect(JSON.stringify(composePresentation(factsOf()))).not.toMatch(/no displacement|did not move|was displaced/i);
  });

  it("says that the other direction is not tested where the surroundings fell too", () => {
    expect(frameOf("border", { displacement: compared(80, 60, 78) }).lines).toContain(
      "They fell too. That direction is not tested.",
    );
  });

  it("does not repeat a name that an analyst typed, on the wall or in the notes: it may be that of a house", () => {
    const facts = factsOf({ displacement: ROSE, marked: ["first"], found: "named" });
    const said = JSON.stringify([composePresentation(facts), composeNotes(facts, "A rule.")]);
    expect(said).not.toContain("Flat 9");
    expect(said).toContain("a place named by the analyst");
  });
});

describe("frame 5, how sure", () => {
  it("says what would have been seen, and that it shows no cause", () => {
    const frame = frameOf("sure");
    expect(frame.headline).toBe("None of 49 comparable places fell as far");
    expect(frame.lines[0]).toBe(
      "A fall of 30 % or more would probably (4 in 5) be seen; smaller ones would usually be missed.",
    );
    expect(frame.accent).toBe("It shows that it changed, not what changed it.");
    expect(frame.picture).toMatchObject({ residuals: [-1.235, 0, 1], own: -2 });
  });

  it("says how many comparable places would be enough where there are too few", () => {
    expect(frameOf("sure", { target: compared(100, 60, null, { pPlacebo: null }) }).headline).toBe(
      "49 places to compare with; 19 are needed",
    );
  });

  it("claims no smallest fall where even a large one would be missed", () => {
    expect(frameOf("sure", { mde80: null }).lines[0]).toBe("Even a large fall would usually be missed.");
  });
});

describe("frame 6, what we ask for", () => {
  const LAST = "Name who evaluates again, and the day.";

  it.each<[string, Told, string[]]>([
    ["it fell", {}, ["Decide whether to hold the target or to end."]],
    [
      "it fell and rose next door",
      { displacement: ROSE, marked: ["strip", "first"] },
      ["Decide how to hold the target while the neighbours act.", "Agree with Betaham who acts on that side."],
    ],
    [
      "it rose at home",
      { displacement: ROSE, marked: ["ring"] },
      ["Decide how to hold the target while the neighbours act.", "Agree who acts where it rose."],
    ],
    [
      "it was launched on a peak",
      { target: PEAK },
      [
        "Claim no success: decide whether to go on.",
        "Agree what would count as success: a fall of 30 % or more can be seen.",
      ],
    ],
    [
      "no fall is shown",
      { target: NOT_SHOWN },
      [
        "Decide whether to change what is done in the target.",
        "Agree what would count as success: a fall of 30 % or more can be seen.",
      ],
    ],
    [
      "there is no verdict",
      { target: compared(100, 60, null, { pPlacebo: null }) },
      ["Agree how long to go on recording before the next look."],
    ],
  ])("when %s", (_, told, asks) => {
    expect(asksOf(told)).toEqual([...asks, LAST]);
  });

  it("counts the decisions in its headline and names no owner and no day", () => {
    const frame = frameOf("ask");
    expect(frame.headline).toBe("Two decisions");
    expect(frame.picture).toEqual({ kind: "asks", asks: ["Decide whether to hold the target or to end.", LAST] });
  });
});
