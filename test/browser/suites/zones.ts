import { afterAll, describe, expect, it } from "vitest";
import type { ZoneBody, ZoneHistoryBody, ZoneListBody } from "../../../server/api/types.ts";
import { PHONE, tooSmall } from "../fingers.ts";
import { pdfPages } from "../pdf-text.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";
import {
  downloaded,
  drawRectangle,
  inkOf,
  madeByHand,
  nearAWard,
  openZones,
  press,
  REAL_ORDER,
  titles,
  type,
  typeDay,
} from "../zone-page.ts";
import { zoneShapeSuite } from "./zone-shapes.ts";

/** The demo's third order ran from 1 March 2022 until 1 March 2025, when it no longer held. */
const LAST_DAY = "2025-02-28";
const EXPIRED = /^Demo order, .+ \(expired\)$/;

/** Zones on the demo city: what holds when, what may be done there, made and changed under the rules. */
export function zoneSuite(site: () => Site): void {
  describe("zones", () => {
    registerSuite(site);
    makingSuite(site);
    changingSuite(site);
    carryingSuite(site);
    zoneShapeSuite(site);

    // A browser writes every refusal into its console; those asked for above are no fault of the page.
    afterAll(() => {
      const own = site().complaints.filter((words) => !words.includes("status of 400"));
      site().complaints.splice(0, site().complaints.length, ...own);
    });
  });
}

function registerSuite(site: () => Site): void {
  it("draw and list what is in force, with what may be done there", async () => {
    const page = await openZones(site(), "&at=2026-11-27");
    const { zones } = await site().ask<ZoneListBody>("/zones?dataset=demo&at=2026-11-27");
    await shoot(page, "zones");
    expect(await titles(page)).toEqual(zones.map(({ title }) => title));
    const alcohol = page.getByRole("row", { name: /Romford/ });
    expect(await alcohol.innerText()).toContain("alcohol only");
    expect(await alcohol.innerText()).toContain("Gives no drugs power.");
    expect(await page.getByRole("region", { name: "Legend" }).innerText()).toContain("Zones in force on 27 Nov 2026");
    expect(await page.locator(".marking").innerText()).toBe("OFFICIAL");
    await expectAccessible(page);
    await page.context().close();
  });

  it("hide the expired order once the slider is past its last day", async () => {
    const page = await openZones(site(), `&at=${LAST_DAY}`);
    const expired = page.getByRole("button", { name: EXPIRED });
    expect(await expired.first().isVisible()).toBe(true);
    const drawn = await inkOf(page);
    await page.getByRole("slider", { name: "Date" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: /^In force on 1 Mar 2025/ }).waitFor();
    await settled(page);
    expect(await expired.count()).toBe(0);
    expect(page.url()).toContain("at=2025-03-01");
    // The map lost it, too: fewer pixels in the colour of these orders.
    expect(await inkOf(page)).toBeLessThan(drawn);
    await page.getByLabel("Planned and past zones, too").check();
    await page.getByRole("region", { name: "Past" }).waitFor();
    expect(await page.getByRole("region", { name: "Past" }).innerText()).toMatch(/\(expired\)[\s\S]*ended 1 Mar 2025/);
    await settled(page);
    await shoot(page, "zones-past");
    await expectAccessible(page);
    await page.context().close();
  });

  it("warn of what ends within five weeks, and of nothing that ends later", async () => {
    const page = await openZones(site(), "&at=2025-01-25");
    const ending = page.getByRole("region", { name: "Ending within five weeks" });
    expect(await ending.innerText()).toMatch(/\(expired\) \(PSPO\) ends in 35 days, 1 Mar 2025/);
    await shoot(page, "zones-ending");
    await page.getByRole("button", { name: "The day before" }).click();
    await page.getByRole("heading", { name: /^In force on 24 Jan 2025/ }).waitFor();
    expect(await ending.count()).toBe(0);
    await page.context().close();
  });

  it("are asked about at a moment of London's clock, too", async () => {
    const page = await openZones(site(), "&at=2025-06-08T17:59");
    const dispersal = page.getByRole("button", { name: /^Demo dispersal area/ });
    expect(await dispersal.first().isVisible()).toBe(true);
    await page.getByLabel("At (blank: all day)").fill("18:00");
    await page.getByRole("heading", { name: /^In force on 8 Jun 2025, 18:00/ }).waitFor();
    expect(await dispersal.count()).toBe(0);
    await page.context().close();
  });

  it("open from the map with powers, rules to verify, and the way to their effect", async () => {
    const page = await openZones(site(), "&at=2026-11-27");
    await page.getByRole("button", { name: /Romford/ }).click();
    await page.getByRole("heading", { name: /Romford/, level: 1 }).waitFor();
    await settled(page);
    const panel = await page.locator(".zones-panel").innerText();
    expect(panel).toMatch(/Alcohol only/i);
    expect(panel).toContain("Summary, not authority to search; read the order.");
    expect(panel).toMatch(/at most 3 years[\s\S]*verify/);
    expect(panel).toContain("1. made");
    const { zones } = await site().ask<ZoneListBody>("/zones?dataset=demo&at=2026-11-27");
    const romford = zones.find(({ title }) => title.includes("Romford"));
    expect(await page.getByRole("link", { name: "Effect of this zone" }).getAttribute("href")).toBe(
      `#/evaluate?dataset=demo&zone=${romford?.id}`,
    );
    await shoot(page, "zones-panel");
    await expectAccessible(page);
    await page.getByRole("button", { name: "← All zones" }).click();
    const map = await page.locator(".zones-map canvas").boundingBox();
    // The map still stands where the zone is in its middle.
    await page.mouse.click((map?.x ?? 0) + (map?.width ?? 0) / 2, (map?.y ?? 0) + (map?.height ?? 0) / 2);
    await page.getByRole("heading", { name: /Romford/, level: 1 }).waitFor();
    await page.getByRole("button", { name: "← All zones" }).click();
    await page.locator(".zones-map canvas").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /Romford/, level: 1 }).waitFor();
    await page.context().close();
  });

  it("are drawn over the counts as they stood at the end of the period", async () => {
    const page = await site().open("#/analyse?dataset=demo&from=2025-02-01&to=2025-03-01");
    await cellsDrawn(page);
    await page.getByLabel("Zones in force at the end").check();
    await page.getByText("2 on 28 Feb 2025.").waitFor();
    const legend = page.getByRole("region", { name: "Legend" });
    expect(await legend.innerText()).toContain("Hatched outlines: zones in force on 28 Feb 2025 (PSPO)");
    expect(page.url()).toContain("zones=on");
    await settled(page);
    await shoot(page, "zones-over-counts");
    await expectAccessible(page);
    await page.goto(`${site().server.url}/#/analyse?dataset=demo&from=2025-03-01&to=2025-04-01&zones=on`);
    await page.getByText("1 on 31 Mar 2025.").waitFor();
    await page.context().close();
  });
}

function makingSuite(site: () => Site): void {
  it("are made by keyboard alone; over the maximum is refused at its field, with the rule", async () => {
    const page = await openZones(site(), "&at=2027-06-01");
    await press(page, "New zone");
    await type(page, "Title", "Typed order");
    await type(page, "Authority (whose order it is)", "Demo council");
    await typeDay(page, "From", "2027-01-04");
    await typeDay(page, "Until", "2030-01-05");
    await page.getByLabel("Rank or body that authorises it").focus();
    // One letter: a slow machine would take the next ones for another search of the list.
    await page.keyboard.press("l");
    await type(page, "Prohibited", "Drinking alcohol after being asked to stop");
    await page.getByRole("radio", { name: "Draw" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.getByLabel("Centre: latitude, longitude").focus();
    await page.keyboard.type("51.5155, -0.0722");
    await page.getByText(/^As it would be saved: 7\.\d ha, 6\d corners\.$/).waitFor();
    await press(page, "Make the zone");
    const refusal = page.locator("#zone-field-effectiveTo-problem");
    await refusal.waitFor();
    expect(await refusal.innerText()).toMatch(
      /4 Jan 2030 at the latest: Public spaces protection order: at most 3 years/,
    );
    await page.waitForFunction(() => document.activeElement?.id === "zone-field-effectiveTo");
    await shoot(page, "zones-refused");
    await expectAccessible(page);
    await typeDay(page, "Until", "2030-01-04");
    await press(page, "Make the zone");
    await page.getByRole("heading", { name: "Typed order", level: 1 }).waitFor();
    const id = Number(/zone=(\d+)/.exec(page.url())?.[1]);
    expect(await site().ask<ZoneBody>(`/zones/${id}`)).toMatchObject({
      dataset: "demo",
      effectiveTo: "2030-01-04T00:00:00+00:00",
      powers: { short: "alcohol only" },
      shape: { from: "polygon" },
    });
    await page.context().close();
  });

  it("name what is missing, and a rank that may not, at their fields", async () => {
    const page = await openZones(site(), "");
    await page.getByRole("button", { name: "New zone" }).click();
    await page.getByRole("button", { name: "Make the zone" }).click();
    expect(await page.locator("#zone-field-title-problem").innerText()).toBe("Say what it is called.");
    await page.getByLabel("Kind").selectOption("dispersal");
    await page.getByLabel("Title").fill("Station");
    await page.getByLabel("Authority (whose order it is)").fill("Demo Police");
    await page.getByLabel("From", { exact: true }).fill("2027-03-26");
    await page.getByLabel("Until", { exact: true }).fill("2027-03-27");
    await page.getByLabel("Rank or body that authorises it").selectOption("sergeant");
    await page.getByRole("radio", { name: "Pick" }).check({ force: true });
    await page.getByRole("checkbox").first().check();
    await page.getByText(/^As it would be saved/).waitFor();
    await page.getByRole("button", { name: "Make the zone" }).click();
    expect(await page.locator("#zone-field-rank-problem").innerText()).toMatch(
      /sergeant may not; it takes inspector or above.*s\.34/,
    );
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "Zones", level: 1 }).waitFor();
    await page.context().close();
  });

  it("are drawn with the mouse, taken back and brought again, and saved as drawn", async () => {
    const page = await openZones(site(), "&do=make");
    await drawRectangle(page);
    const saved = page.getByText(/^As it would be saved: [\d,.]+ ha, 4 corners\.$/);
    await saved.waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await saved.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Redo" }).click();
    await saved.waitFor();
    await page.getByLabel("Kind").selectOption("target_area");
    await page.getByLabel("Title").fill("Drawn area");
    await page.getByLabel("Authority (whose order it is)").fill("Demo Police");
    await page.getByLabel("From", { exact: true }).fill("2027-01-04");
    await shoot(page, "zones-drawn");
    await page.getByRole("button", { name: "Make the zone" }).click();
    await page.getByRole("heading", { name: "Drawn area", level: 1 }).waitFor();
    const zone = await site().ask<ZoneBody>(`/zones/${/zone=(\d+)/.exec(page.url())?.[1]}`);
    expect(zone.geometry.coordinates.flat(2)).toHaveLength(5);
    expect(await page.locator(".zones-panel").innerText()).toContain("Not in force on the date shown.");
    expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
    await page.context().close();
  });

  it("snap to ward edges before they are saved, and say so", async () => {
    const page = await openZones(site(), "&do=make");
    await page.getByRole("radio", { name: "Type" }).check({ force: true });
    await page.getByRole("radio", { name: "Polygon" }).check({ force: true });
    await page.getByLabel(/^Corners, one a line/).fill(await nearAWard(site()));
    await page.getByText(/^As it would be saved/).waitFor();
    await page.getByLabel("Snap to ward edges").selectOption("60");
    await page.getByText(/^Snapped to ward edges: /).waitFor();
    await settled(page);
    await shoot(page, "zones-snapped");
    await page.context().close();
  });
}

function changingSuite(site: () => Site): void {
  it("are extended with a reason, within the rule, and keep their history", async () => {
    const { id } = await madeByHand(site(), { title: "To be extended" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}`);
    await page.getByRole("button", { name: "Extend", exact: true }).click();
    await page.getByLabel("Until (the first moment it no longer holds)", { exact: true }).fill("2034-01-04");
    await page.getByLabel("Why (kept for good)").fill("Consulted in May");
    await page.getByRole("button", { name: "Extend the zone" }).click();
    expect(await page.locator("#zone-field-until-problem").innerText()).toMatch(/4 Jan 2033 at the latest: .*3 years/);
    await shoot(page, "zones-extend-refused");
    await page.getByLabel("Until (the first moment it no longer holds)", { exact: true }).fill("2033-01-04");
    await page.getByRole("button", { name: "Extend the zone" }).click();
    await page.getByText("2. extended").waitFor();
    const history = await page.locator(".zone-history").innerText();
    expect(history).toMatch(
      /2\. extended .* by local\s+Why: Consulted in May[\s\S]*Until: 4 Jan 2030 → 4 Jan 2033[\s\S]*1\. made/,
    );
    const { versions } = await site().ask<ZoneHistoryBody>(`/zones/${id}/history`);
    expect(versions.map(({ action }) => action)).toEqual(["extended", "made"]);
    await page.locator(".zone-history").scrollIntoViewIfNeeded();
    await settled(page);
    await shoot(page, "zones-history");
    await expectAccessible(page);
    await page.context().close();
  });

  it("are varied, superseded and discharged, each linked to what came before", async () => {
    const { id } = await madeByHand(site(), { title: "To be varied" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}`);
    await page.getByRole("button", { name: "Vary" }).click();
    await page.getByLabel("From when", { exact: true }).fill("2028-01-01");
    await page.getByLabel("Prohibited").fill("Drinking alcohol\nUsing nitrous oxide");
    await page.getByLabel("Why (kept for good)").fill("Canisters found");
    await settled(page);
    await shoot(page, "zones-vary");
    await page.getByRole("button", { name: "Vary the zone" }).click();
    await page.getByText("1. varied").waitFor();
    const varied = Number(/zone=(\d+)/.exec(page.url())?.[1]);
    expect(await page.locator(".zone-facts").innerText()).toContain(`zone ${id} → zone ${varied}`);
    expect(await page.locator(".zone-history").innerText()).toContain(
      "Prohibitions: Drinking alcohol → Drinking alcohol; Using nitrous oxide",
    );
    await page.getByRole("button", { name: "Supersede" }).click();
    await page.getByLabel("Title").fill("Its successor");
    await page.getByLabel("From", { exact: true }).fill("2029-01-01");
    await page.getByLabel("Until", { exact: true }).fill("2031-01-01");
    await page.getByLabel("Why (kept for good)").fill("New order");
    await page.getByRole("button", { name: "Make the new order" }).click();
    await page.getByRole("heading", { name: "Its successor", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Discharge" }).click();
    await page.getByLabel("It ends on (blank: now)", { exact: true }).fill("2030-01-01");
    await page.getByLabel("Why (kept for good)").fill("No need any more");
    await page.getByRole("button", { name: "Discharge the zone" }).click();
    await page.getByText("2. discharged").waitFor();
    const { zones } = await site().ask<ZoneListBody>("/zones?dataset=demo&all=true&at=2032-01-01");
    const chain = [id, varied, varied + 1].map((one) => zones.find((zone) => zone.id === one)?.status);
    expect(chain).toEqual(["superseded", "superseded", "discharged"]);
    await page.context().close();
  });

  it("are corrected, the field that was wrong alone", async () => {
    const { id } = await madeByHand(site(), { title: "Mispelt" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}`);
    await page.getByRole("button", { name: "Correct" }).click();
    await page.getByLabel("Title").fill("Misspelt no more");
    await page.getByRole("button", { name: "Save the correction" }).click();
    expect(await page.locator("#zone-field-reason-problem").innerText()).toContain("Say why");
    await page.getByLabel("Why (kept for good)").fill("Typing error");
    await page.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("Title: Mispelt → Misspelt no more").waitFor();
    const { versions } = await site().ask<ZoneHistoryBody>(`/zones/${id}/history`);
    expect(versions[0]?.state.geometry).toEqual(versions[1]?.state.geometry);
    await page.context().close();
  });
}

function carryingSuite(site: () => Site): void {
  it("go out as GeoJSON and CSV, and on paper with marking and map", async () => {
    const page = await openZones(site(), "&at=2026-11-27");
    const { zones } = await site().ask<ZoneListBody>("/zones?dataset=demo&at=2026-11-27");
    const geojson = JSON.parse(await downloaded(page, "GeoJSON")) as { marking: string; features: { id: number }[] };
    expect(geojson.features.map(({ id }) => id)).toEqual(zones.map(({ id }) => id));
    expect(geojson.marking).toBe("OFFICIAL");
    const rows = (await downloaded(page, "CSV")).trim().split("\r\n");
    expect(rows).toHaveLength(zones.length + 1);
    expect(rows[1]).toContain("SYNTHETIC – not real places’ crime");
    const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const text = (pages[0] ?? "").replaceAll(/\s+/g, " ");
    expect(text).toContain("Zones in force on 27 Nov 2026");
    expect(text).toContain("SYNTHETIC – not real places’ crime");
    expect(text).toContain("not authority to search; read the order.");
    for (const { title } of zones) expect(text).toContain(title);
    expect(text).not.toContain("New zone");
    await page.context().close();
  });

  it("that are real come in as GeoJSON, over the maximum with a warning, apart from the made-up ones", async () => {
    const page = await openZones(site(), "&at=2026-11-27");
    await page.getByRole("button", { name: "Import GeoJSON" }).click();
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({
        name: "orders.geojson",
        mimeType: "application/geo+json",
        buffer: Buffer.from(JSON.stringify(REAL_ORDER)),
      });
    await page.getByRole("button", { name: "Import this file" }).click();
    await page.getByText(/1 real order is on record, too/).waitFor({ timeout: 60_000 });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Show the real ones" }).click();
    await page.getByRole("button", { name: "Real town centre" }).click();
    await page.getByText("Look twice: this order was imported as it is.").waitFor();
    expect(await page.getByRole("note").innerText()).toMatch(
      /at the latest: Public spaces protection order: at most 3 years/,
    );
    await settled(page);
    await shoot(page, "zones-real");
    await page.context().close();
  });

  it("fit a phone: map, date, list, each control big enough for a finger", async () => {
    const page = await openZones(site(), "&at=2025-01-25", PHONE);
    await shoot(page, "zones-phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const pressed = ".zones button:not(:disabled), .zones select, .zones input[type=range], .zones summary";
    expect(await tooSmall(page, pressed)).toEqual([]);
    await expectAccessible(page);
    await page.goto(`${site().server.url}/#/zones?dataset=demo&do=make`);
    await page.getByRole("heading", { name: "New zone" }).waitFor();
    await settled(page);
    await shoot(page, "zones-phone-make");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.context().close();
  });
}
