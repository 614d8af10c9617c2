import { londonBoroughCode } from "../london-boroughs.ts";
import type { BoundaryRow, BoundarySet } from "../reading.ts";
import { refuseFile } from "../refuse-file.ts";
import type { BoundaryKind } from "./boundary-fields.ts";

const PLURAL: Record<BoundaryKind, string> = { borough: "boroughs", ward: "wards", lsoa: "lsoas" };

export type BoundaryNaming = {
  readonly file: string;
  readonly kind: BoundaryKind;
  readonly areas: readonly BoundaryRow[];
  readonly fieldVintage: number | null;
  /** `name` of the collection, "" when it has none. */
  readonly collectionName: string;
  readonly chosenSet: string | undefined;
  readonly notes: readonly string[];
  readonly synthetic: boolean;
};

/**
 * Name a set of boundaries: region, kind and vintage ("london-wards-2018"). The vintage comes from the fields, else the
 * collection's name, else the file's, else the chosen set; the code is the chosen set's where one was chosen.
 * @throws DomainError import_refused when no vintage is found, or the chosen set names another year
 */
export function nameBoundarySet(naming: BoundaryNaming): BoundarySet {
  const { file, kind, chosenSet, collectionName } = naming;
  const baseName = file.slice(file.lastIndexOf("/") + 1);
  const vintage = naming.fieldVintage ?? yearIn(collectionName) ?? yearIn(baseName) ?? yearIn(chosenSet ?? "");
  if (vintage === null) {
    throw refuseFile(
      file,
      "the year of these boundaries is in neither fields nor names. Say it with --set, e.g. --set london-wards-2022.",
    );
  }
  const chosenYear = yearIn(chosenSet ?? "");
  if (chosenYear !== null && chosenYear !== vintage) {
    throw refuseFile(file, `these are boundaries of ${vintage}, but --set ${chosenSet} says ${chosenYear}.`);
  }
  const approximate = /best[-_ ]?fit|approx/i.test(collectionName);
  const region = regionOf(kind, naming.areas);
  const ownCode = `${slug(region)}-${PLURAL[kind]}-${vintage}${approximate ? "-bestfit" : ""}`;
  const notes = approximate ? [...naming.notes, "approximate boundaries (best fit), as the file says"] : naming.notes;
  return {
    code: chosenSet === undefined || /^\d{4}$/.test(chosenSet) ? ownCode : chosenSet,
    kind,
    title: `${region} ${kind === "lsoa" ? "LSOAs" : PLURAL[kind]} ${vintage}${approximate ? " (best fit)" : ""}`,
    vintage,
    synthetic: naming.synthetic,
    note: notes.length === 0 ? null : notes.join("; "),
  };
}

function yearIn(text: string): number | null {
  const match = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(text);
  return match === null ? null : Number(match[1]);
}

/** "London" when several boroughs are there and all are London's, the borough's name when it is one, else the country. */
function regionOf(kind: BoundaryKind, areas: readonly BoundaryRow[]): string {
  const boroughs = new Map<string, string | null>();
  for (const area of areas) {
    const name = kind === "borough" ? area.name : area.boroughName;
    const code = kind === "borough" ? area.code : area.boroughCode;
    if (name !== null || code !== null) boroughs.set(name ?? code ?? "", code ?? londonBoroughCode(name ?? ""));
  }
  const [only] = boroughs.keys();
  if (boroughs.size === 1 && only !== undefined) return only;
  if (boroughs.size > 1 && [...boroughs.values()].every((code) => code?.startsWith("E09") === true)) return "London";
  const countries = new Set(areas.map((area) => COUNTRIES[area.code.charAt(0)] ?? "UK"));
  const [country] = countries;
  return countries.size === 1 && country !== undefined ? country : "UK";
}

const COUNTRIES: Readonly<Record<string, string>> = { E: "England", W: "Wales", S: "Scotland", N: "Northern Ireland" };

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
