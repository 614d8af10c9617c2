import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { EventListBody, OperationBody, OperationListBody, OutcomeListBody } from "../../../server/api/types.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";

const LONG = { timeout: 60_000 };

/** The registers behind Evaluate, written in the page: operations, dated events, outcomes. */
export function registersSuite(site: () => Site): void {
  describe("registers", () => {
    it("keeps what was typed when an operation is refused, then stores all of it, and shows what a change changed", async () => {
      const page = await site().open("#/evaluate?dataset=demo&step=new");
      await page.getByLabel("Name", { exact: true }).fill("Sanderling");
      await page.getByLabel("Led by (a role, not a person)").fill("Inspector, town centre team");
      await page.getByLabel("Who may know of it").selectOption("partner");
      await page.getByText("Nothing of it is public.").waitFor();
      await page.getByLabel("NIM level").selectOption("2");
      await page.getByLabel("Pursue").check();
      await page.getByLabel("Priorities it serves").fill("Open dealing\nTown centre");
      await page.getByLabel("Cost in pounds").fill("a lot");
      await page.getByLabel("First day").fill("2026-02-02");
      await page.getByLabel("Last day").fill("2026-02-01");
      await save(page);
      expect(await refusal(page)).toContain("is no sum of money");
      await page.getByLabel("Cost in pounds").fill("£12,500");
      await save(page);
      expect(await refusal(page)).toContain("is reversed");
      await page.getByLabel("Last day").fill("2026-02-15");
      await page.getByRole("radio", { name: "From a register" }).check();
      const places = page.getByLabel("Zone, target area or saved group of areas");
      await places.selectOption({ index: 1 });
      await page.locator(".phase p[role=status]").getByText("Its place:").waitFor();
      await settled(page);
      await shoot(page, "registers-operation");
      await expectAccessible(page);
      await save(page);
      await page.getByRole("heading", { level: 1, name: "Sanderling" }).waitFor(LONG);
      const stored = await operation(site(), "Sanderling");
      expect(stored).toMatchObject({
        ...{ nimLevel: 2, fourP: ["pursue"], priorities: ["Open dealing", "Town centre"], costPounds: 12_500 },
        ...{ visibility: "partner", from: "2026-02-02", to: "2026-02-16" },
      });
      expect(stored.phases[0]?.shape.from).toBe("zone");

      await page.getByRole("button", { name: "Edit operation" }).click();
      await page.getByLabel("Cost in pounds").fill("9000");
      await save(page);
      expect(await refusal(page)).toContain("Say why it is changed");
      await page.getByLabel("Why it is changed (kept for good)").fill("overtime was cut");
      await save(page);
      await page.getByText("All of this is fixed when you press Evaluate").waitFor(LONG);
      await page.getByRole("button", { name: "Edit operation" }).click();
      await page.getByText("History: 2 states").click();
      await page.getByText("Cost: £12,500 → £9,000").waitFor();
      await page.getByText("Why: overtime was cut").waitFor();
      await shoot(page, "registers-history");
      await page.context().close();
    });

    it("adds a dated event, corrects and withdraws it, and marks it beside every operation meanwhile", async () => {
      const page = await site().open("#/evaluate?dataset=demo");
      await page.getByRole("button", { name: "Add an event" }).click();
      await page.getByLabel("What it was").fill("Doorstep letters");
      await page.getByLabel("First day").fill("2026-01-12");
      await page.getByLabel("Last day (blank: one day)").fill("2026-01-11");
      await page.getByRole("button", { name: "Save the event" }).click();
      expect(await refusal(page)).toContain("ends before it begins");
      await page.getByLabel("Last day (blank: one day)").fill("2026-01-18");
      await page.getByLabel("Boroughs or wards it is about").fill("Islington");
      await page.getByRole("button", { name: "Add the area" }).click();
      await settled(page);
      await shoot(page, "registers-event");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Save the event" }).click();
      const row = page.getByRole("row", { name: /^Doorstep letters/ });
      await row.waitFor();
      expect(await row.innerText()).toMatch(/campaign\s+12 Jan 2026\s+18 Jan 2026\s+Islington/);

      await row.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("What it was").fill("Letters to doorsteps");
      await page.getByLabel("Why it is changed (kept for good)").fill("its real name");
      await page.getByRole("button", { name: "Save the event" }).click();
      const renamed = page.getByRole("row", { name: /^Letters to doorsteps/ });
      await renamed.waitFor();
      const marks = page.locator(".timeline-event[title^='Letters to doorsteps']");
      expect(await marks.count()).toBe(await page.locator(".timeline-row").count());

      await renamed.getByRole("button", { name: "Withdraw" }).click();
      await page.getByLabel("Why (kept for good)").fill("entered twice");
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await renamed.waitFor({ state: "detached" });
      expect(await marks.count()).toBe(0);
      const { events } = await site().ask<EventListBody>("/events?dataset=demo");
      expect(events.map(({ name }) => name)).not.toContain("Letters to doorsteps");
      await page.context().close();
    });

    it("stores a row of the ledger by form, refuses its twin in the form, and takes it out again", async () => {
      const { id } = await operation(site(), "Demo Heron");
      const page = await site().open(`#/evaluate?dataset=demo&operation=${id}&step=outcomes`);
      await page.getByText("Add a row").click();
      await page.getByLabel("Kind", { exact: true }).selectOption("seizure");
      await page.getByLabel("Unit").selectOption("grams");
      await page.getByLabel("Quantity").fill("nothing");
      await page.getByLabel("Date").fill("2026-01-05");
      await page.getByLabel("Source of the figure").fill("property store");
      await storeRow(page);
      expect(await refusal(page)).toContain("a number above 0");
      await page.getByLabel("Quantity").fill("41.5");
      await page.getByLabel("Drug", { exact: true }).fill("crack");
      await storeRow(page);
      await page.getByText("Stored: Seizures, 41.5 grams.").waitFor();
      await settled(page);
      await shoot(page, "registers-outcome");
      await expectAccessible(page);
      const totals = async () => (await site().ask<OutcomeListBody>(`/operations/${id}/outcomes`)).totals;
      expect(await totals()).toContainEqual({ kind: "seizure", unit: "grams", rows: 1, quantity: 41.5 });

      await page.getByLabel("Quantity").fill("41.5");
      await page.getByLabel("Drug", { exact: true }).fill("crack");
      await storeRow(page);
      expect(await refusal(page)).toContain("is a duplicate");
      expect(await page.getByLabel("Quantity").inputValue()).toBe("41.5");
      await page.getByText(/^All \d+ rows?$/).click();
      await page.getByRole("button", { name: "Withdraw Seizures: 41.5 grams" }).click();
      await page.getByLabel("Why (kept for good)").fill("another team's");
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await page.getByRole("button", { name: "Withdraw it" }).waitFor({ state: "detached" });
      expect((await totals()).map(({ unit }) => unit)).not.toContain("grams");
      // A refused row is an answer, not a fault of the page.
      site().complaints.splice(0);
      await page.context().close();
    });
  });
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save the operation" }).click();
}

async function storeRow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Store the row" }).click();
}

async function refusal(page: Page): Promise<string> {
  await page.getByRole("alert").first().waitFor();
  return page.getByRole("alert").first().innerText();
}

async function operation(site: Site, name: string): Promise<OperationBody> {
  const { operations } = await site.ask<OperationListBody>("/operations?dataset=demo");
  const id = operations.find((one) => one.name === name)?.id;
  return site.ask<OperationBody>(`/operations/${id}`);
}
