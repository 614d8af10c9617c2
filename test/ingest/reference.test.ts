import { describe, expect, it } from "vitest";
import { categoryOfCrimeType, categoryOfMpsHeading, categoryOfSearchObject } from "../../server/ingest/categories.ts";
import { drugClassOn, drugName } from "../../server/ingest/drug-class.ts";
import { forceByCode, forceByName } from "../../server/ingest/force-names.ts";
import { londonBoroughCode } from "../../server/ingest/london-boroughs.ts";
import { offenceByCode } from "../../server/ingest/offence-codes.ts";

describe("drug classes", () => {
  it("follow cannabis from B to C and back, on the very day", () => {
    const days = ["2004-01-28", "2004-01-29", "2009-01-25", "2009-01-26"];
    expect(days.map((day) => drugClassOn("Cannabis", day))).toEqual(["B", "C", "C", "B"]);
  });

  it("know nitrous oxide and nitazenes only since they are controlled", () => {
    expect(["2023-11-07", "2023-11-08"].map((day) => drugClassOn("nitrous oxide", day))).toEqual([null, "C"]);
    expect(["2024-03-19", "2024-03-20"].map((day) => drugClassOn("nitazene", day))).toEqual([null, "A"]);
    expect(["2014-06-09", "2014-06-10"].map((day) => drugClassOn("ketamine", day))).toEqual(["C", "B"]);
  });

  it("give one name to a drug with several, and no class to an unknown one", () => {
    expect(drugName(" Crack ")).toBe("cocaine");
    expect(drugName("Moonshine")).toBe("moonshine");
    expect(drugName(" ")).toBeNull();
    expect(drugClassOn("moonshine", "2019-01-01")).toBeNull();
  });
});

describe("forces", () => {
  it("are found by the names that police.uk writes, with & or and", () => {
    expect(forceByName("Metropolitan Police Service")?.code).toBe("metropolitan");
    expect(forceByName("City of London Police")?.code).toBe("city-of-london");
    expect(forceByName("Devon and Cornwall Police")?.code).toBe("devon-and-cornwall");
    expect(forceByName("Hampshire & Isle of Wight Constabulary")?.code).toBe("hampshire");
    expect(forceByName("Police Service of Northern Ireland")?.code).toBe("northern-ireland");
    expect(forceByName("Gotham City Police")).toBeNull();
    expect(forceByName("Police")).toBeNull();
  });

  it("are found by slug, and not by what an object happens to have", () => {
    expect(forceByCode("btp")?.name).toBe("British Transport Police");
    expect(forceByCode("constructor")).toBeNull();
  });
});

describe("categories", () => {
  it("take police.uk's list and nothing beside it", () => {
    expect(categoryOfCrimeType("Drugs")).toBe("drug_unsplit");
    expect(categoryOfCrimeType("Possession of weapons")).toBe("weapon");
    expect(categoryOfCrimeType("drugs")).toBeNull();
  });

  it("tell the drug search from other searches", () => {
    expect(categoryOfSearchObject("Controlled drugs")).toBe("drug_search");
    expect(categoryOfSearchObject("Offensive weapons")).toBe("search");
    expect(categoryOfSearchObject("")).toBe("search");
  });

  it("split the drug offences of published counts", () => {
    expect(categoryOfMpsHeading("DRUG OFFENCES", "POSSESSION OF DRUGS")).toBe("possession");
    expect(categoryOfMpsHeading("Drug Offences", "Trafficking of Drugs")).toBe("supply");
    expect(categoryOfMpsHeading("DRUG OFFENCES", "OTHER DRUG OFFENCES")).toBe("drug_unsplit");
    expect(categoryOfMpsHeading("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS")).toBe("weapon");
    expect(categoryOfMpsHeading("THEFT", "SHOPLIFTING")).toBe("other");
  });

  it("know the Home Office's drug codes", () => {
    expect(offenceByCode("92a")).toEqual({ category: "supply", drug: null });
    expect(offenceByCode("92E")).toEqual({ category: "possession", drug: "cannabis" });
    expect(offenceByCode("999")).toBeNull();
  });

  it("find a borough's code by its name", () => {
    expect(londonBoroughCode("Kensington & Chelsea")).toBe("E09000020");
    expect(londonBoroughCode("Aviation Security (SO18)")).toBeNull();
  });
});
