import { afterAll, beforeAll, expect, it } from "vitest";
import type { DatasetListBody } from "../../server/api/types.ts";
import { openSite, type Site } from "./site.ts";
import { areaGroupSuite } from "./suites/area-groups.ts";
import { evaluateSuite } from "./suites/evaluate.ts";
import { hotSpotSuite } from "./suites/hot-spots.ts";
import { mapSuite } from "./suites/map.ts";
import { modeSuite } from "./suites/modes.ts";
import { patrolSuite } from "./suites/patrol.ts";
import { phoneSuite } from "./suites/phone.ts";
import { presentSuite } from "./suites/present.ts";
import { profileSuite } from "./suites/profile.ts";
import { publishingSuite } from "./suites/publishing.ts";
import { registersSuite } from "./suites/registers.ts";
import { stateSuite } from "./suites/states.ts";
import { tableSuite } from "./suites/table.ts";
import { timeSuite } from "./suites/time.ts";
import { wholePathSuite } from "./suites/whole-path.ts";
import { zoneSuite } from "./suites/zones.ts";

/** The page on the demo city, served by the real server on an embedded database: one server for all of it. */
let site: Site;
/** The last whole year of the demo's months, as the address writes it. */
let period = "";

beforeAll(async () => {
  site = await openSite({ demo: true });
  const { datasets } = await site.ask<DatasetListBody>("/datasets");
  const to = datasets.find((dataset) => dataset.id === "demo")?.to ?? "";
  period = `from=${Number(to.slice(0, 4)) - 1}${to.slice(4, 7)}-01&to=${to.slice(0, 7)}-01`;
});
afterAll(() => site.close());

mapSuite(
  () => site,
  () => period,
);
areaGroupSuite(
  () => site,
  () => period,
);
hotSpotSuite(
  () => site,
  () => period,
);
modeSuite(
  () => site,
  () => period,
);
timeSuite(
  () => site,
  () => period,
);
tableSuite(
  () => site,
  () => period,
);
stateSuite(
  () => site,
  () => period,
);
phoneSuite(
  () => site,
  () => period,
);
wholePathSuite(() => site);
patrolSuite(() => site);
evaluateSuite(() => site);
registersSuite(() => site);
presentSuite(() => site);
profileSuite(() => site);
zoneSuite(() => site);
publishingSuite(
  () => site,
  () => period,
);

it("asked nobody but its own server, and nothing went wrong in the console", () => {
  expect(site.strangers).toEqual([]);
  expect(site.complaints).toEqual([]);
});
