import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { PatrolBody, TargetAreaBody } from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { cellsDrawn, type Site, settled, shoot } from "../site.ts";

/** From the first screen to the sheet in a pocket, as somebody does it who has read nothing before, with the keyboard. */
export function wholePathSuite(site: () => Site): void {
  describe("from the first screen to the patrol", () => {
    it("five places with their reasons, a nominated core, and one printed A4, by keyboard", async () => {
      const page = await site().open();
      await cellsDrawn(page);
      await choose(page, "mode", "Hot spots");
      await page.waitForFunction(() => document.querySelector(".legend")?.textContent?.includes("Hot spots"));
      await page.locator(".place-row").nth(4).waitFor();
      await settled(page);
      const names: string[] = [];
      for (let at = 0; at < 5; at++) names.push(await becauseOf(page, at));
      expect(new Set(names).size).toBe(5);
      await page.locator(".place-button").first().press("Enter");
      const target = await nominate(site(), page);
      await page.getByRole("link", { name: "Open the patrol sheet" }).press("Enter");
      await page.locator(".stop h3").first().waitFor();
      await settled(page);
      await shoot(page, "path-patrol");
      const day = await page.getByLabel("Day").inputValue();
      const sheet = await site().ask<PatrolBody>(`/patrol?dataset=demo&date=${day}`);
      expect(sheet.stops.map(({ target: of }) => of.id)).toContain(target);
      const [paper = "", ...more] = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(more).toEqual([]);
      const words = paper.replaceAll(/\s+/g, " ");
      for (const stop of sheet.stops) expect(words).toContain(stop.name.replaceAll(/\s+/g, " "));
      expect(words).toContain("OFFICIAL-SENSITIVE");
      // The map on paper is a picture that is taken when the print begins.
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 794, height: 1123 });
      await settled(page);
      expect(await page.locator(".patrol-print :is(canvas, img)").first().isVisible()).toBe(true);
      await shoot(page, "path-sheet");
      await closeTarget(site(), target);
      await page.context().close();
    });
  });
}

/** A radio of a bar, by its words, moved to with the arrow keys as radios are. */
async function choose(page: Page, group: string, label: string): Promise<void> {
  await page.locator(`input[name=${group}]:checked`).focus();
  for (let press = 0; press < 8; press++) {
    const now = await page.locator(`label:has(input[name=${group}]:checked)`).innerText();
    if (now.trim() === label) return;
    await page.keyboard.press("ArrowRight");
  }
  throw new Error(`${label} is not to be reached in ${group}`);
}

/** Open a place, read why it is listed, and go back. @returns its name */
async function becauseOf(page: Page, at: number): Promise<string> {
  await page.locator(".place-button").nth(at).press("Enter");
  const because = page.locator(".because");
  await because.waitFor();
  expect(await because.innerText()).toMatch(/^Because \d+ cells? .*\(q [=<]/);
  const name = await page.locator(".place-profile h2").innerText();
  await page.getByRole("button", { name: "← All places" }).press("Enter");
  await page.locator(".place-row").first().waitFor();
  return name;
}

/** @returns the number of the target area */
async function nominate(site: Site, page: Page): Promise<number> {
  await page.getByRole("button", { name: "Nominate as target area" }).press("Enter");
  await page.locator("dialog.nominate[open]").waitFor();
  await page.getByLabel("Why this place").focus();
  await page.keyboard.type("First of the list, reported month after month");
  await page.getByRole("button", { name: "Nominate", exact: true }).press("Enter");
  const words = await page.getByText(/is target area \d+, proposed\.$/).innerText();
  const id = Number(/area (\d+)/.exec(words)?.[1]);
  const stored = await site.ask<TargetAreaBody>(`/target-areas/${id}`);
  expect([stored.status, stored.source]).toEqual(["proposed", "cluster"]);
  // What the public reported is what the place was named for.
  expect(stored.evidence.category).toEqual(["drug_asb"]);
  await settled(page);
  await shoot(page, "path-nominated");
  return id;
}

/** Whoever comes after finds no target of ours. */
async function closeTarget(site: Site, id: number): Promise<void> {
  const answer = await fetch(`${site.server.url}/api/v1/target-areas/${id}/status`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ status: "declined", reason: "The path is walked" }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
