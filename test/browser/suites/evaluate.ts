import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { EvaluationBody, EvaluationListBody, OperationListBody } from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";

const LONG = { timeout: 60_000 };

/** Evaluate on the demo city: from the timeline to a result, its maps, its report, and an operation of one's own. */
export function evaluateSuite(site: () => Site): void {
  describe("evaluate", () => {
    it("shows every operation on one timeline, opened by keyboard", async () => {
      const page = await openEvaluate(site(), "");
      await page.locator(".timeline-phase").first().waitFor();
      const { operations } = await site().ask<OperationListBody>("/operations?dataset=demo");
      expect(await page.locator(".timeline-row strong").allTextContents()).toEqual(operations.map(({ name }) => name));
      expect(await page.locator(".timeline-phase").count()).toBe(operations.flatMap(({ phases }) => phases).length);
      await shoot(page, "evaluate-timeline");
      await expectAccessible(page);
      await page.getByRole("button", { name: /^Demo Kestrel/ }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Demo Kestrel" }).waitFor();
      expect(page.url()).toContain("operation=");
      await page.context().close();
    });

    it("fixes the design before a result, and refuses what the service refuses, in its words", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "&step=design");
      await page.getByText("All of this is fixed when you press Evaluate").waitFor(LONG);
      await page.getByText("Adjust the design").click();
      await page.getByLabel("Window before, first day").fill("2026-05-05");
      await page.locator(".job-panel .primary").click();
      await page.locator(".job-panel [role=alert]").waitFor();
      expect(await page.locator(".job-panel [role=alert]").innerText()).toContain("windows.before is reversed");
      await settled(page);
      await shoot(page, "evaluate-design");
      await expectAccessible(page);
      // A refused request is an answer, not a fault of the page.
      site().complaints.splice(0);
      await page.context().close();
    });

    it("evaluates operation A and says what fell and what rose, on one page", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "");
      await evaluate(page);
      const result = await newest(site(), page);
      expect(await page.locator(".evaluate-sheet .verdict h2").innerText()).toBe(
        "The target fell beyond what was to be expected. Its surroundings rose beyond what placebos do.",
      );
      for (const { text } of result.verdict?.rules ?? [])
        expect(await page.locator("main").innerText()).toContain(text);
      const marked = await page.locator(".evaluate-sheet .rows-table tr.marked th").allTextContents();
      const standing = [...(result.strips ?? []), ...(result.receiving ?? [])].filter((row) => row.marked);
      expect(marked).toHaveLength(2 + standing.length + (result.rings ?? []).filter((row) => row.marked).length);
      await settled(page);
      await shoot(page, "evaluate-result");
      await expectAccessible(page);
      await page.context().close();
    });

    it("shows the placebos and the series with their numbers as tables", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "");
      await page.locator(".evaluate-sheet .placebo-chart").first().waitFor(LONG);
      const result = await newest(site(), page);
      const sheet = page.locator(".evaluate-sheet");
      await sheet.getByText("Target: placebos as a table").click();
      const counts = await sheet.locator(".placebo-chart + .twin-box").first().locator(".number").allTextContents();
      const shown = counts.slice(1).map((text) => Number(text.replaceAll(",", "")));
      expect(shown.reduce((a, b) => a + b, 0)).toBe(result.placebo?.m);
      await sheet.getByText("Target, displacement zone and control: as a table").click();
      expect(await page.locator(".evaluate-sheet .over-time .twin").first().locator("tbody tr").count()).toBe(
        result.series?.starts.length,
      );
      await page.context().close();
    });

    it("moves the line of the swipe by keyboard, and a link brings back map and line", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "&map=swipe&swipe=40");
      const line = page.getByRole("slider", { name: "Line between before and after" });
      await line.waitFor(LONG);
      expect(await line.inputValue()).toBe("40");
      await line.focus();
      await page.keyboard.press("ArrowRight");
      await page.waitForURL(/swipe=41/);
      await settled(page);
      await shoot(page, "evaluate-swipe");
      await page.getByRole("radio", { name: "Difference" }).focus();
      await page.keyboard.press("Space");
      await page.waitForURL(/map=difference/);
      await page.context().close();
    });

    it("leads with the peak on operation C and claims no success", async () => {
      const page = await openOperation(site(), "Demo Plover", "");
      await evaluate(page);
      const headline = await page.locator(".evaluate-sheet .verdict h2").innerText();
      expect(headline).toMatch(/^Launched on a peak/);
      expect(headline).not.toMatch(/The target fell/);
      expect(await page.locator(".evaluate-sheet .rows-table tr.marked").count()).toBe(0);
      await settled(page);
      await shoot(page, "evaluate-peak");
      await page.context().close();
    });

    it("evaluates a zone on the same page", async () => {
      const page = await openEvaluate(site(), "");
      await page.getByRole("button", { name: /^Demo order, Upper Holloway/ }).click();
      await evaluate(page);
      expect(page.url()).toContain("zone=");
      expect(await page.getByRole("tab", { name: "Outcomes" }).count()).toBe(0);
      await page.context().close();
    });

    it("prints two to four A4 with marking and watermark on every one", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "");
      await page.locator(".evaluate-sheet .verdict").waitFor(LONG);
      await settled(page);
      const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(pages.length).toBeGreaterThanOrEqual(2);
      expect(pages.length).toBeLessThanOrEqual(4);
      for (const text of pages.map((words) => words.replaceAll(/\s+/g, " "))) {
        expect(text).toContain("OFFICIAL-SENSITIVE");
        expect(text).toContain("SYNTHETIC – not real places’ crime");
      }
      const whole = pages.join(" ").replaceAll(/\s+/g, " ");
      for (const words of ["What this cannot show", "Would have been seen", "Method card"])
        expect(whole).toContain(words);
      expect(whole).not.toContain("Edit operation");
      await page.context().close();
    });

    it("shows what an operation yielded, and tells which line of a file is wrong", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "&step=outcomes");
      await page.locator(".totals").waitFor(LONG);
      expect(await page.locator(".outcomes figcaption").first().innerText()).toContain("Judicial disposals");
      await shoot(page, "evaluate-outcomes");
      await expectAccessible(page);
      await page.getByLabel("Keep the good rows of a file with bad ones").check();
      await page.getByLabel("CSV file of outcomes").setInputFiles({
        name: "outcomes.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "kind,quantity,date,source\nwarrant,3,2026-01-05,custody log\nwarrants,1,2026-01-05,custody log\n",
        ),
      });
      await page.getByText("2 rows read, 1 stored, 1 refused.").waitFor();
      expect(await page.locator(".refused-rows tbody tr").allInnerTexts()).toEqual([
        expect.stringMatching(/^3\s+kind\s/),
      ]);
      await page.context().close();
    });

    it("records an operation with the keyboard alone", async () => {
      const page = await openEvaluate(site(), "&step=new");
      await page.getByLabel("Name", { exact: true }).focus();
      await page.keyboard.type("Kittiwake");
      await page.keyboard.press("Tab");
      await page.keyboard.type("Inspector, town centre team");
      await page.getByLabel("First day").fill("2026-03-02");
      await page.getByLabel("Last day").fill("2026-03-29");
      await page.getByRole("radio", { name: "Draw" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.getByLabel("Centre: latitude, longitude").focus();
      await page.keyboard.type("51.5462, -0.0553");
      await page.getByText("Its place: as typed.").waitFor();
      await settled(page);
      await shoot(page, "evaluate-new");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Save the operation" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Kittiwake" }).waitFor(LONG);
      const { operations } = await site().ask<OperationListBody>("/operations?dataset=demo");
      expect(operations.find(({ name }) => name === "Kittiwake")).toMatchObject({
        ...{ lead: "Inspector, town centre team", visibility: "covert", from: "2026-03-02", to: "2026-03-30" },
      });
      await page.context().close();
    });

    it("fits a phone", async () => {
      const page = await openOperation(site(), "Demo Kestrel", "", { viewport: { width: 390, height: 844 } });
      await page.locator(".evaluate-sheet .verdict").waitFor(LONG);
      await settled(page);
      await shoot(page, "evaluate-phone");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.context().close();
    });
  });
}

function openEvaluate(site: Site, query: string, options = {}): Promise<Page> {
  return site.open(`#/evaluate?dataset=demo${query}`, options);
}

async function openOperation(site: Site, name: string, query: string, options = {}): Promise<Page> {
  const { operations } = await site.ask<OperationListBody>("/operations?dataset=demo");
  const id = operations.find((operation) => operation.name === name)?.id;
  return openEvaluate(site, `&operation=${id}${query}`, options);
}

/** Press Evaluate and wait for the verdict. */
async function evaluate(page: Page): Promise<void> {
  await page.locator(".job-panel .primary:enabled").waitFor(LONG);
  await page.locator(".job-panel .primary").click();
  await page.locator(".evaluate-sheet .verdict").waitFor(LONG);
}

async function newest(site: Site, page: Page): Promise<EvaluationBody> {
  const id = /operation=(\d+)/.exec(page.url())?.[1];
  const { evaluations } = await site.ask<EvaluationListBody>(`/operations/${id}/evaluations`);
  return site.ask<EvaluationBody>(`/operations/${id}/evaluations/${evaluations[0]?.id}`);
}
