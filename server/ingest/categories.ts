import type { Category } from "../api/vocabulary.ts";

/**
 * police.uk's closed list of crime types. Open data does not split drugs into supply and possession.
 * Source: data.police.uk/about, crime categories from 2013-05 on.
 */
const CRIME_TYPES: ReadonlyMap<string, Category> = new Map([
  ["Anti-social behaviour", "asb"],
  ["Bicycle theft", "other"],
  ["Burglary", "other"],
  ["Criminal damage and arson", "other"],
  ["Drugs", "drug_unsplit"],
  ["Other crime", "other"],
  ["Other theft", "other"],
  ["Possession of weapons", "weapon"],
  ["Public order", "other"],
  ["Robbery", "robbery"],
  ["Shoplifting", "other"],
  ["Theft from the person", "other"],
  ["Vehicle crime", "other"],
  ["Violence and sexual offences", "violence"],
]);

/** Category of a police.uk crime type; null when it is not in the closed list. */
export function categoryOfCrimeType(crimeType: string): Category | null {
  return CRIME_TYPES.get(crimeType) ?? null;
}

/** Category of a search by its object: police.uk writes "Controlled drugs" for the drug search. */
export function categoryOfSearchObject(object: string): Category {
  return object.toLowerCase() === "controlled drugs" ? "drug_search" : "search";
}

/**
 * Category of a published count by its major and minor heading, in any case. Sexual offences stand with violence, as in
 * police.uk's crime types, so that the two sources compare.
 */
export function categoryOfMpsHeading(major: string, minor: string): Category {
  const head = major.toUpperCase();
  if (head.includes("DRUG")) return drugCategory(minor.toUpperCase());
  if (head.includes("VIOLENCE") || head.includes("SEXUAL")) return "violence";
  if (head.includes("WEAPON")) return "weapon";
  return head.includes("ROBBERY") ? "robbery" : "other";
}

function drugCategory(minor: string): Category {
  if (minor.includes("TRAFFICKING") || minor.includes("SUPPLY")) return "supply";
  if (minor.includes("PRODUCTION") || minor.includes("CULTIVATION")) return "production";
  return minor.includes("POSSESSION") ? "possession" : "drug_unsplit";
}
