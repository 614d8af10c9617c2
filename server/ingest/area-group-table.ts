import { readReferenceTable } from "./reference-table.ts";

export type ShippedGroup = {
  readonly id: string;
  readonly name: string;
  readonly kind: "bcu" | "operation";
  readonly codes: readonly string[];
  readonly source: string;
};

let groups: readonly ShippedGroup[] | null = null;

/** The groups of areas that the program ships with: data/reference/area-groups.csv. */
export function shippedGroups(): readonly ShippedGroup[] {
  groups ??= readReferenceTable("area-groups.csv").map((row) => ({
    id: row.id ?? "",
    name: row.name ?? "",
    kind: row.kind === "bcu" ? "bcu" : "operation",
    codes: (row.codes ?? "").split("|"),
    source: row.source ?? "",
  }));
  return groups;
}
