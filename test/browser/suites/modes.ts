import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { cellToLatLng } from "h3-js";
import { describe, expect, it } from "vitest";
import { formatChange, formatCount } from "../../../client/src/format.ts";
import type {
  CellCountsBody,
  ChangeBody,
  ConcentrationBody,
  DatasetListBody,
  EmergingBody,
  IncidentPageBody,
  JointBody,
  MarketsBody,
  SpikesBody,
} from "../../../server/api/types.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";
import { legendNumbers } from "./hot-spots.ts";

async function wholePeriod(from: Site): Promise<{ from: string | null; to: string | null }> {
  const { datasets } = await from.ask<DatasetListBody>("/datasets");
  const demo = datasets.find((dataset) => dataset.id === "demo");
  return { from: demo?.from ?? null, to: demo?.to ?? null };
}

/** The other map modes, each with the service's own numbers. */
export function modeSuite(site: () => Site, period: () => string): void {
  const demo = () => `dataset=demo&${period()}`;

  describe("map modes", () => {
    it("show emerging hot spots in their eight hot classes and none", async () => {
      const { classes } = await site().ask<EmergingBody>(`/emerging?${demo()}&category=drugs&res=9`);
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=emerging&list=table`);
      await cellsDrawn(page);
      const legend = await legendNumbers(page);
      expect(Object.keys(legend)).toHaveLength(9);
      for (const { class: name, cells } of classes) {
        if (name.endsWith(" hot spot")) expect(legend[name.replace(" hot spot", "")], name).toBe(cells);
      }
      await shoot(page, "emerging");
      await expectAccessible(page);
      await page.context().close();
    });

    it("lay drugs over anti-social behaviour, and over violence", async () => {
      const asb = await site().ask<JointBody>(`/joint?${demo()}&category=drugs&res=9&with=asb`);
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=joint`);
      await cellsDrawn(page);
      const legend = await legendNumbers(page);
      expect((legend["both hot"] ?? 0) + (legend["both hot, drugs in excess"] ?? 0)).toBe(asb.overlay?.both);
      await shoot(page, "joint-asb");
      await expectAccessible(page);
      const violence = await site().ask<JointBody>(`/joint?${demo()}&category=drugs&res=9&with=violence`);
      await page.getByText("Violence", { exact: true }).click();
      await page.waitForFunction(() => document.querySelector(".legend h2")?.textContent?.includes("violence"));
      const after = await legendNumbers(page);
      expect((after["both hot"] ?? 0) + (after["both hot, drugs in excess"] ?? 0)).toBe(violence.overlay?.both);
      expect(page.url()).toContain("with=violence");
      await page.context().close();
    });

    it("list open and closed markets with the evidence behind each", async () => {
      const { markets, classes } = await site().ask<MarketsBody>(`/markets?${demo()}`);
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=markets`);
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      expect(
        await page.locator(".place-row").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id"))),
      ).toEqual(markets.map(({ id }) => id));
      expect(await page.locator(".list-head").innerText()).toContain(`${classes.open} open, ${classes.closed} closed`);
      await shoot(page, "markets");
      await expectAccessible(page);
      await page.locator(".place-button").first().click();
      await page.waitForSelector(".indicators");
      const words = await page.locator(".place-profile").innerText();
      for (const { says } of markets[0]?.indicators ?? []) expect(words).toContain(says);
      await settled(page);
      await shoot(page, "market-profile");
      await expectAccessible(page);
      await page.context().close();
    });

    it("draw the change between two periods beyond that of all cells, tested, with its method", async () => {
      const [from = ""] = monthsOf(period());
      const before = `from2=${Number(from.slice(0, 4)) - 1}${from.slice(4)}&to2=${from}`;
      const answer = await site().ask<ChangeBody>(`/change?${demo()}&category=drug_asb&res=9&${before}`);
      const page = await site().open(`#/analyse?${demo()}&mode=change&list=table`);
      await cellsDrawn(page);
      const legend = await legendNumbers(page);
      const standing = answer.cells.filter(({ q }) => (q ?? 1) <= 0.05);
      expect(standing.length).toBeGreaterThan(0);
      expect(legend["within chance"]).toBe(answer.cells.length - standing.length);
      const beyond = ({ n, expected }: ChangeBody["cells"][number]) => Math.abs(n - (expected ?? 0));
      const [biggest] = standing.toSorted((a, b) => beyond(b) - beyond(a));
      const first = page.locator(".ranked tbody tr").first();
      expect(await first.getAttribute("data-id")).toBe(biggest?.cell);
      expect(await first.innerText()).toContain(`Change ${formatChange((biggest?.n ?? 0) - (biggest?.n2 ?? 0))}`);
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(answer.compared.total)}`);
      await shoot(page, "change-difference");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Method", exact: true }).first().click();
      await page.getByRole("dialog").getByText(answer.method.what5PercentMeans).waitFor();
      await page.context().close();
    });

    it("set two periods side by side under a line, moved by the arrow keys", async () => {
      const [from = ""] = monthsOf(period());
      const then = await site().ask<CellCountsBody>(
        `/cells?dataset=demo&category=drugs&res=8&from=${Number(from.slice(0, 4)) - 1}${from.slice(4)}&to=${from}`,
      );
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=change&res=8&list=table`);
      await cellsDrawn(page);
      await page.getByText("Swipe", { exact: true }).click();
      await page.waitForSelector(".swipe input");
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(then.total)} and `);
      await page.locator(".swipe input").focus();
      for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
      expect(page.url()).toContain("swipe=55");
      await settled(page);
      await shoot(page, "change-swipe");
      await expectAccessible(page);
      await page.context().close();
    });

    it("say why two periods are not tested where they overlap, and which can be", async () => {
      const [from = ""] = monthsOf(period());
      const overlapping = `${from.slice(0, 5)}${String(Number(from.slice(5, 7)) - 1).padStart(2, "0")}-01`;
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=change&compare=${overlapping}`);
      await page.getByText("The two periods overlap.").waitFor();
      // The list beside it has its own months, and waits for no map.
      await page.waitForSelector(".place-row");
      await settled(page);
      await shoot(page, "change-overlap");
      await expectAccessible(page);
      await page.getByRole("button", { name: "The months just before" }).click();
      await page.waitForSelector(".map-message", { state: "detached" });
      expect(Object.keys(await legendNumbers(page))).toContain("within chance");
      await page.context().close();
    });

    it("draw single records at street level, marked as sensitive", async () => {
      const { cells } = await site().ask<CellCountsBody>(`/cells?${demo()}&category=drugs&res=9`);
      const best = cells.toSorted((a, b) => b.n - a.n)[0]?.cell ?? "";
      const [lat, lng] = cellToLatLng(best);
      const page = await site().open(
        `#/analyse?${demo()}&category=drugs&map=15.00/${lat.toFixed(5)}/${lng.toFixed(5)}`,
      );
      await cellsDrawn(page);
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL");
      const [answer] = await Promise.all([
        page.waitForResponse(/\/api\/v1\/incidents\?/),
        page.getByLabel("Single records as points").check(),
      ]);
      const { features } = (await answer.json()) as IncidentPageBody;
      await settled(page);
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
      expect(await page.locator(".controls").innerText()).toContain(`${formatCount(features.length)} records in view`);
      await shoot(page, "points");
      await page.context().close();
    });
  });

  describe("months that cross a change of recording", () => {
    it("are counted but not tested, with words and a way on", async () => {
      const { from, to } = await wholePeriod(site());
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&from=${from}&to=${to}&mode=hot`);
      await page.locator(".map-message").getByText("No test spans a change of recording.").waitFor();
      expect(await page.locator(".list").innerText()).toContain("New record system (demo)");
      await settled(page);
      await shoot(page, "crossed-break");
      await expectAccessible(page);
      await page.locator(".map-message").getByRole("button", { name: "The last months since then" }).click();
      await page.waitForSelector(".place-row");
      expect(Object.keys(await legendNumbers(page))).toContain("hot, FDR 1 %");
      await page.context().close();
    });
  });

  describe("beside the map", () => {
    it("spikes are listed by ward of a borough, the least probable first", async () => {
      const to = period().slice(-10);
      const month = `${to.slice(0, 5)}${String(Number(to.slice(5, 7)) - 1).padStart(2, "0")}`;
      const spikes = await site().ask<SpikesBody>(`/spikes?dataset=demo&category=drugs&area=E09000016&month=${month}`);
      const page = await site().open(`#/analyse?${demo()}&category=drugs&list=spikes`);
      await cellsDrawn(page);
      await page.locator("#spike-borough").selectOption("E09000016");
      await page.waitForFunction(
        (name) => document.querySelector(".spikes tbody strong")?.textContent === name,
        spikes.spikes[0]?.name,
      );
      expect(await page.locator(".spikes tbody strong").allTextContents()).toEqual(
        spikes.spikes.map(({ name }) => name),
      );
      await shoot(page, "spikes");
      await expectAccessible(page);
      await page.context().close();
    });

    it("concentration is told in shares, with who is among the first month after month", async () => {
      const { cuts, ranks } = await site().ask<ConcentrationBody>(`/concentration?${demo()}&category=drugs&res=9`);
      const page = await site().open(`#/analyse?${demo()}&category=drugs&list=spread`);
      await cellsDrawn(page);
      await page.waitForSelector(".cuts");
      expect(await page.locator(".cuts .big").first().innerText()).toBe(
        `${((cuts[0]?.share ?? 0) * 100).toFixed(1)} %`,
      );
      expect(await page.locator(".ranks tbody strong").first().innerText()).toBe(ranks.wards[0]?.name);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "All of it as CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("hexbeat-demo-SYNTHETIC-concentration.csv");
      const rows: Record<string, string>[] = parse(await readFile(await download.path(), "utf8"), { columns: true });
      expect(rows).toHaveLength(cuts.length + ranks.wards.length + ranks.cells.length);
      await shoot(page, "concentration");
      await expectAccessible(page);
      await page.context().close();
    });
  });

  describe("the workspaces", () => {
    it("are pages of their own, and each is found again as it was left", async () => {
      const page = await site().open(`#/analyse?${demo()}&category=drugs&mode=hot&list=table&res=8`);
      await cellsDrawn(page);
      const left = new URL(page.url()).hash;
      await page.locator(".header nav").getByRole("link", { name: "Patrol" }).click();
      await page.waitForFunction(() => document.title === "Hexbeat – Patrol");
      expect(await page.locator(".map-area #list").count()).toBe(0);
      await page.locator(".header nav").getByRole("link", { name: "Analyse" }).click();
      await page.waitForFunction(() => document.title === "Hexbeat – Analyse");
      expect(new URL(page.url()).hash).toBe(left);
      await page.waitForSelector(".ranked tbody tr");
      await page.context().close();
    });
  });
}

/** [first day, day after the last] of an address. */
function monthsOf(period: string): string[] {
  return (/from=([\d-]+)&to=([\d-]+)/.exec(period) ?? []).slice(1);
}
