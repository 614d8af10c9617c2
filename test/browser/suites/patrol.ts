import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type {
  ClustersBody,
  PatrolBody,
  TargetAreaBody,
  TargetAreasBody,
  VisitListBody,
} from "../../../server/api/types.ts";
import { FINGER, PHONE } from "../fingers.ts";
import { pdfPages } from "../pdf-text.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";

const COUNTED = "dataset=demo&category=supply,drug_asb&res=9&ring=1";
/** A Friday after the demo's last month. */
const FRIDAY = "2026-11-27";

/** The patrol sheet on the demo city: from five nominated cores to one A4, and a visit with one thumb. */
export function patrolSuite(site: () => Site): void {
  describe("patrol", () => {
    it("says what to do while nothing is nominated", async () => {
      const page = await openPatrol(site(), "");
      await page.getByText("No stops yet.").waitFor();
      expect(await page.locator(".patrol-sheet .notice").innerText()).toContain("Nominate a cluster in Analyse");
      await expectAccessible(page);
      await page.context().close();
    });

    it("turns five nominated cores into stops with hours, powers and reasons, on the map and in the table", async () => {
      for (const { id } of await fiveClusters(site())) await nominateCore(site(), id);
      const sheet = await site().ask<PatrolBody>(`/patrol?dataset=demo&date=${FRIDAY}`);
      expect(sheet.stops).toHaveLength(5);
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      await page.waitForSelector(".stop");
      await settled(page);
      await shoot(page, "patrol");
      expect(await page.locator(".stop h3").allTextContents()).toEqual(
        sheet.stops.map(({ position, name }) => `Stop ${position}: ${name}`),
      );
      const first = await page.locator(".stop").first().innerText();
      expect(first).toMatch(/\d\d:00–\d\d:00/);
      expect(first).toContain(sheet.stops[0]?.why.at(-1));
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
      await page.getByText("The stops as a table").click();
      const rows = await page.locator(".patrol-table tbody tr").allInnerTexts();
      expect(rows.map((row) => row.split("\t")[1])).toEqual(sheet.stops.map(({ name }) => name));
      await expectAccessible(page);
      await page.context().close();
    });

    it("prints one A4 with marking, watermark and every stop", async () => {
      const sheet = await site().ask<PatrolBody>(`/patrol?dataset=demo&date=${FRIDAY}`);
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      await page.waitForSelector(".stop");
      await settled(page);
      const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(pages).toHaveLength(1);
      const text = (pages[0] ?? "").replaceAll(/\s+/g, " ");
      expect(text).toContain("Patrol, Friday 27 Nov 2026");
      expect(text.split("OFFICIAL-SENSITIVE")).toHaveLength(3);
      expect(text).toContain("SYNTHETIC – not real places’ crime");
      for (const { name } of sheet.stops) expect(text).toContain(name.replaceAll(/\s+/g, " "));
      expect(text).not.toContain("Nominate an area");
      await page.context().close();
    });

    it("gives another order under a number that gives it again", async () => {
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      await page.waitForSelector(".stop");
      await page.getByRole("button", { name: "Another order" }).click();
      await page.getByText(/^Order \d+: the same number/).waitFor();
      await settled(page);
      const seed = /seed=(\d+)/.exec(page.url())?.[1];
      const again = await site().ask<PatrolBody>(`/patrol?dataset=demo&date=${FRIDAY}&seed=${seed}`);
      expect(await page.locator(".stop h3").allTextContents()).toEqual(
        again.stops.map(({ position, name }) => `Stop ${position}: ${name}`),
      );
      expect(again.route.metres).toBeLessThanOrEqual(1.15 * again.route.shortestMetres + 1);
      await page.getByRole("button", { name: "Shortest order" }).click();
      await settled(page);
      expect(page.url()).not.toContain("seed=");
      await page.context().close();
    });

    it("logs a visit with one thumb, on a phone", async () => {
      const page = await openPatrol(site(), "", PHONE);
      await page.waitForSelector(".stop");
      await settled(page);
      await shoot(page, "patrol-phone");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      const arrive = page.getByRole("button", { name: "I am at stop 1" });
      expect((await arrive.boundingBox())?.height).toBeGreaterThanOrEqual(FINGER);
      await arrive.tap();
      await page.getByText(/^Here since \d\d:\d\d: leave between/).waitFor();
      await page.getByLabel(/What you saw of the place/).fill("Shutters down, nobody dealing");
      await page.getByText("I am leaving stop 1").scrollIntoViewIfNeeded();
      await shoot(page, "patrol-phone-visit");
      await expectAccessible(page);
      await page.getByRole("button", { name: "I am leaving stop 1" }).tap();
      await page.getByText(/^Visited .*Shutters down, nobody dealing; due again by/).waitFor();
      const { visits } = await site().ask<VisitListBody>("/patrol/visits?dataset=demo");
      expect(visits[0]).toMatchObject({ note: "Shutters down, nobody dealing", by: "local" });
      expect(visits[0]?.leftAt).not.toBe(null);
      await page.context().close();
    });

    it("decides on a target with a reason, and says what is missing", async () => {
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      const target = page.locator(".target").first();
      await target.getByText("Evidence and decisions").click();
      await target.getByRole("button", { name: "Approve" }).click();
      expect(await target.getByRole("alert").innerText()).toContain("reason");
      await target.getByLabel("Why (kept for good)").fill("Tasking group, 27 November");
      await target.getByRole("button", { name: "Approve" }).click();
      await target.locator(".status.approved").waitFor();
      await target.getByText("Tasking group, 27 November").waitFor();
      await settled(page);
      await shoot(page, "patrol-decision");
      await expectAccessible(page);
      await page.context().close();
    });

    it("nominates a typed circle with the keyboard alone", async () => {
      const before = await targetsOf(site());
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      await page.getByRole("button", { name: "Nominate an area" }).first().focus();
      await page.keyboard.press("Enter");
      await page.getByRole("radio", { name: "Draw" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.getByLabel("Centre: latitude, longitude").focus();
      await page.keyboard.type("51.5462, -0.0553");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("400");
      await page.getByText("That is an area: it is on the map.").waitFor();
      await page.getByLabel("Why this place").focus();
      await page.keyboard.type("Wrappers in the alley every morning");
      await settled(page);
      await shoot(page, "nominate-typed");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Nominate", exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.getByText(/is target area \d+, proposed\.$/).waitFor();
      const after = await targetsOf(site());
      expect(after.features).toHaveLength(before.features.length + 1);
      expect(after.features[0]?.properties).toMatchObject({ source: "typed", status: "proposed" });
      // A circle of 400 m: π · 16 ha, less what 64 corners cut off.
      expect(after.features[0]?.properties.hectares).toBeCloseTo(50.2, 0);
      await page.context().close();
    });

    it("draws a polygon, takes corners back, and nominates what is on the map", async () => {
      const page = await openPatrol(site(), `&date=${FRIDAY}`);
      await page.getByRole("button", { name: "Nominate an area" }).first().click();
      await page.getByRole("button", { name: "Undo" }).waitFor();
      await settled(page);
      const click = await clicker(page);
      for (const [x, y] of [
        [0.4, 0.4],
        [0.6, 0.4],
        [0.6, 0.6],
      ] as const)
        await click(x, y);
      await page.getByRole("button", { name: "Undo" }).click();
      for (const [x, y] of [
        [0.62, 0.62],
        [0.4, 0.65],
        [0.4, 0.4],
      ] as const)
        await click(x, y);
      expect(await page.getByRole("button", { name: "Clear" }).isEnabled()).toBe(true);
      await page.getByRole("button", { name: "Undo" }).click();
      expect(await page.getByRole("button", { name: "Clear" }).isEnabled()).toBe(false);
      await page.getByRole("button", { name: "Redo" }).click();
      await page.getByLabel("Why this place").fill("The whole middle");
      await shoot(page, "nominate-drawn");
      await page.getByRole("button", { name: "Nominate", exact: true }).click();
      const words = await page.getByText(/is target area \d+, proposed\.$/).innerText();
      const stored = await site().ask<TargetAreaBody>(`/target-areas/${/area (\d+)/.exec(words)?.[1]}`);
      expect([stored.source, stored.geometry.coordinates.flat(2)]).toEqual([
        "drawn",
        expect.objectContaining({ length: 5 }),
      ]);
      await page.context().close();
    });
  });
}

async function openPatrol(site: Site, query: string, options = {}): Promise<Page> {
  const page = await site.open(`#/patrol?dataset=demo${query}`, options);
  await page.waitForSelector(".patrol-head h1");
  return page;
}

async function fiveClusters(site: Site): Promise<ClustersBody["clusters"]> {
  const { clusters } = await site.ask<ClustersBody>(`/clusters?${COUNTED}`);
  return clusters.slice(0, 5);
}

async function nominateCore(site: Site, cluster: string): Promise<void> {
  const answer = await fetch(`${site.server.url}/api/v1/target-areas`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ source: "cluster", cluster, dataset: "demo", category: "supply,drug_asb", res: 9, ring: 1 },
      ...{ reason: "Reports all year", reviewOn: "2099-01-31" },
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
}

function targetsOf(site: Site): Promise<TargetAreasBody> {
  return site.ask<TargetAreasBody>("/target-areas?dataset=demo");
}

/** Clicks at shares of the drawing's map; the tool takes a moment to see each. */
async function clicker(page: Page) {
  const box = await page.locator(".shape-map .maplibregl-canvas").boundingBox();
  if (box === null) throw new Error("no map to draw on");
  return async (x: number, y: number) => {
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await page.waitForTimeout(300);
  };
}
