import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

type Page = {
  next: string | null;
  features: { geometry: { coordinates: number[] }; properties: Record<string, unknown> }[];
};

describe.each(backends)("incidents on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  const page = async (query: string): Promise<Page> => (await app.get(`/incidents${query}`)).json();

  it("are marked, never kept, and as precise as their source", async () => {
    const answer = await app.get(
      "/incidents?category=drug_search,drugs&from=2019-05-01&to=2019-07-01&bbox=0.1,51.5,0.2,51.6",
    );
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    const body = answer.json();
    expect(body).toMatchObject({
      marking: "OFFICIAL-SENSITIVE",
      dataset: "police-uk",
      version: 3,
      synthetic: false,
      next: null,
    });
    expect(body.features.map((feature: Page["features"][number]) => feature.properties.occurred)).toEqual([
      "2019-05",
      "2019-05",
      "2019-05-10T12:15:00Z",
    ]);
    expect(body.features[0].properties).toEqual({
      category: "drug_unsplit",
      generation: "mixed",
      occurred: "2019-05",
      precision: "month",
      drug: null,
      outcome: null,
      locationPrecision: "snapped",
      locationFlag: "none",
      locationText: null,
    });
  });

  it("come page by page, each once, whatever the size of the page", async () => {
    const whole = await page("");
    expect(whole.features).toHaveLength(12);
    for (const limit of [1, 5, 12]) {
      const seen: Page["features"] = [];
      let after = "";
      for (let turn = 0; turn < 20; turn++) {
        const { features, next } = await page(`?limit=${limit}${after}`);
        seen.push(...features);
        if (next === null) break;
        after = `&after=${next}`;
      }
      expect(seen).toEqual(whole.features);
    }
  });

  it("are those of the box and of the area", async () => {
    expect((await page("?bbox=0,51.54,0.06,51.56")).features).toHaveLength(4);
    expect((await page("?bbox=0,51.54,0.06,51.56&area=E05000003")).features).toHaveLength(0);
    expect((await page("?area=E05000003")).features.every(({ geometry }) => geometry.coordinates[0] === 0.15)).toBe(
      true,
    );
  });
});
