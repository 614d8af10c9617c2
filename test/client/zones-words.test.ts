import { describe, expect, it } from "vitest";
import { sliderSpan, withClock, withDay } from "../../client/src/workspaces/zones/days.ts";
import { changesBetween } from "../../client/src/workspaces/zones/history-changes.ts";
import { momentWords, plainWords, statusWords, zonesMarking } from "../../client/src/workspaces/zones/words.ts";
import { zonesCsv } from "../../client/src/workspaces/zones/zones-csv.ts";
import type { ZoneHistoryBody, ZoneListBody } from "../../server/api/types.ts";

type ListedZone = ZoneListBody["zones"][number];
type State = ZoneHistoryBody["versions"][number]["state"];

const term = { effectiveFrom: "2025-01-06T00:00:00+00:00", effectiveTo: "2028-01-06T00:00:00+00:00" };
const square = (side: number) => ({
  type: "MultiPolygon" as const,
  coordinates: [
    [
      [
        [0, 51],
        [side, 51],
        [side, 52],
        [0, 51],
      ],
    ],
  ],
});

describe("the words of a zone", () => {
  it("say a moment in London's own time, with the clock where it is not midnight", () => {
    expect(momentWords("2028-01-06T00:00:00+00:00")).toBe("6 Jan 2028");
    expect(momentWords("2025-06-08T18:00:00+01:00")).toBe("8 Jun 2025, 18:00");
  });

  it("never call an ended zone in force", () => {
    expect(statusWords({ ...term, status: "in_force" })).toBe("in force until 6 Jan 2028");
    expect(statusWords({ ...term, status: "in_force", effectiveTo: null })).toBe("in force, no end set");
    expect(statusWords({ ...term, status: "not_yet" })).toBe("planned, from 6 Jan 2025");
    expect(statusWords({ ...term, status: "ended" })).toBe("ended 6 Jan 2028");
    expect(statusWords({ ...term, status: "discharged" })).toBe("discharged 6 Jan 2028");
  });

  it("name the ends as people do where a refusal names them as the contract does", () => {
    expect(plainWords("effectiveTo may be 4 Jan 2030 at the latest: at most 3 years.")).toBe(
      "The end may be 4 Jan 2030 at the latest: at most 3 years.",
    );
    expect(plainWords("effectiveTo (1 Jan) must be later than effectiveFrom (2 Jan).")).toBe(
      "The end (1 Jan) must be later than the start (2 Jan).",
    );
  });

  it("begin a refusal like a sentence", () => {
    expect(plainWords("until may be 4 Jan 2033 at the latest.")).toBe("The end may be 4 Jan 2033 at the latest.");
    expect(plainWords("rank: sergeant may not.")).toBe("Rank: sergeant may not.");
  });

  it("are sensitive where premises, tasking or grounds are on screen", () => {
    expect(zonesMarking([{ kind: "pspo" }], null)).toBe("OFFICIAL");
    expect(zonesMarking([{ kind: "pspo" }, { kind: "closure_order" }], null)).toBe("OFFICIAL-SENSITIVE");
    expect(zonesMarking([], { kind: "dispersal", grounds: "Fights" })).toBe("OFFICIAL-SENSITIVE");
    expect(zonesMarking([], { kind: "pspo", grounds: null })).toBe("OFFICIAL");
  });
});

describe("the date of the map", () => {
  it("keeps its clock when the day is changed, and its day when the clock is", () => {
    expect(withDay("2026-11-21T17:30", "2026-11-22")).toBe("2026-11-22T17:30");
    expect(withClock("2026-11-21T17:30", "")).toBe("2026-11-21");
    expect(withClock("2026-11-21", "08:00")).toBe("2026-11-21T08:00");
  });

  it("runs from a month before the first zone to a month after the last end, today within", () => {
    // 1 Jan 1970 is day 0: 10 Jan is day 9, 1 Mar is day 59.
    const zones = [{ effectiveFrom: "1970-02-10T00:00:00+01:00", effectiveTo: "1970-03-01T00:00:00+01:00" }];
    expect(sliderSpan(zones, ["1970-01-10"])).toEqual({ first: 9 - 31, last: 59 + 31 });
    expect(sliderSpan([{ effectiveFrom: "1970-01-10", effectiveTo: null }], [])).toEqual({ first: -22, last: 40 });
  });
});

describe("the history of a zone", () => {
  const state = {
    ...{ kind: "pspo", title: "Order", authority: "A council", authorisedBy: null, rank: null, legalReference: null },
    ...term,
    ...{ prohibitions: ["Drinking"], requirements: [], exemptions: [], times: null, sanctions: null, grounds: null },
    ...{ consultation: null, publication: null, sourceDocument: null, boundaryPrecision: null },
    shape: { from: "polygon", set: null, codes: [] },
    geometry: square(0.1),
  } as unknown as State;

  it("tells each field that an action changed, before and after", () => {
    const after = { ...state, effectiveTo: "2029-01-06T00:00:00+00:00", prohibitions: ["Drinking", "Begging"] };
    expect(changesBetween(state, after)).toEqual([
      { what: "Until", before: "6 Jan 2028", after: "6 Jan 2029" },
      { what: "Prohibitions", before: "Drinking", after: "Drinking; Begging" },
    ]);
  });

  it("tells that a shape changed, and nothing where nothing did", () => {
    expect(changesBetween(state, { ...state, geometry: square(0.2) })).toEqual([
      { what: "Shape", before: "3 corners", after: "3 corners" },
    ]);
    expect(changesBetween(state, { ...state })).toEqual([]);
  });
});

describe("zones as CSV", () => {
  it("carry marking, source and the date in every row, and no formula", () => {
    const zone = {
      ...{ id: 7, kind: "pspo", title: "=cmd", authority: "A council", rank: "local_authority", ...term },
      ...{ status: "in_force", prohibitions: ["Drinking", "Begging"], requirements: [], exemptions: [] },
      ...{ times: null, legalReference: null, powers: { short: "alcohol only", drugs: false, note: "Read it." } },
    } as unknown as ListedZone;
    const csv = zonesCsv([zone], {
      at: "2026-11-22",
      marking: "OFFICIAL",
      dataset: { title: "Demo", synthetic: false },
    });
    expect(csv.split("\r\n")[1]).toBe(
      "OFFICIAL,Demo,2026-11-22,7,pspo,'=cmd,A council,local_authority,2025-01-06T00:00:00+00:00,2028-01-06T00:00:00+00:00," +
        "in_force,alcohol only,no,Drinking; Begging,,,,,Read it.",
    );
  });
});
