import { describe, expect, it } from "vitest";
import { changedWords, draftOf, EMPTY_DRAFT, newZoneOf } from "../../client/src/workspaces/zones/draft.ts";
import type { ZoneBody } from "../../server/api/types.ts";

const shape = { cells: ["89194ac0003ffff"] };
const zone = {
  ...{ kind: "dispersal", title: "Station", authority: "A force", rank: "inspector", authorisedBy: null },
  ...{ effectiveFrom: "2027-03-27T18:00:00+00:00", effectiveTo: "2027-03-29T19:00:00+01:00" },
  ...{ prohibitions: [], requirements: ["Leave"], exemptions: [], legalReference: null, times: null, sanctions: null },
  ...{ grounds: "Fights", consultation: null, publication: null, sourceDocument: null, boundaryPrecision: null },
} as unknown as ZoneBody;

describe("a zone as it is being written", () => {
  it("leaves out what was not said", () => {
    const draft = { ...EMPTY_DRAFT, title: "T", authority: "A", effectiveFrom: "2027-01-04" };
    expect(newZoneOf(draft, shape)).toEqual({
      kind: "pspo",
      title: "T",
      authority: "A",
      effectiveFrom: "2027-01-04",
      effectiveTo: null,
      shape,
    });
  });

  it("takes one entry a line, without the blank ones", () => {
    const draft = { ...EMPTY_DRAFT, prohibitions: " Drinking \n\nBegging\n" };
    expect(newZoneOf(draft, shape).prohibitions).toEqual(["Drinking", "Begging"]);
  });

  it("begins as the stored zone in London's own time", () => {
    expect(draftOf(zone)).toMatchObject({
      effectiveFrom: "2027-03-27T18:00",
      effectiveTo: "2027-03-29T19:00",
      requirements: "Leave",
      rank: "inspector",
    });
  });

  it("sends what differs alone; what was blanked is null", () => {
    const before = draftOf(zone);
    expect(changedWords(before, before, true)).toEqual({});
    const after = { ...before, grounds: "", title: "Station and park", requirements: "Leave\nStay away" };
    expect(changedWords(before, after, true)).toEqual({
      grounds: null,
      title: "Station and park",
      requirements: ["Leave", "Stay away"],
    });
    expect(changedWords(before, after, false)).toEqual({ grounds: null, requirements: ["Leave", "Stay away"] });
  });
});
