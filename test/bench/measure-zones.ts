import { insertZone } from "../../server/db/zone-changes.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Figure, quantile } from "./figures.ts";
import { openService } from "./service.ts";

const ZONES = 500;
const DATES = 100;
const CORNERS = 40;
const BUDGET_MS = 30;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse("2024-01-01T00:00:00Z");

/** Server time of the zones in force at 100 different dates, of 500 orders that all are in force at each of them. */
export async function measureZones(database: BenchDatabase): Promise<Figure[]> {
  const db = await database.open();
  await db.bulk.transaction(async (trx) => {
    for (let index = 0; index < ZONES; index++) await insertZone(trx, orderNumber(index), RECORDED);
  });
  await db.close();
  const service = await openService(database);
  try {
    const ask = async () => {
      const times: number[] = [];
      for (let day = 0; day < DATES; day++) {
        const at = new Date(FIRST_DAY + (ZONES + day) * DAY_MS).toISOString().slice(0, 10);
        times.push((await service.get(`/zones?at=${at}`, "application/json")).ms);
      }
      return times;
    };
    const [first = Number.NaN, ...others] = await ask();
    const what = `${ZONES} zones of ${CORNERS} corners in force, ${DATES} different dates`;
    const budget = { atMost: BUDGET_MS };
    const figure = { unit: "ms", backend: database.backend };
    return [
      { ...figure, name: "zones at a date, p95", measured: quantile(others, 0.95), budget, note: what },
      {
        ...figure,
        name: "zones at a date, first",
        measured: first,
        budget: null,
        note: "each written for the first time",
      },
    ];
  } finally {
    await service.close();
  }
}

const RECORDED = { action: "imported", by: "bench", reason: null } as const;

function orderNumber(index: number): Parameters<typeof insertZone>[1] {
  const at = [-0.4 + 0.6 * (((index * 37) % 100) / 100), 51.35 + 0.3 * (((index * 53) % 100) / 100)] as const;
  const corner = (n: number) => [
    at[0] + 0.004 * Math.cos((2 * Math.PI * n) / CORNERS),
    at[1] + 0.003 * Math.sin((2 * Math.PI * n) / CORNERS),
  ];
  const ring = [...Array.from({ length: CORNERS }, (_, n) => corner(n)), corner(0)];
  return {
    datasetId: null,
    origin: "imported",
    kind: "pspo",
    title: `Order ${index}`,
    authority: "A council",
    authorisedBy: null,
    rank: "local_authority",
    legalReference: null,
    from: FIRST_DAY + index * DAY_MS,
    to: FIRST_DAY + (index + 3 * 365) * DAY_MS,
    orderFrom: null,
    ended: null,
    prohibitions: ["Drinking alcohol after being asked to stop"],
    requirements: [],
    exemptions: [],
    times: null,
    sanctions: null,
    grounds: null,
    consultation: null,
    publication: null,
    sourceDocument: null,
    boundaryPrecision: null,
    shape: { from: "polygon", set: null, codes: [] },
    supersedes: null,
    geometry: JSON.stringify({ type: "Polygon", coordinates: [ring] }),
  };
}
