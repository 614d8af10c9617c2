import type { AreaKind } from "../../api/vocabulary.ts";

export type BoundaryKind = Extract<AreaKind, "borough" | "ward" | "lsoa">;

/** Which properties of the features hold what. `vintage` is the year in the names of the fields, null where they have none. */
export type BoundaryFields = {
  readonly kind: BoundaryKind;
  readonly code: string;
  readonly name: string;
  readonly boroughCode: string | null;
  readonly boroughName: string | null;
  readonly vintage: number | null;
};

/** Finest first: a file of wards names their local authorities too. */
const ONS_LEVELS: readonly (readonly [kind: BoundaryKind, stem: string])[] = [
  ["lsoa", "LSOA"],
  ["ward", "WD"],
  ["borough", "LAD"],
];

/**
 * Find the fields by ONS's pattern (WD22CD, WD22NM, LAD22CD …) or the GLA's names (GSS_CODE, NAME, LAGSSCODE,
 * DISTRICT or LB_GSS_CD, BOROUGH). Null when there is neither.
 * @param properties of one feature
 */
export function findBoundaryFields(properties: Readonly<Record<string, unknown>>): BoundaryFields | null {
  const names = Object.keys(properties);
  for (const [kind, stem] of ONS_LEVELS) {
    const code = names.find((name) => new RegExp(`^${stem}\\d\\dCD$`, "i").test(name));
    if (code === undefined) continue;
    const year = code.slice(stem.length, stem.length + 2);
    const name = names.find((candidate) => candidate.toUpperCase() === `${stem}${year}NM`);
    if (name === undefined) continue;
    const parent =
      kind === "borough"
        ? []
        : ["CD", "NM"].map((end) => names.find((n) => new RegExp(`^LAD\\d\\d${end}$`, "i").test(n)));
    return {
      kind,
      code,
      name,
      boroughCode: parent[0] ?? null,
      boroughName: parent[1] ?? null,
      vintage: 2000 + Number(year),
    };
  }
  return glaFields(names, properties);
}

function glaFields(names: readonly string[], properties: Readonly<Record<string, unknown>>): BoundaryFields | null {
  const find = (...wanted: readonly string[]): string | null =>
    names.find((name) => wanted.includes(name.toUpperCase())) ?? null;
  const code = find("GSS_CODE");
  const name = find("NAME");
  if (code === null || name === null) return null;
  const kind = kindOfCode(String(properties[code]));
  if (kind === null) return null;
  const isBorough = kind === "borough";
  return {
    kind,
    code,
    name,
    boroughCode: isBorough ? null : find("LAGSSCODE", "LB_GSS_CD"),
    boroughName: isBorough ? null : find("DISTRICT", "BOROUGH"),
    vintage: null,
  };
}

/** Kind of area by the prefix of its GSS code. Source: ONS Register of Geographic Codes. */
export function kindOfCode(code: string): BoundaryKind | null {
  if (/^[EW]01\d{6}$/.test(code)) return "lsoa";
  if (/^[EW]05\d{6}$|^S13\d{6}$|^N08\d{6}$/.test(code)) return "ward";
  return /^E0[6-9]\d{6}$|^W06\d{6}$|^S12\d{6}$|^N09\d{6}$/.test(code) ? "borough" : null;
}
