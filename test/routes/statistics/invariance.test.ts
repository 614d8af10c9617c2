import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../../db/backends.ts";
import { startTown, type Town } from "./start-town.ts";

/** Whatever is asked, on either database. */
const PATHS = [
  "/hotspots",
  "/hotspots?from=2019-06-01&to=2019-07-01&ring=2&cap=none&tail=two",
  "/hotspots?universe=E09000002&area=E05000004&p=permutation&permutations=199&seed=3",
  "/hotspots/index",
  "/hot-places",
  "/hot-places?area=E05000004",
  "/clusters",
  "/clusters?res=8",
  "/spikes?area=E09000001&month=2019-06",
  "/concentration",
  "/backtest",
  "/backtest?unit=ward",
  "/emerging?from=2018-01-01",
  "/effort?from=2019-01-01&to=2020-01-01",
  "/joint",
  "/joint?with=violence&excess=ring&ring=2",
  "/change?from=2019-06-01&to=2019-07-01",
];

describe("the statistics", () => {
  const towns: Town[] = [];
  beforeAll(async () => {
    for (const { name } of backends) towns.push(await startTown(name));
  });
  afterAll(async () => {
    for (const town of towns) await town.stop();
  });

  it.each(PATHS)("say the same on both databases: %s", async (path) => {
    const bodies: unknown[] = [];
    for (const town of towns) {
      const answer = await town.get(path);
      expect(answer.statusCode).toBe(200);
      const body = answer.json();
      // Versions are drawn at random when a dataset is first published.
      if ("version" in body) body.version = 0;
      if ("method" in body) body.method.version = 0;
      bodies.push(body);
    }
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  it.each(PATHS.filter((path) => path !== "/hotspots/index"))(
    "carry a method that names its own data: %s",
    async (path) => {
      const { method } = (await towns[0]?.get(path))?.json() ?? {};
      expect(method).toMatchObject({
        dataset: "police-uk",
        synthetic: false,
        caption: "predicts recording, not dealing",
      });
      expect(method.knownBiases.length).toBeGreaterThan(2);
      expect(method.softwareVersion).toMatch(/^hexbeat /);
      expect(method.what5PercentMeans.length).toBeGreaterThan(40);
      expect((method.universe === null) === (method.units !== null) || path.startsWith("/effort")).toBe(true);
    },
  );

  it.each(PATHS)("say the same, byte for byte, when asked again of the same version: %s", async (path) => {
    for (const town of towns) expect((await town.get(path)).body).toBe((await town.get(path)).body);
  });

  it("say on their card where the accuracy of such maps is told, and it is told there", async () => {
    for (const path of PATHS.filter((asked) =>
      /^.(hotspots\?|hotspots$|hot-places|clusters|emerging|joint|change)/.test(asked),
    )) {
      const { method } = (await towns[0]?.get(path))?.json() ?? {};
      const told = await towns[0]?.app.inject({ url: method.backtest });
      expect([path, told?.statusCode, told?.json().method.universe]).toEqual([path, 200, method.universe]);
      expect(method.breaks).toEqual([]);
      expect(method.banner).toContain("nine in ten are possession");
    }
  });

  it("lets an answer of a named version be kept for ever", async () => {
    const [town] = towns;
    const { datasets } = (await town?.get("/datasets"))?.json() ?? {};
    const pinned = await town?.get(`/hotspots?dataset=police-uk&version=${datasets[0].version}`);
    expect(pinned?.headers["cache-control"]).toContain("immutable");
    expect((await town?.get("/hotspots"))?.headers["cache-control"]).toBe("private, no-cache");
    expect((await town?.get("/hotspots?dataset=police-uk&version=0"))?.statusCode).toBe(409);
  });

  it("answers anew when the data has grown", async () => {
    for (const town of towns) {
      const before = await town.get("/hot-places");
      await town.on.db.bulk.raw("UPDATE dataset SET version = version + 1, updated_at = now()");
      const after = await town.get("/hot-places", { "if-none-match": String(before.headers.etag) });
      expect(after.statusCode).toBe(200);
      expect(after.json().method.version).toBe(before.json().method.version + 1);
    }
  });
});
