import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { afterAll, beforeAll } from "vitest";
import type { Backend } from "../../../server/db/database.ts";
import { fileWith, type Importing, importEach } from "../../ingest/importing.ts";
import { extractMapping } from "../extract-mapping.ts";
import { MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

/** Where disorder alone gathers, apart from both markets. */
export const SQUARE = latLngToCell(51.56, 0.02, 9);

const MAPPING = extractMapping({
  name: "whole-records",
  values: { drugs: "supply", asb: "asb", violence: "violence", other: "other", intelligence: "drug_intelligence" },
});

/** Monthly records of a place: [cells, what, how many in each]. */
const EACH_MONTH: readonly (readonly [readonly string[], string, number])[] = [
  [gridDisk(MARKET, 1), "drugs", 3],
  [gridDisk(MARKET, 1), "asb", 3],
  [gridDisk(MARKET, 1), "other", 1],
  [[STREET], "drugs", 6],
  [gridDisk(SQUARE, 1), "asb", 4],
];

/** The service with the whole town for the tests of one `describe`. `get` tells what it answers as JSON, `answer` all of it. */
export function wholeTown(backend: Backend) {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(backend);
    await importWholeTown(town.on);
  });
  afterAll(() => town?.stop());
  const answer = (path: string, headers?: Record<string, string>) => town.get(path, headers);
  return { answer, get: async <Body>(path: string): Promise<Body> => (await answer(path)).json() };
}

/** The year 2021 of the town, to the minute, with everything that is recorded there: dataset "whole". */
export async function importWholeTown(on: Importing): Promise<void> {
  const lines = ["Ref,When,What,Lng,Lat"];
  const add = (month: number, cell: string, what: string) => {
    const [lat, lng] = cellToLatLng(cell);
    const day = String((lines.length % 27) + 1).padStart(2, "0");
    const when = `${day}/${String(month).padStart(2, "0")}/2021 12:00`;
    lines.push(`W${lines.length},${when},${what},${lng.toFixed(6)},${lat.toFixed(6)}`);
  };
  for (let month = 1; month <= 12; month++) {
    for (const [cells, what, times] of EACH_MONTH) {
      for (const cell of cells) for (let copy = 0; copy < times; copy++) add(month, cell, what);
    }
    for (let k = 0; k < 60; k++) {
      const cell = latLngToCell(
        51.504 + ((k * 7 + month * 3) % 18) * 0.004,
        0.004 + ((k * 5 + month * 11) % 18) * 0.004,
        9,
      );
      for (const what of ["other", "other", "violence", ["asb", "drugs", "intelligence"][k % 3] ?? ""])
        add(month, cell, what);
    }
  }
  const choices = { mapping: MAPPING, force: "metropolitan", dataset: "whole" };
  await importEach(on, [await fileWith("whole.csv", `${lines.join("\n")}\n`)], choices);
}
