import type { EffortBody } from "../../api/types.ts";
import { CATEGORIES, CATEGORY_GROUPS, type Category } from "../../api/vocabulary.ts";
import type { EffortRow } from "../../db/effort-queries.ts";

type Surface = EffortBody["surfaces"][number];
type Kind = Pick<Surface, "surface" | "marking" | "categories"> & { readonly publicOnly: boolean };

/** What people reported by themselves comes first; what police made by looking stands apart, and marked. */
const KINDS: readonly Kind[] = [
  {
    surface: "public_reports",
    marking: "public reported",
    categories: ["supply", "production", "drug_asb", "drug_intelligence", "drug_find", "drug_harm"],
    publicOnly: true,
  },
  { surface: "supply", marking: "police generated", categories: ["supply", "production"], publicOnly: false },
  { surface: "possession", marking: "police generated", categories: ["possession"], publicOnly: false },
  { surface: "searches", marking: "police generated", categories: ["drug_search"], publicOnly: false },
  { surface: "unsplit", marking: "not split", categories: ["drug_unsplit"], publicOnly: false },
];

/** Every category that a surface is made of. */
export const EFFORT_CATEGORIES: readonly number[] = CATEGORIES.flatMap((category, id) =>
  KINDS.some(({ categories }) => categories.includes(category)) ? [id] : [],
);

type Windows = { readonly months: readonly string[]; readonly after: string };

/** Counts of each surface by month. Supply that the public reported is in the public's surface, not in that of the police. */
export function describeSurfaces(rows: readonly EffortRow[], { months, after }: Windows): Surface[] {
  return KINDS.map(({ publicOnly, ...kind }) => {
    const own = rows.filter((row) => belongs(row, kind, publicOnly));
    const counted = months.map((month) => ({ month, n: sum(own.filter((row) => row.month === month)) }));
    return {
      ...kind,
      default: kind.surface === "public_reports",
      before: sum(counted.filter(({ month }) => month < after)),
      after: sum(counted.filter(({ month }) => month >= after)),
      months: counted.map(({ month, n }) => ({ month: month.slice(0, 7), n })),
    };
  });
}

function belongs(
  { category, generation }: EffortRow,
  kind: Pick<Kind, "surface" | "categories">,
  publicOnly: boolean,
): boolean {
  const name = CATEGORIES[category];
  if (name === undefined || !kind.categories.includes(name)) return false;
  if (publicOnly) return generation === "public_reported";
  return kind.surface !== "supply" || generation !== "public_reported";
}

/** Possession among drug offences. @returns share null when there is no offence */
export function possessionShare(rows: readonly EffortRow[]): { n: number; of: number; share: number | null } {
  const group: readonly Category[] = CATEGORY_GROUPS.drugs;
  const named = (category: number) => CATEGORIES[category] ?? "other";
  const of = sum(rows.filter(({ category }) => group.includes(named(category))));
  const n = sum(rows.filter(({ category }) => named(category) === "possession"));
  return { n, of, share: of === 0 ? null : n / of };
}

function sum(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}
