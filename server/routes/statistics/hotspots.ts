import { occupiedMedian } from "../../analytics/near-hot-spot.ts";
import { encodeHotspots, HOTSPOT_VALUES_TYPE } from "../../api/hotspot-columns.ts";
import { Hotspots, HotspotsQuery } from "../../api/hotspots.ts";
import type { HotspotsBody } from "../../api/types.ts";
import { countCells } from "../../db/cell-queries.ts";
import { negotiate } from "../../http/negotiate.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { BinaryBody, failures, NotModified, TextBody } from "../context.ts";
import { answerOnce } from "./answer-once.ts";
import { toColumns, toCsv } from "./hotspot-forms.ts";
import { methodCard } from "./method-card.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsResource } from "./statistics-context.ts";
import { DEFAULT_OPTIONS, type HotAreaOptions, type TestedAreas, testHotAreas } from "./test-hot-areas.ts";

const TYPES = ["application/json", "text/csv", HOTSPOT_VALUES_TYPE] as const;
const body = {
  description: "Hot areas by Gi*",
  content: {
    "application/json": { schema: Hotspots },
    "text/csv": { schema: TextBody },
    [HOTSPOT_VALUES_TYPE]: { schema: BinaryBody },
  },
};

/** Do counts cluster here? Gi* with exact p over an explicit universe. */
export const hotspotRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/hotspots",
    {
      config: { tier: "analyst" },
      schema: { querystring: HotspotsQuery, response: { 200: body, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const type = negotiate(request.headers.accept, TYPES);
      const signal = abortOnClose(reply);
      const options = { ...DEFAULT_OPTIONS, ...request.query };
      return answerOnce({ context, request, reply, type }, async () => {
        const frame = await resolveFrame(context, request.query);
        return {
          dataset: frame.dataset,
          key: [frame.filter, frame.universe.key, frame.asked, [...(frame.listed ?? [])], pick(options)],
          make: async () => {
            const counted = await countCells(context.db.knex, frame.filter, frame.universe.res);
            const areas = await testHotAreas(context, frame, { counted, options: pick(options), signal });
            return write(type, { frame, areas, options: pick(options) });
          },
        };
      });
    },
  );
};

function pick({ ring, cap, p, tail, permutations, seed }: HotAreaOptions): HotAreaOptions {
  return { ring, cap, p, tail, permutations, seed };
}

type Answer = { frame: Frame; areas: TestedAreas; options: HotAreaOptions };

function write(type: (typeof TYPES)[number], answer: Answer): string | Buffer {
  const { frame, areas } = answer;
  const listed = frame.listed ?? Uint32Array.from(frame.universe.cells.keys());
  if (type === HOTSPOT_VALUES_TYPE) return Buffer.from(encodeHotspots(toColumns(listed, frame, areas)));
  const cells = toRows(listed, frame, areas);
  return type === "text/csv" ? toCsv(cells) : JSON.stringify(toBody(cells, answer));
}

function toRows(listed: Uint32Array, { universe }: Frame, { counts, tested }: TestedAreas): HotspotsBody["cells"] {
  return Array.from(listed, (i) => ({
    cell: universe.cells[i] ?? "",
    n: counts[i] ?? 0,
    z: tested?.z[i] ?? null,
    p: tested?.p[i] ?? null,
    pNormal: tested?.pNormal[i] ?? null,
    q: tested?.q[i] ?? null,
    class: tested?.class[i] ?? null,
  }));
}

function toBody(cells: HotspotsBody["cells"], { frame, areas, options }: Answer): HotspotsBody {
  const { universe, dataset } = frame;
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
    ...{ universe: describeUniverse(universe), gate: areas.gate, total: areas.total, cells, method },
  };
}
