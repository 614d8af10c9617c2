import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { TargetArea, TargetGeometry } from "../../api/target-areas.ts";
import type { TargetAreaBody, TargetAreasBody } from "../../api/types.ts";
import { CATEGORIES } from "../../api/vocabulary.ts";
import type { DecisionRow, TargetRow } from "../../db/target-area-queries.ts";
import { nextStatuses } from "./check-nomination.ts";

type Feature = TargetAreasBody["features"][number];

const geometryShape = Compile(TargetGeometry);
const unknowns = Type.Record(Type.String(), Type.Unknown());
const keptMarket = TargetArea.properties.evidence.properties.market;
const keptEvidence = Compile(
  Type.Object({
    version: Type.Integer(),
    category: Type.Array(Type.Enum(CATEGORIES)),
    from: Type.String(),
    to: Type.String(),
    n: Type.Integer(),
    hectares: Type.Number(),
    boroughs: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    brief: Type.String(),
    why: Type.Array(Type.String()),
    row: unknowns,
    method: unknowns,
    // Target areas nominated before markets were judged have none.
    market: Type.Optional(keptMarket),
  }),
);

/** The evidence of a target area as it was kept. */
export function evidenceOf(row: TargetRow) {
  return keptEvidence.Parse(JSON.parse(row.evidence));
}

/** @param today in London, for reviews that are due */
export function describeFeature(row: TargetRow, today: string): Feature {
  return { type: "Feature", id: row.id, properties: summaryOf(row, today), geometry: geometryOf(row) };
}

export function describeTarget(row: TargetRow, history: readonly DecisionRow[], today: string): TargetAreaBody {
  const { hectares: _, boroughs: __, market = null, ...evidence } = evidenceOf(row);
  return {
    ...summaryOf(row, today),
    geometry: geometryOf(row),
    evidence: { ...evidence, market },
    history: [...history],
    next: nextStatuses(row.status),
  };
}

function summaryOf(row: TargetRow, today: string): Feature["properties"] {
  const { id, name, source, dataset, synthetic, status, reviewOn, proposedAt, lng, lat } = row;
  const { hectares, boroughs, n, from, to, why } = evidenceOf(row);
  return {
    ...{ id, name, source, dataset, synthetic, status, reviewOn, proposedAt, hectares, boroughs, n, from, to, why },
    reviewDue: reviewOn !== null && reviewOn <= today,
    label: [lng, lat],
  };
}

function geometryOf({ geometry }: TargetRow): Feature["geometry"] {
  return geometryShape.Parse(JSON.parse(geometry));
}
