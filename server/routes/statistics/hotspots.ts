import { occupiedMedian } from "../../analytics/near-hot-spot.ts";
import { encodeHotspots, HOTSPOT_VALUES_TYPE } from "../../api/hotspot-columns.ts";
import { Hotspots, HotspotsQuery } from "../../api/hotspots.ts";
import type { HotspotsBody } from "../../api/types.ts";
import { countCells } from "../../db/cell-queries.ts";
import type { DomainError } from "../../errors.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { refuse } from "../filter/parse-filter.ts";
import { CSV, GEOJSON } from "./export-rows.ts";
import { hotspotForms, toColumns } from "./hotspot-forms.ts";
import { methodCard } from "./method-card.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute } from "./statistic-route.ts";
import { DEFAULT_OPTIONS, type HotAreaOptions, type TestedAreas, testHotAreas } from "./test-hot-areas.ts";

/** Do counts cluster here? Gi* with exact p over an explicit universe. */
export const hotspotRoutes = statisticRoute({
  path: "/hotspots",
  title: "Hot areas by Gi*",
  query: HotspotsQuery,
  answer: Hotspots,
  about: async (context, { measure, ...query }) => {
    const options = pick({ ...DEFAULT_OPTIONS, ...query });
    if (measure === "rate") throw refuseRate(options.p);
    return { ...(await resolveFrame(context, query)), options };
  },
  key: (about) => [...frameKey(about), about.options],
  make: async ({ context, about, signal }) => {
    const counted = await countCells(context.db.knex, about.filter, about.universe.res);
    return testHotAreas(context, about, { counted, options: about.options, signal });
  },
  forms: {
    "application/json": (areas, about: About) => JSON.stringify(toBody(areas, about)),
    [CSV]: (areas, about) => hotspotForms[CSV](toBody(areas, about), about),
    [GEOJSON]: (areas, about) => hotspotForms[GEOJSON](toBody(areas, about), about),
    [HOTSPOT_VALUES_TYPE]: (areas, about) => Buffer.from(encodeHotspots(toColumns(listedOf(about), about, areas))),
  },
});

type About = Frame & { readonly options: HotAreaOptions };

/** The exact p counts draws of whole incidents; what a rate would be asked for has a test of its own. */
function refuseRate(p: HotAreaOptions["p"]): DomainError {
  const instead = "Ask for measure=count, or for drugs against all other recorded crime with /joint.";
  return p === "exact"
    ? refuse("p", `p=exact counts whole incidents and cannot be had for measure=rate. ${instead}`)
    : refuse("measure", `measure=rate is not offered: cells have no denominator in this data. ${instead}`);
}

function pick({ ring, cap, p, tail, permutations, seed }: HotAreaOptions): HotAreaOptions {
  return { ring, cap, p, tail, permutations, seed };
}

function listedOf({ listed, universe }: Frame): Uint32Array {
  return listed ?? everyPosition(universe.cells.length);
}

function everyPosition(count: number): Uint32Array {
  const positions = new Uint32Array(count);
  for (let i = 0; i < count; i++) positions[i] = i;
  return positions;
}

function toRows(frame: Frame, { counts, tested }: TestedAreas): HotspotsBody["cells"] {
  const { universe } = frame;
  return Array.from(listedOf(frame), (i) => ({
    cell: universe.cells[i] ?? "",
    n: counts[i] ?? 0,
    z: tested?.z[i] ?? null,
    p: tested?.p[i] ?? null,
    pNormal: tested?.pNormal[i] ?? null,
    q: tested?.q[i] ?? null,
    class: tested?.class[i] ?? null,
  }));
}

function toBody(areas: TestedAreas, frame: About): HotspotsBody {
  const { universe, dataset, options } = frame;
  const { ring, cap, p, tail, permutations, seed } = options;
  const sampled = p === "permutation";
  const parameters = {
    res: universe.res,
    ring,
    cap,
    capValue: areas.capValue,
    // A flagged cell that holds no more than this is near a hot spot, not one.
    occupiedMedian: occupiedMedian(areas.counts),
    p,
    tail,
    permutations: sampled ? permutations : null,
    family: "Benjamini-Hochberg over every cell of the universe",
  };
  const method = methodCard({
    ...{ kind: "hot_areas", dataset, universe, parameters, filter: frame.filter, asked: frame.asked },
    outside: areas.outside,
    ...(sampled ? { seed } : {}),
  });
  return {
    ...{ dataset: dataset.code, res: universe.res, ring, cap, p, tail },
    ...{
      universe: describeUniverse(universe),
      gate: areas.gate,
      total: areas.total,
      cells: toRows(frame, areas),
      method,
    },
  };
}
