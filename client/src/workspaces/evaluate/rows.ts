import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { shortName } from "../../layers/sources.ts";

type Compared = EvaluationResultBody["target"];

/** One row of the table of the evaluation. */
export type ResultRow = Compared & {
  readonly id: string;
  readonly kind: "Target" | "Zone" | "Ring" | "Strip" | "Place";
  readonly name: string;
  /** null for the two primary tests, which are not adjusted. */
  readonly pAdjusted: number | null;
  readonly primary: boolean;
  readonly marked: boolean;
};

const LEVEL = 0.05;

/** Target and zone first, then every ring, strip and receiving place as they were fixed. */
export function resultRows(result: EvaluationResultBody): ResultRow[] {
  const { design } = result;
  const targetName = design.target.boroughs.map(({ name }) => shortName(name)).join(", ");
  return [
    primaryRow("Target", `${targetName}, ${Math.round(design.target.hectares)} ha`, result.target),
    primaryRow("Zone", "Rings, strips and places together", result.displacement),
    ...result.rings.map((row) => ({
      ...{ ...row, id: `ring ${row.k} ${row.borough?.code ?? ""}`, kind: "Ring" as const, primary: false },
      name: `Ring ${row.k}, ${row.borough === null ? "in no borough" : shortName(row.borough.name)}`,
    })),
    ...result.strips.map((row) => ({
      ...{ ...row, id: `strip ${row.code}`, kind: "Strip" as const, primary: false },
      name: `${shortName(row.name)}, within ${(design.stripMetres / 1000).toFixed(1)} km`,
    })),
    ...result.receiving.map((row) => ({ ...row, id: `place ${row.id}`, kind: "Place" as const, primary: false })),
  ];
}

function primaryRow(kind: "Target" | "Zone", name: string, compared: Compared): ResultRow {
  const isTested = compared.pPlacebo !== null && compared.pPlacebo <= LEVEL;
  return { ...compared, id: kind, kind, name, pAdjusted: null, primary: true, marked: isTested };
}
