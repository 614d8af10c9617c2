import { describe, expect, it } from "vitest";
import { eventsWithin, eventWords, marksOf } from "../../client/src/workspaces/analyse/event-words.ts";

const event = (name: string, from: string, to: string, areas: string[] = []) => ({
  ...{ id: 1, version: 1, kind: "campaign" as const, note: null, dataset: "demo", synthetic: true, operation: null },
  ...{ name, from, to, areas },
});
const FESTIVAL = event("Festival day", "2025-05-03", "2025-05-04");
const CAMPAIGN = event("Report-it campaign", "2025-02-05", "2025-02-19", ["E09000016"]);
const nameOf = (code: string) => (code === "E09000016" ? "Havering" : code);

describe("a dated event in words", () => {
  it("is told with its day", () => {
    expect(eventWords(FESTIVAL, nameOf)).toBe("Event: Festival day, 3 May 2025");
  });

  it("is told with its last day, which is in it, and with where it was", () => {
    expect(eventWords(CAMPAIGN, nameOf)).toBe("Event: Report-it campaign, 5 Feb 2025 to 18 Feb 2025, Havering");
  });
});

describe("events over the months of a series", () => {
  const months = ["2025-02", "2025-03", "2025-04", "2025-05"];

  it("are those that touch a month: not one that ended the day before, nor one that begins after", () => {
    const before = event("Before", "2025-01-20", "2025-02-01");
    const into = event("Into", "2025-01-20", "2025-02-02");
    const last = event("Last day", "2025-05-31", "2025-06-01");
    const after = event("After", "2025-06-01", "2025-06-02");
    expect(eventsWithin([before, into, last, after], months)).toEqual([into, last]);
    expect(eventsWithin([into], [])).toEqual([]);
  });

  it("have one mark for a month, which tells all that begin in it", () => {
    const second = event("Local press series", "2025-05-20", "2025-05-21");
    expect(marksOf([CAMPAIGN, FESTIVAL, second], months, nameOf)).toEqual([
      { month: "2025-02", words: "Event: Report-it campaign, 5 Feb 2025 to 18 Feb 2025, Havering" },
      { month: "2025-05", words: "Event: Festival day, 3 May 2025; Event: Local press series, 20 May 2025" },
    ]);
  });
});
