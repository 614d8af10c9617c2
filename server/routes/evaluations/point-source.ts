import { getResolution, isValidCell } from "h3-js";
import { monthsBetween, startOfMonth } from "../../db/calendar.ts";
import { packIncidents } from "../../db/evaluation-queries.ts";
import { targetCells } from "../../evaluation/build-scene.ts";
import { EVALUATED_CATEGORIES } from "../../evaluation/indicators.ts";
import type { Polygons } from "../../evaluation/scene.ts";
import { refuse } from "../filter/parse-filter.ts";
import { biasFacts } from "../statistics/window-facts.ts";
import { PLACE_RES } from "./grounds.ts";
import { namedBoroughs } from "./named-areas.ts";
import type { ResolvedSource, SceneContext, SourceWanted } from "./source.ts";

/** A target of more cells is counted in coarser ones. */
const MOST_TARGET_CELLS = 150;
const FINEST = 10;
const FINEST_SNAPPED = 9;
const COARSEST = 7;

/** Incidents in cells × boroughs, as fine as the points are known and the target's size asks for. */
export async function pointSource(context: SceneContext, wanted: SourceWanted): Promise<ResolvedSource> {
  const { dataset, sets, asked, window } = wanted;
  const set = sets.chosen.find(({ kind }) => kind === "borough");
  if (set === undefined)
    throw refuse("dataset", `dataset "${dataset.code}" is located in no set of boroughs: import one first.`);
  const months = monthsBetween(startOfMonth(window.from), window.to);
  const filter = {
    ...{ datasetId: dataset.id, forceIds: dataset.facts.forces.map(({ id }) => id), categoryIds: EVALUATED_CATEGORIES },
    ...{ from: window.from, to: window.to, months, area: null, cells: null },
  };
  const { snapped } = biasFacts(dataset.facts, filter, dataset.synthetic);
  const res = chooseResolution(wanted.subject.polygons, snapped ? FINEST_SNAPPED : FINEST);
  const ground = await context.grounds.points(set, res);
  const bytes = await packIncidents(context.db.knex, filter, { res, placeRes: PLACE_RES });
  const { boroughs, neighbours, grid, places } = ground;
  const named = {
    receiving: (asked.receiving ?? []).map(({ name, cells }, at) => ({
      name: name ?? `Named place ${at + 1}`,
      cells: checkCells("receiving", cells),
    })),
    controlCells: checkCells("control", asked.control?.cells ?? []),
  };
  return {
    scene: {
      source: { kind: "points", grid, places, incidents: { bytes, boroughIds: boroughs.map(({ id }) => id) }, named },
      boroughs: boroughs.map(({ code, name }) => ({ code, name })),
      neighbours,
      controlBoroughs: await namedBoroughs(context.db.knex, { codes: asked.control?.areas ?? [], set, sets, boroughs }),
    },
    units: { kind: "cell", res, set: null, setId: null, boroughSet: set.code },
  };
}

function chooseResolution(polygons: Polygons, finest: number): number {
  for (let res = COARSEST; res < finest; res++) {
    // A step finer has seven times as many.
    if (7 * targetCells(polygons, res).length > MOST_TARGET_CELLS) return res;
  }
  return finest;
}

function checkCells(field: string, cells: readonly string[]): string[] {
  for (const cell of cells) {
    if (!isValidCell(cell) || getResolution(cell) !== PLACE_RES)
      throw refuse(field, `${field}: ${cell} is not an H3 cell of resolution ${PLACE_RES}.`);
  }
  return [...new Set(cells)];
}
