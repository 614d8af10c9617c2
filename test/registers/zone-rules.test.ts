import { describe, expect, it } from "vitest";
import type { ZoneKind, ZoneRank } from "../../server/api/vocabulary.ts";
import { zoneRules } from "../../server/ingest/zone-rules-table.ts";
import { parseMoment } from "../../server/registers/moment.ts";
import { describePowers } from "../../server/registers/zone-powers.ts";
import {
  faultOfExtension,
  faultOfMade,
  faultOfVariation,
  type MadeZone,
  rulesOn,
  warningsOf,
} from "../../server/registers/zone-rules.ts";

/** The maxima are those of the Acts named in data/reference/zone-rules.csv. */
const rules = zoneRules();
const at = (text: string) => parseMoment(text) ?? Number.NaN;
const made = (kind: ZoneKind, rank: ZoneRank | null, from: string, to: string | null): MadeZone => ({
  kind,
  rank,
  from: at(from),
  to: to === null ? null : at(to),
  grounds: "in writing",
  consultation: null,
  publication: null,
});
const fieldOf = (zone: MadeZone) => faultOfMade(rules, zone)?.field ?? null;

describe("who may make a zone, and for how long", () => {
  it.each<[ZoneKind, ZoneRank, string, string | null]>([
    ["pspo", "local_authority", "2030-01-04", null],
    ["pspo", "local_authority", "2030-01-05", "effectiveTo"],
    ["pspo", "superintendent", "2028-01-04", "rank"],
    ["dispersal", "inspector", "2027-01-06", null],
    ["dispersal", "chief_superintendent", "2027-01-06", null],
    ["dispersal", "inspector", "2027-01-06T00:01", "effectiveTo"],
    ["dispersal", "sergeant", "2027-01-05", "rank"],
    ["closure_notice", "inspector", "2027-01-05", null],
    ["closure_notice", "inspector", "2027-01-05T00:01", "effectiveTo"],
    ["closure_notice", "local_authority", "2027-01-05T00:01", "effectiveTo"],
    ["closure_notice", "superintendent", "2027-01-06", null],
    ["closure_notice", "council_chief_executive", "2027-01-06", null],
    ["closure_notice", "superintendent", "2027-01-06T00:01", "effectiveTo"],
    ["closure_order", "magistrates_court", "2027-04-04", null],
    ["closure_order", "magistrates_court", "2027-04-05", "effectiveTo"],
    ["closure_order", "superintendent", "2027-02-04", "rank"],
    ["section_60", "inspector", "2027-01-05", null],
    ["section_60", "inspector", "2027-01-05T00:01", "effectiveTo"],
    ["cumulative_impact", "licensing_authority", "2030-01-04", null],
    ["cumulative_impact", "licensing_authority", "2030-01-05", "effectiveTo"],
  ])("%s by %s from 4 Jan 2027 until %s: %s", (kind, rank, to, field) => {
    expect(fieldOf(made(kind, rank, "2027-01-04", to))).toBe(field);
  });

  it("asks nothing of an analytical area", () => {
    expect(fieldOf(made("patrol_hot_spot", null, "2027-01-04", null))).toBeNull();
    expect(fieldOf(made("clear_hold_build", null, "1990-01-04", "2090-01-04"))).toBeNull();
  });

  it("takes a closure notice of 48 hours by a superintendent, whose rank opens the lower row too", () => {
    const tooLong = faultOfMade(rules, made("closure_notice", "superintendent", "2027-01-04", "2027-01-07"));
    expect(tooLong?.message).toContain("48 hours");
  });

  it("knows no rule before the Act began", () => {
    expect(rulesOn(rules, "pspo", at("2014-10-19T23:59"))).toEqual([]);
    expect(rulesOn(rules, "pspo", at("2014-10-20"))).toHaveLength(1);
  });

  it("says of a real order what is over the maximum and what is not recorded", () => {
    const warnings = warningsOf(rules, made("pspo", "local_authority", "2017-10-23", "2023-10-23"));
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toContain(
      "effectiveTo may be 23 Oct 2020 at the latest: Public spaces protection order: at most 3 years",
    );
    expect(warnings.slice(1)).toEqual([
      "The consultation of this order is not recorded.",
      "The publication of this order is not recorded.",
    ]);
  });

  it("leaves every row to be verified until somebody has checked it", () => {
    expect(rules.filter((rule) => rule.checkedOn !== null)).toEqual([]);
    expect(rules.filter((rule) => rule.source === "" || rule.reference === "")).toEqual([]);
  });
});

describe("an extension", () => {
  const term = (kind: ZoneKind, rank: ZoneRank, from: string, to: string, extensionsSoFar = 0) => ({
    ...made(kind, rank, from, to),
    ended: null,
    extensionsSoFar,
  });
  const extend = (
    zone: ReturnType<typeof term>,
    until: string,
    rank: ZoneRank | null = zone.rank,
    decided = "2027-01-04T00:30",
  ) => faultOfExtension(rules, zone, { until: at(until), decidedAt: at(decided), rank })?.field ?? null;

  it("of a section 60 is for 24 hours more, once, by a superintendent", () => {
    const zone = term("section_60", "inspector", "2027-01-04", "2027-01-05");
    expect(extend(zone, "2027-01-06", "superintendent")).toBeNull();
    expect(extend(zone, "2027-01-06", "inspector")).toBe("rank");
    expect(extend(zone, "2027-01-06T00:01", "superintendent")).toBe("until");
    expect(
      extend(term("section_60", "inspector", "2027-01-04", "2027-01-05", 1), "2027-01-05T06:00", "superintendent"),
    ).toBe("until");
  });

  it("of a closure notice brings it to 48 hours, and of one of 48 hours there is none", () => {
    expect(
      extend(term("closure_notice", "inspector", "2027-01-04", "2027-01-05"), "2027-01-06", "superintendent"),
    ).toBeNull();
    expect(extend(term("closure_notice", "superintendent", "2027-01-04", "2027-01-06"), "2027-01-06T06:00")).toBe(
      "until",
    );
  });

  it("of a closure order brings it to six months at most", () => {
    const zone = term("closure_order", "magistrates_court", "2027-01-04", "2027-04-04");
    expect(extend(zone, "2027-07-04")).toBeNull();
    expect(extend(zone, "2027-07-05")).toBe("until");
  });

  it("of a dispersal there is none", () => {
    expect(extend(term("dispersal", "inspector", "2027-01-04", "2027-01-05"), "2027-01-05T06:00")).toBe("until");
  });

  it("is decided before the end, not at it", () => {
    const zone = term("pspo", "local_authority", "2024-01-04", "2027-01-04");
    expect(extend(zone, "2030-01-04", "local_authority", "2027-01-03T23:59")).toBeNull();
    expect(extend(zone, "2030-01-04", "local_authority", "2027-01-04")).toBe("decidedAt");
  });

  it("is not made of what was discharged", () => {
    const zone = { ...term("pspo", "local_authority", "2024-01-04", "2027-01-04"), ended: "discharged" as const };
    expect(
      faultOfExtension(rules, zone, { until: at("2028-01-01"), decidedAt: at("2025-01-01"), rank: null })?.message,
    ).toBe("until: the zone was discharged on 4 Jan 2027.");
  });

  it("is another thing than a variation, which a dispersal does not have", () => {
    expect(
      faultOfVariation(rules, term("pspo", "local_authority", "2024-01-04", "2027-01-04"), at("2025-01-01")),
    ).toBeNull();
    expect(
      faultOfVariation(rules, term("dispersal", "inspector", "2027-01-04", "2027-01-06"), at("2027-01-05"))?.field,
    ).toBe("kind");
  });
});

describe("what may be done in a zone", () => {
  const order = (kind: ZoneKind, prohibitions: string[]) => {
    const zone = { kind, prohibitions, requirements: [], exemptions: [], times: null };
    return describePowers(zone, rulesOn(rules, kind, at("2027-01-04")));
  };

  it("is said in words: an order on alcohol gives no drugs power", () => {
    const powers = order("pspo", ["Drinking alcohol after being asked to stop", "Having an open vessel of drink"]);
    expect([powers.short, powers.drugs]).toEqual(["alcohol only", false]);
    expect(powers.summary).toContain("The order names no drugs: nothing in it bears on them");
  });

  it("names drugs only where the order does", () => {
    expect(order("pspo", ["Drinking alcohol", "Using psychoactive substances"])).toMatchObject({
      short: "no drinking alcohol; using psychoactive substances",
      drugs: true,
    });
    expect(order("section_60", [])).toMatchObject({ short: "weapons searches only", drugs: false });
    expect(order("pspo", [])).toMatchObject({ short: "prohibitions not recorded: read the order" });
    expect(order("target_area", [])).toMatchObject({ short: "no power comes with it" });
  });

  it("ends with what it is not", () => {
    expect(order("dispersal", []).note).toBe("Summary, not authority to search; read the order.");
  });
});
