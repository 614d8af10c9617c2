import { describe, expect, it } from "vitest";
import { generateDemoEvents, generateDemoOperations } from "../../data/demo/generate-operations.ts";
import { generateDemoOutcomes } from "../../data/demo/generate-outcomes.ts";
import { generateDemoZones } from "../../data/demo/generate-zones.ts";
import { isFault, readOutcome } from "../../server/ingest/read-outcome.ts";
import { zoneRules } from "../../server/ingest/zone-rules-table.ts";
import { faultOfMade } from "../../server/registers/zone-rules.ts";

const SEED = 20_190_507;

describe("the registers of the demo city", () => {
  it("hold zones that the rules allow", () => {
    const faults = generateDemoZones(SEED).map(({ effectiveFrom, effectiveTo, ...zone }) =>
      faultOfMade(zoneRules(), {
        ...zone,
        from: Date.parse(effectiveFrom),
        to: Date.parse(effectiveTo),
        consultation: null,
        publication: null,
      }),
    );
    expect(faults).toEqual([null, null, null, null]);
  });

  it("hold no covert operation and no name of a person", () => {
    const operations = generateDemoOperations(SEED);
    expect(operations.map(({ visibility }) => visibility)).toEqual(["partner", "open", "open", "open"]);
    expect(new Set(operations.map(({ lead }) => lead))).toEqual(new Set(["Inspector, neighbourhood team (synthetic)"]));
  });

  it("hold a ledger for each operation whose rows are all good and stand once", () => {
    const ledgers = generateDemoOutcomes(SEED);
    expect([...ledgers.keys()]).toEqual(generateDemoOperations(SEED).map(({ name }) => name));
    for (const rows of ledgers.values()) {
      expect(rows.length).toBeGreaterThan(20);
      expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length);
      const arealess = rows.map((row) => readOutcome({ ...row, area: null }, new Map(), "2026-10-31"));
      expect(arealess.filter(isFault)).toEqual([]);
    }
  });

  it("show disposals of Class A drugs in more than one borough", () => {
    const rows = generateDemoOutcomes(SEED).get("Demo Kestrel") ?? [];
    const disposals = rows.filter((row) => row.kind === "judicial_disposal" && row.drug !== "cannabis");
    expect(new Set(disposals.map(({ area }) => area)).size).toBeGreaterThan(1);
    expect(new Set(disposals.map(({ drug }) => drug))).toEqual(new Set(["cocaine", "heroin"]));
  });

  it("follow the seed", () => {
    expect(generateDemoOutcomes(SEED)).toEqual(generateDemoOutcomes(SEED));
    expect(generateDemoOutcomes(7)).not.toEqual(generateDemoOutcomes(SEED));
  });

  it("hold every kind of dated event", () => {
    expect(new Set(generateDemoEvents().map(({ kind }) => kind))).toEqual(
      new Set(["festival", "campaign", "training", "media"]),
    );
  });
});
