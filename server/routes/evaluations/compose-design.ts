import type { EvaluationDesignBody, EvaluationGeometryBody } from "../../api/types.ts";
import { listAreaShapes } from "../../db/area-queries.ts";
import type { DescribedDesign } from "../../evaluation/describe-design.ts";
import { breaksInScope, breaksWithin, describeBreaks } from "../filter/breaks-in-scope.ts";
import type { ResolvedScene } from "./resolve-scene.ts";
import { polygonsOf } from "./resolve-subject.ts";
import { categoriesOf, type SceneContext } from "./source.ts";

type DesignBody = EvaluationDesignBody["design"];

/** The design as it travels: what was computed from arrays, with what only the database and the calendar know. */
export async function composeDesign(
  context: SceneContext,
  scene: ResolvedScene,
  described: DescribedDesign,
): Promise<DesignBody> {
  const { dataset, windows, earlier, indicator, input } = scene;
  const { parts, refusal: _, geometry, ...rest } = described;
  const { setId: __, ...units } = scene.units;
  return {
    ...{ dataset: dataset.code, version: dataset.version, indicator, source: input.source.kind, units },
    windows: {
      ...{ earlier, before: windows.before, after: windows.after, unit: windows.unit },
      ...{ weights: windows.weights, reason: windows.reason },
    },
    ...rest,
    stripMetres: input.stripMetres,
    breaks: describeBreaks(breaksOf(scene)),
    geometry: {
      type: "FeatureCollection",
      features: [...geometry.features, ...(await drawWards(context, scene, parts))],
    },
  };
}

/** Recording breaks of what is counted, inside the span that is shown. */
export function breaksOf({ dataset, indicator, input, span }: ResolvedScene) {
  const counted = input.source.kind;
  const ward = counted === "published" ? { areaKind: "ward" as const } : {};
  return breaksWithin(breaksInScope({ dataset, categoryIds: categoriesOf(indicator), counted, ...ward }), span);
}

/** Parts that are made of wards are drawn with the wards' own outlines. */
async function drawWards(
  { db }: SceneContext,
  { units }: ResolvedScene,
  parts: DescribedDesign["parts"],
): Promise<EvaluationGeometryBody["features"]> {
  if (units.setId === null || parts.length === 0) return [];
  const shapes = new Map(
    (await listAreaShapes(db.knex, units.setId, null)).map(({ code, geometry }) => [code, [{ geometry }]]),
  );
  return parts.map(({ part, k, code, name, wards }) => ({
    type: "Feature",
    properties: { part, k, code, name },
    geometry: { type: "MultiPolygon", coordinates: wards.flatMap((ward) => polygonsOf(shapes.get(ward) ?? [])) },
  }));
}
