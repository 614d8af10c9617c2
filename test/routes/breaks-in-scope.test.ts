import { describe, expect, it } from "vitest";
import { CATEGORIES, type Category } from "../../server/api/vocabulary.ts";
import type { KnownDataset } from "../../server/db/dataset-catalogue.ts";
import { recordingBreaks } from "../../server/ingest/recording-breaks.ts";
import { breaksInScope, breaksWithin, refuseCrossing } from "../../server/routes/filter/breaks-in-scope.ts";

type Facts = KnownDataset["facts"];

function dataset(code: string, facts: Partial<Facts> & { force?: string }): Pick<KnownDataset, "code" | "facts"> {
  const { force = "metropolitan", ...given } = facts;
  return {
    code,
    facts: {
      ...{ forces: [{ id: 1, code: force, name: force }], months: [], counts: [], wardSpans: [] },
      ...{ located: 0, notMapped: 0, span: null, ...given },
    },
  };
}
const idsOf = (...names: Category[]) => names.map((name) => CATEGORIES.indexOf(name));
const codes = (breaks: readonly { code: string }[]) => breaks.map(({ code }) => code);

/** Wards of 2018 until April 2022, others from May 2022 on, and two that went on. */
const CHANGED = [
  ...["E05000001", "E05000002"].map((code) => ({ code, first: "2018-05-01", last: "2022-04-01" })),
  ...["E05009001", "E05009002"].map((code) => ({ code, first: "2022-05-01", last: "2024-01-01" })),
  ...["E05000003", "E05000004"].map((code) => ({ code, first: "2018-05-01", last: "2024-01-01" })),
];
const KEPT = CHANGED.map(({ code }) => ({ code, first: "2018-01-01", last: "2024-01-01" }));

describe("recording breaks", () => {
  it("are dated rows with scope, reason and source, the earliest first; what nobody looked up says so", () => {
    const rows = recordingBreaks();
    expect(rows.map(({ date }) => date)).toEqual([...rows.map(({ date }) => date)].sort());
    for (const row of rows) {
      expect(row.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const text of [row.label, row.reason, row.source]) expect(text.length).toBeGreaterThan(10);
    }
    const checked = new Map(rows.map(({ code, checkedOn }) => [code, checkedOn]));
    expect([checked.get("mps-connect-2024"), checked.get("mps-trafficking-2024")]).toEqual(["2026-11-22", null]);
  });

  it("concern the force whose records changed, points and published counts alike", () => {
    const drugs = idsOf("drug_unsplit", "possession");
    const of = (facts: Parameters<typeof dataset>[1]) =>
      codes(breaksInScope({ dataset: dataset("any", facts), categoryIds: drugs }));
    expect(of({ located: 10 })).toEqual(["mps-connect-2024"]);
    expect(of({ located: 0, wardSpans: KEPT })).toEqual(["mps-connect-2024"]);
    expect(of({ located: 10, force: "city-of-london" })).toEqual([]);
  });

  it("concern the categories they name: trafficking as published, and what it is summed into", () => {
    const mps = dataset("mps", { wardSpans: KEPT });
    const of = (...names: Category[]) => codes(breaksInScope({ dataset: mps, categoryIds: idsOf(...names) }));
    expect(of("supply")).toEqual(["mps-connect-2024", "mps-trafficking-2024"]);
    expect(of("supply", "possession")).toContain("mps-trafficking-2024");
    expect(of("possession")).not.toContain("mps-trafficking-2024");
    const points = breaksInScope({ dataset: dataset("police-uk", { located: 9 }), categoryIds: idsOf("supply") });
    expect(codes(points)).toEqual(["mps-connect-2024"]);
  });

  it("of wards concern counts that were published on the outgoing wards alone", () => {
    const of = (facts: Parameters<typeof dataset>[1], areaKind?: "ward" | "borough") =>
      codes(
        breaksInScope({ dataset: dataset("mps", facts), categoryIds: idsOf("possession"), areaKind: areaKind ?? null }),
      );
    expect(of({ wardSpans: CHANGED }, "ward")).toEqual(["mps-wards-2022", "mps-connect-2024"]);
    expect(of({ wardSpans: CHANGED })).toContain("mps-wards-2022");
    expect(of({ wardSpans: CHANGED }, "borough")).not.toContain("mps-wards-2022");
    expect(of({ wardSpans: KEPT }, "ward")).toEqual(["mps-connect-2024"]);
    expect(of({ wardSpans: CHANGED, located: 5 }, "ward")).toEqual(["mps-connect-2024"]);
  });

  it("are not seen in a file that ends or begins with the month of the change", () => {
    const until = CHANGED.map(({ code }) => ({ code, first: "2022-01-01", last: "2022-05-01" }));
    const since = CHANGED.map(({ code }) => ({ code, first: "2022-05-01", last: "2022-09-01" }));
    for (const wardSpans of [until, since]) {
      const found = breaksInScope({ dataset: dataset("mps", { wardSpans }), categoryIds: idsOf("possession") });
      expect(codes(found)).not.toContain("mps-wards-2022");
    }
  });

  it("planted in the demo concern the demo alone", () => {
    const of = (code: string) =>
      codes(breaksInScope({ dataset: dataset(code, { located: 9, force: "demo" }), categoryIds: idsOf("possession") }));
    expect([of("demo"), of("records")]).toEqual([["demo-possession-2024"], []]);
  });

  it("lie inside a window that has days before and days after them", () => {
    const breaks = recordingBreaks().filter(({ code }) => code === "mps-connect-2024");
    const crossed = (from: string, to: string) => breaksWithin(breaks, { from, to }).length;
    expect(crossed("2023-03-01", "2024-03-01")).toBe(1);
    expect(crossed("2024-02-01", "2024-06-01")).toBe(1);
    expect(crossed("2023-03-01", "2024-02-01")).toBe(0);
    expect(crossed("2023-03-01", "2024-02-28")).toBe(0);
    expect(crossed("2024-02-28", "2024-06-01")).toBe(0);
    expect(crossed("2024-03-01", "2024-06-01")).toBe(0);
  });

  it("are refused with their name, their date and the windows that are free of them", () => {
    const breaks = recordingBreaks().filter(({ code }) => code === "mps-connect-2024");
    const refused = () => refuseCrossing(breaks, { from: "2023-08-01", to: "2024-08-01" });
    expect(refused).toThrow(
      /CONNECT replaces CRIS \(2024-02-28\).*end the window by 2024-02-01 or begin it at 2024-03-01/,
    );
    expect(() => refuseCrossing(breaks, { from: "2024-03-01", to: "2024-08-01" })).not.toThrow();
  });
});
