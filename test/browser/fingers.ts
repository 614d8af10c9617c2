import type { Page } from "playwright-core";

/** A phone held upright, as Chromium plays one. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** WCAG 2.2's target size (2.5.5, enhanced), in CSS pixels; a row of the table and a bare checkbox have more around them. */
export const FINGER = 44;

/** What is shown of the selector and lower than a finger needs, with its height. */
export function tooSmall(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll(
      (found, least) =>
        found
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < least)
          .map((element) => `${element.textContent} ${element.getBoundingClientRect().height}`),
      FINGER,
    );
}
