import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { AreaCollection, PlaceListBody, ZoneBody, ZoneHistoryBody } from "../../../server/api/types.ts";
import { PHONE, tooSmall } from "../fingers.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";
import { clicker, drag, drawRectangle, madeByHand, openZones, pixelsOf, REAL_ORDER } from "../zone-page.ts";

/** The square of REAL_ORDER: [west, south, east, north]. */
const SQUARE = [0.17, 51.57, 0.19, 51.58] as const;

/** Where zones are, said with the mouse, by keyboard, and as premises; and what is refused there. */
export function zoneShapeSuite(site: () => Site): void {
  cornerSuite(site);
  premisesSuite(site);
  refusedSuite(site);
  effectSuite(site);
}

function cornerSuite(site: () => Site): void {
  it("have corners moved, added and removed with the mouse, each step taken back by Undo", async () => {
    const { id } = await madeByHand(site(), { title: "To be moved" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}&do=edit`);
    await page.getByRole("radio", { name: "Draw" }).check({ force: true });
    await page.getByText("1 of 4").waitFor();
    await page.getByLabel("Pull corners onto ward edges").uncheck();
    const on = await pixelsOf(page, SQUARE);
    const [corner, elsewhere] = [on([0.19, 51.58]), on([0.186, 51.578])];
    await drag(page, corner, elsewhere);
    await page.getByText("3 of 4").waitFor();
    const place = page.getByLabel("Its latitude, longitude");
    await expect.poll(() => place.inputValue()).toMatch(/^51\.57[78]\d+, 0\.18[56]\d+$/);
    await drag(page, on([0.17, 51.575]), on([0.174, 51.575]));
    await page.getByText("4 of 5").or(page.getByText("5 of 5")).waitFor();
    await page.getByText(/^As it would be saved: .* 5 corners\.$/).waitFor();
    await settled(page);
    await shoot(page, "zones-corners");
    await expectAccessible(page);
    await page.mouse.click(elsewhere.x, elsewhere.y, { button: "right" });
    await page.getByText(/^As it would be saved: .* 4 corners\.$/).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText(/^As it would be saved: .* 5 corners\.$/).waitFor();
    await page.getByLabel("Why (kept for good)").fill("Surveyed again");
    await page.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("Shape: 4 corners → 5 corners").waitFor();
    await page.context().close();
  });

  it("pull a corner onto the ward's own when it is put near, and leave it where it is put when told so", async () => {
    const { ring, bounds } = await wardBeside(site());
    const { id } = await madeByHand(site(), {
      title: "Beside a ward",
      shape: { polygon: ringOf(ring.map(northwards)) },
    });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}&do=edit`);
    await page.getByRole("radio", { name: "Draw" }).check({ force: true });
    await page.getByText(/^1 of \d+$/).waitFor();
    const on = await pixelsOf(page, bounds);
    const [corner, nearby] = [on(northwards(ring[0] ?? [0, 0])), on(ring[0] ?? [0, 0])];
    const place = page.getByLabel("Its latitude, longitude");
    await drag(page, corner, { x: nearby.x + 4, y: nearby.y + 4 });
    await expect.poll(() => place.inputValue()).toBe(words(ring[0] ?? [0, 0]));
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByLabel("Pull corners onto ward edges").uncheck();
    await drag(page, corner, { x: nearby.x + 4, y: nearby.y + 4 });
    await expect.poll(() => page.getByRole("button", { name: "Redo" }).isDisabled()).toBe(true);
    expect(await place.inputValue()).not.toBe(words(ring[0] ?? [0, 0]));
    await page.context().close();
  });

  it("have corners stepped through, moved, added and removed by keyboard, and keep the shape's history", async () => {
    const { id } = await madeByHand(site(), { title: "Moved by keyboard" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}&do=edit`);
    await page.getByRole("radio", { name: "As it is" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "The next corner" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("2 of 4").waitFor();
    const place = page.getByLabel("Its latitude, longitude");
    await expect.poll(() => place.inputValue()).toBe("51.570000, 0.190000");
    await place.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("here");
    await page.keyboard.press("Enter");
    await page.getByText("That is no place: write it like 51.5301, -0.0102.").waitFor();
    expect(await place.inputValue()).toBe("here");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("51.569, 0.191");
    await page.keyboard.press("Enter");
    await page.getByText(/^As it would be saved: .* 4 corners\.$/).waitFor();
    await page.getByRole("button", { name: "Add one after it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("3 of 5").waitFor();
    await expect.poll(() => place.inputValue()).toBe("51.574500, 0.190500");
    await page.getByRole("button", { name: "Remove it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("2 of 4").waitFor();
    // Enter in a field of the map sent nothing.
    expect((await site().ask<ZoneHistoryBody>(`/zones/${id}/history`)).versions).toHaveLength(1);
    await page.getByLabel("Why (kept for good)").fill("Misread");
    await page.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("Shape: 4 corners → 4 corners").waitFor();
    const { geometry } = await site().ask<ZoneBody>(`/zones/${id}`);
    expect(geometry.coordinates[0]?.[0]).toContainEqual([0.191, 51.569]);
    await page.context().close();
  });

  it("go on as typed corners from what was drawn, and as drawn ones from what was typed", async () => {
    const page = await openZones(site(), "&do=make");
    await drawRectangle(page);
    await page.getByText(/^As it would be saved: .* 4 corners\.$/).waitFor();
    await page.getByRole("radio", { name: "Type" }).check({ force: true });
    const corners = page.getByLabel(/^Corners, one a line/);
    const lines = (await corners.inputValue()).split("\n");
    expect(lines).toHaveLength(4);
    await corners.fill(lines.slice(0, 3).join("\n"));
    await page.getByText(/^As it would be saved: .* 3 corners\.$/).waitFor();
    await page.getByRole("radio", { name: "Draw" }).check({ force: true });
    await page.getByText("1 of 3").waitFor();
    expect(await page.getByRole("button", { name: "Remove it" }).isDisabled()).toBe(true);
    await page.context().close();
  });
}

function premisesSuite(site: () => Site): void {
  it("that close premises are put at a named place, moved with a click, and shown as a dot", async () => {
    const { places } = await site().ask<PlaceListBody>("/places?dataset=demo&kind=station");
    const page = await openZones(site(), "&do=make");
    await page.getByLabel("Kind").selectOption("closure_order");
    const place = page.getByLabel("Latitude, longitude, or a place’s name");
    await place.fill("nowhere");
    await page.getByText(/^That is no place: /).waitFor();
    await place.fill(places[0]?.name ?? "");
    await page.getByLabel("Reach round that point in metres").fill("500");
    await page.getByText("The reach is a whole number of metres from 5 to 100.").waitFor();
    await page.getByLabel("Reach round that point in metres").fill("20");
    await page.getByText(/^As it would be saved: 1,2\d\d m² round the point\.$/).waitFor();
    await settled(page);
    await shoot(page, "zones-premises");
    await expectAccessible(page);
    await page.getByLabel("Title").fill("Flat above a shop");
    await page.getByLabel("Authority (whose order it is)").fill("Demo court");
    await page.getByLabel("From", { exact: true }).fill("2027-01-04");
    await page.getByLabel("Until", { exact: true }).fill("2027-03-04");
    await page.getByLabel("Rank or body that authorises it").selectOption("magistrates_court");
    await page.getByRole("button", { name: "Make the zone" }).click();
    await page.getByRole("heading", { name: "Flat above a shop", level: 1 }).waitFor();
    const id = Number(/zone=(\d+)/.exec(page.url())?.[1]);
    const { shape } = await site().ask<ZoneBody>(`/zones/${id}`);
    expect(shape).toMatchObject({ from: "premises", premises: { radiusMetres: 20 } });
    expect(shape.premises?.lngLat[0]).toBeCloseTo(places[0]?.lng ?? 0, 5);
    expect(await page.locator(".zone-facts").innerText()).toContain("with 20 m round them");
    expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
    await page.goto(`${site().server.url}/#/zones?dataset=demo&at=2027-02-01&zone=${id}&do=edit`);
    await page.getByRole("radio", { name: "Premises" }).check({ force: true });
    await settled(page);
    const click = await clicker(page);
    await click(0.6, 0.6);
    await page.getByText(/^As it would be saved/).waitFor();
    await page.getByLabel("Why (kept for good)").fill("Next door");
    await page.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText("2. edited").waitFor();
    const moved = (await site().ask<ZoneBody>(`/zones/${id}`)).shape.premises;
    expect(moved?.radiusMetres).toBe(20);
    expect(moved?.lngLat).not.toEqual(shape.premises?.lngLat);
    await page.goto(`${site().server.url}/#/zones?dataset=demo&at=2027-02-01`);
    await page.getByRole("heading", { name: /^In force on 1 Feb 2027/ }).waitFor();
    await settled(page);
    await shoot(page, "zones-premises-shown");
    await page.context().close();
  });

  it("are no way to say where anything but a closure is", async () => {
    const page = await openZones(site(), "&do=make");
    expect(await page.getByRole("radio", { name: "Premises" }).count()).toBe(0);
    await page.getByLabel("Kind").selectOption("closure_notice");
    await page.getByRole("radio", { name: "Premises" }).waitFor({ state: "attached" });
    await page.getByLabel("Kind").selectOption("section_60");
    await page.getByRole("radio", { name: "Premises" }).waitFor({ state: "detached" });
    expect(await page.getByRole("radio", { name: "Draw" }).isChecked()).toBe(true);
    await page.context().close();
  });
}

function refusedSuite(site: () => Site): void {
  it("are refused at the map when their outline crosses itself or has too many corners, and nothing typed is lost", async () => {
    const page = await openZones(site(), "&do=make");
    await page.getByLabel("Title").fill("Kept");
    await page.getByLabel("Authority (whose order it is)").fill("Demo council");
    await page.getByLabel("Kind").selectOption("target_area");
    await page.getByLabel("From", { exact: true }).fill("2027-01-04");
    await page.getByRole("radio", { name: "Type" }).check({ force: true });
    await page.getByRole("radio", { name: "Polygon" }).check({ force: true });
    const corners = page.getByLabel(/^Corners, one a line/);
    const bowTie = "51.51, 0.01\n51.53, 0.03\n51.51, 0.03\n51.53, 0.01";
    await corners.fill(bowTie);
    await page.getByText(/not a valid polygon: Self-intersection/).waitFor();
    await page.getByRole("button", { name: "Make the zone" }).click();
    await page.waitForFunction(() => document.activeElement?.id === "zone-field-shape");
    expect(await page.locator("#zone-field-shape").innerText()).toMatch(/Self-intersection.*without crossing lines/);
    expect(await corners.inputValue()).toBe(bowTie);
    expect(await page.getByLabel("Title").inputValue()).toBe("Kept");
    await shoot(page, "zones-crossing");
    await corners.fill(circleOf(500));
    await page.getByText(/more than 500 vertices/).waitFor();
    await corners.fill(circleOf(501));
    await page.getByText("501 corners; an area has at most 500.").waitFor();
    await corners.fill(circleOf(499));
    await page.getByText(/^As it would be saved: .* 499 corners\.$/).waitFor();
    await page.context().close();
  });

  it("are refused at their field with dates reversed, without authority, beyond the total, and keep what was typed", async () => {
    const { id } = await madeByHand(site(), { title: "To be corrected" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}&do=edit`);
    await page.getByLabel("Why (kept for good)").fill("Test");
    await page.getByLabel("Until", { exact: true }).fill("2026-01-01");
    await page.getByRole("button", { name: "Save the correction" }).click();
    expect(await page.locator("#zone-field-effectiveTo-problem").innerText()).toMatch(/must be later than the start/);
    await page.getByLabel("Until", { exact: true }).fill("2031-01-01");
    await page.getByRole("button", { name: "Save the correction" }).click();
    await page.getByText(/4 Jan 2030 at the latest: .*at most 3 years/).waitFor();
    await page.getByLabel("Authority (whose order it is)").fill(" ");
    await page.getByRole("button", { name: "Save the correction" }).click();
    expect(await page.locator("#zone-field-authority-problem").innerText()).toBe("Say whose order it is.");
    expect(await page.getByLabel("Why (kept for good)").inputValue()).toBe("Test");
    expect(await page.getByLabel("Until", { exact: true }).inputValue()).toBe("2031-01-01");
    await page.context().close();
  });

  it("in another coordinate system are refused when they are imported, with what was expected", async () => {
    const page = await openZones(site(), "");
    const features = REAL_ORDER.features.map((feature) => ({
      ...feature,
      geometry: { type: "Polygon", coordinates: feature.geometry.coordinates.map((ring) => ring.map(onMercator)) },
    }));
    await page.getByRole("button", { name: "Import GeoJSON" }).click();
    await importFile(page, JSON.stringify({ ...REAL_ORDER, features }));
    await page
      .getByText(/out of range: neither WGS84 degrees in the United Kingdom nor British National Grid metres/)
      .waitFor();
    await shoot(page, "zones-wrong-crs");
    await page.context().close();
  });
}

function effectSuite(site: () => Site): void {
  it("are evaluated inside, around and elsewhere, before and after they began, with one click on their panel", async () => {
    const page = await openZones(site(), "&at=2026-11-27");
    await page.getByRole("button", { name: /Romford/ }).click();
    await page.getByRole("link", { name: "Effect of this zone" }).click();
    await page.getByRole("table", { name: /^Target, displacement zone/ }).waitFor({ timeout: 120_000 });
    expect(page.url()).toMatch(/#\/evaluate\?dataset=demo&zone=\d+&evaluation=\d+/);
    expect(await page.locator(".evaluate-head").innerText()).toContain("before and after it came into force");
    const once = page.url();
    await shoot(page, "zones-effect");
    await page.goBack();
    await page.getByRole("link", { name: "Effect of this zone" }).click();
    await page.getByRole("table", { name: /^Target, displacement zone/ }).waitFor();
    // Seen again, not evaluated again.
    expect(page.url()).toBe(once);
    await page.context().close();
  });

  it("are drawn on a phone with tools big enough for a finger", async () => {
    const { id } = await madeByHand(site(), { title: "On a phone" });
    const page = await openZones(site(), `&at=2027-06-01&zone=${id}&do=edit`, PHONE);
    await page.getByRole("radio", { name: "Draw" }).check({ force: true });
    await page.getByText("1 of 4").waitFor();
    expect(await tooSmall(page, ".shape-tools button:not(:disabled), .shape-tools input[type=text]")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.locator(".corner-tools").scrollIntoViewIfNeeded();
    await shoot(page, "zones-phone-corners");
    await expectAccessible(page);
    await page.context().close();
  });
}

type Corner = [lng: number, lat: number];

/** A ward's outline, and the box of the same outline 20 m farther north. */
async function wardBeside(site: Site) {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=ward");
  const outline = features[0]?.geometry.coordinates[0]?.[0] ?? [];
  const ring = outline.map(([lng = 0, lat = 0]): Corner => [lng, lat]);
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map((corner) => northwards(corner)[1])];
  return { ring, bounds: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] as const };
}

function northwards([lng, lat]: Corner): Corner {
  return [lng, Number((lat + 0.00018).toFixed(6))];
}

function ringOf(ring: readonly Corner[]) {
  return { type: "Polygon", coordinates: [ring] };
}

function words([lng, lat]: Corner): string {
  return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}

function circleOf(corners: number): string {
  const angle = (k: number) => (2 * Math.PI * k) / corners;
  const corner = (k: number): Corner => [0.05 + 0.02 * Math.cos(angle(k)), 51.55 + 0.02 * Math.sin(angle(k))];
  return Array.from({ length: corners }, (_, k) => words(corner(k))).join("\n");
}

const EARTH = 6_378_137;

/** EPSG:3857, as web maps have it. */
function onMercator([lng = 0, lat = 0]: number[]): Corner {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  return [EARTH * radians(lng), EARTH * Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2))];
}

async function importFile(page: Page, text: string): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "orders.geojson", mimeType: "application/geo+json", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Import this file" }).click();
}
