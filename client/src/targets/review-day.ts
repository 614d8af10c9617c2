/** Today in London, "YYYY-MM-DD": Sweden writes its dates so. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(now);
}

/** A calendar day some days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const REVIEW_AFTER_DAYS = 28;

/** When a target area is looked at again, unless somebody says another day. */
export function nextReview(): string {
  return dayAfter(today(), REVIEW_AFTER_DAYS);
}

/** Clock time in London of an instant: "17:43". */
export function clockOf(instant: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" }).format(
    new Date(instant),
  );
}
