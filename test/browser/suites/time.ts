import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatCount } from "../../../client/src/format.ts";
import type { AreaCollection, CellCountsBody, EventListBody } from "../../../server/api/types.ts";
import { paintedPixels } from "../pixels.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** Period by keyboard and buttons, steps that fetch values alone, links that reopen what was on screen. */
export function timeSuite(site: () => Site, period: () => string): void {
  describe("the period", () => {
    it("is brushed with the arrow keys, and the numbers follow", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.getByRole("slider", { name: "First month" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await settled(page);
      const [, from = "", to = ""] = /from=([\d-]+)&to=([\d-]+)/.exec(page.url()) ?? [];
      expect(`from=${from}&to=${to}`).not.toBe(period());
      const counted = await site().ask<CellCountsBody>(
        `/cells?dataset=demo&category=drugs&res=8&from=${from}&to=${to}`,
      );
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(counted.total)} `);
      expect(await page.locator("#result").textContent()).toContain(`${formatCount(counted.total)} counted`);
      await page.context().close();
    });

    it("is brushed with the pointer", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      const box = await page.locator(".brush").boundingBox();
      if (box === null) throw new Error("no brush");
      const y = box.y + box.height - 4;
      await page.mouse.move(box.x + box.width * 0.02, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.2, y, { steps: 4 });
      await page.mouse.up();
      await settled(page);
      expect(page.url()).not.toContain(period());
      expect(await page.getByRole("slider", { name: "First month" }).getAttribute("aria-valuenow")).toBe("0");
      await page.context().close();
    });

    it("steps by a month fetching values alone, with the classes kept, and is measured", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=9`);
      await cellsDrawn(page);
      const classes = await page.locator(".legend-classes").innerText();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole("button", { name: "One month back" }).click();
      await page.waitForFunction(() => performance.getEntriesByName("hexbeat:month-step").length === 1);
      await settled(page);
      // The month asked for, and the one after it ahead of time; the places are tested anew when the slider rests.
      expect(asked.filter((path) => path.startsWith("/api/v1/cells"))).toEqual(["/api/v1/cells", "/api/v1/cells"]);
      expect(await page.locator(".legend-classes").innerText()).toBe(classes);
      await page.context().close();
    });

    it("reopens from its address exactly as it was", async () => {
      const page = await site().open(
        `#/analyse?dataset=demo&${period()}&category=possession&res=9&list=table&map=11.40/51.54000/0.01000`,
      );
      await cellsDrawn(page);
      await page.getByRole("button", { name: "One month back" }).click();
      await page.locator(".ranked .row-button").nth(2).click();
      await settled(page);
      await page.waitForSelector(".profile .chart");
      await settled(page);
      const seen = await facts(page);
      const again = await site().open(new URL(page.url()).hash);
      await cellsDrawn(again);
      await again.waitForSelector(".profile .chart");
      await settled(again);
      expect(await facts(again)).toEqual(seen);
      const [before, after] = [await paintedPixels(page), await paintedPixels(again)];
      // Letters are drawn at fractions of a pixel: their edges may differ by a shade, nothing else may.
      const different = before.filter((value, i) => Math.abs(value - (after[i] ?? 0)) > 24).length;
      expect(different / before.length).toBeLessThan(0.005);
      await shoot(again, "analyse-reopened");
      await page.context().close();
      await again.context().close();
    });

    it("has its dated events marked over the bars, named in focus, under the pointer and in a list", async () => {
      const { events } = await site().ask<EventListBody>("/events?dataset=demo");
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      await cellsDrawn(page);
      const marks = page.locator(".controls .event-mark");
      await marks.first().waitFor();
      expect(await marks.count()).toBe(new Set(events.map(({ from }) => from.slice(0, 7))).size);
      expect((await listed(page, ".controls")).map((words) => words.split(",")[0])).toEqual(
        events.map(({ name }) => `Event: ${name}`),
      );
      expect(await listed(page, ".controls")).toContain(
        "Event: Report-it campaign, 5 Feb 2024 to 18 Feb 2024, Havering",
      );
      await page.locator(".controls .event-mark[tabindex='0']").focus();
      const told = page.locator(".controls .event-name");
      expect(await told.innerText()).toBe(await marks.first().getAttribute("aria-label"));
      await page.keyboard.press("ArrowRight");
      expect(await told.innerText()).toBe(await marks.nth(1).getAttribute("aria-label"));
      await page.keyboard.press("Tab");
      expect(await told.count()).toBe(0);
      await marks.last().hover();
      expect(await told.innerText()).toBe(await marks.last().getAttribute("aria-label"));
      const [mark, bars] = [await marks.first().boundingBox(), await page.locator(".brush svg").boundingBox()];
      expect((mark?.y ?? 0) + (mark?.height ?? 0)).toBeLessThanOrEqual(bars?.y ?? 0);
      await shoot(page, "events-histogram");
      await expectAccessible(page);
      await page.context().close();
    });

    it("has only the events about the ground that is shown, and the profile those about its place", async () => {
      await withEvent(site(), "Doorstep story", async () => {
        const of = async (place: string) => {
          const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&show=wards&${place}`);
          await page.locator(".controls .event-list").waitFor();
          await settled(page);
          return page;
        };
        const islington = await of("area=E09000019");
        const there = (await listed(islington, ".controls")).join();
        expect(there).toContain("Event: Doorstep story, 3 Nov 2025, Islington");
        expect(there).toContain("Festival day");
        expect(there).not.toContain("Report-it campaign");
        await islington.context().close();
        const romford = await of(`selected=${await wardOf(site(), "Romford Town")}`);
        expect((await listed(romford, ".controls")).join()).toContain("Doorstep story");
        const own = (await listed(romford, ".profile")).join();
        expect(own).toContain("Event: Report-it campaign, 5 Feb 2024 to 18 Feb 2024, Havering");
        expect(own).not.toContain("Doorstep story");
        expect(await romford.locator(".profile .event-mark").count()).toBeGreaterThan(2);
        // The change of recording is drawn as before.
        expect(await romford.locator(".profile .chart .break").count()).toBe(1);
        await shoot(romford, "events-profile");
        await expectAccessible(romford);
        await romford.context().close();
      });
    });

    it("shows an event no more once it is withdrawn in another workspace", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      const there = async () => {
        await page.locator(".header nav").getByRole("link", { name: "Patrol" }).click();
        await page.waitForFunction(() => document.title === "Hexbeat – Patrol");
        await page.locator(".header nav").getByRole("link", { name: "Analyse" }).click();
        await page.locator(".controls .event-list").waitFor();
        await settled(page);
        return (await listed(page, ".controls")).join();
      };
      await cellsDrawn(page);
      await withEvent(site(), "Withdrawn story", async () => expect(await there()).toContain("Withdrawn story"));
      expect(await there()).not.toContain("Withdrawn story");
      await page.context().close();
    });

    it("marks the series of a listed place, too", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot`);
      await cellsDrawn(page);
      await page.locator(".place-button").first().click();
      await page.locator(".place-profile .event-mark").first().waitFor();
      expect((await listed(page, ".place-profile")).join()).toContain("Event: Festival day, 6 Jul 2024");
      await page.context().close();
    });
  });
}

/** What a series' list of dated events says, folded as it is. */
function listed(page: Page, part: string): Promise<string[]> {
  return page.locator(`${part} .event-list li`).allTextContents();
}

async function wardOf(site: Site, name: string): Promise<string> {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=ward");
  return features.find(({ properties }) => properties.name === name)?.properties.code ?? "";
}

/** Stored, and withdrawn again. */
async function withEvent(site: Site, name: string, during: () => Promise<void>): Promise<void> {
  const send = async (path: string, body: object): Promise<EventListBody["events"][number]> => {
    const answer = await fetch(`${site.server.url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return answer.json();
  };
  const { id } = await send("/events", {
    ...{ kind: "media", name, from: "2025-11-03", dataset: "demo", areas: ["E09000019"] },
  });
  await during();
  await send(`/events/${id}/withdraw`, { version: 1, reason: "a trial" });
}

async function facts(page: Page) {
  return {
    hash: new URL(page.url()).hash,
    legend: await page.locator(".legend").innerText(),
    profile: await page.locator(".profile").innerText(),
    list: await page.locator(".ranked").innerText(),
    category: await page.locator("#category").inputValue(),
  };
}
