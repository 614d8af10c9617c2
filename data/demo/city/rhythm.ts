import { accumulate } from "../random.ts";

/** When things happen: weights of the 24 hours and of the 7 weekdays (Monday first). */
export type Rhythm = { readonly hours: Float64Array; readonly days: readonly number[] };

/** Weights around peak hours; a floor keeps every hour possible. */
function hoursAround(
  peaks: readonly (readonly [hour: number, width: number, height: number])[],
  floor: number,
): Float64Array {
  const weights = Array.from({ length: 24 }, (_, hour) =>
    peaks.reduce((sum, [peak, width, height]) => {
      const away = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
      return sum + height * Math.exp(-((away / width) ** 2));
    }, floor),
  );
  return accumulate(weights);
}

/** Mean 1 over the week, so that a rate a day stays what it says. */
function week(...weights: readonly number[]): readonly number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

const EVEN_WEEK = week(1, 1, 1, 1, 1.1, 1.1, 1);

export const RHYTHMS = {
  day: { hours: hoursAround([[13, 4, 1]], 0.05), days: week(1, 1, 1, 1, 1.1, 1.1, 0.8) },
  evening: { hours: hoursAround([[19, 4, 1]], 0.12), days: EVEN_WEEK },
  night: {
    hours: hoursAround(
      [
        [1, 2.5, 1],
        [22, 2, 0.8],
      ],
      0.03,
    ),
    days: week(0.5, 0.5, 0.6, 0.8, 1.6, 2, 1),
  },
  patrol: {
    hours: hoursAround(
      [
        [16, 3.5, 1],
        [22, 3, 0.8],
      ],
      0.08,
    ),
    days: week(0.9, 1, 1, 1.05, 1.2, 1.1, 0.75),
  },
  flat: { hours: hoursAround([[12, 8, 0.4]], 0.6), days: EVEN_WEEK },
} as const satisfies Record<string, Rhythm>;

/** Repeated hours and weekdays of one open market. */
export function marketRhythm(peakHour: number, busyDays: readonly number[]): Rhythm {
  const days = week(...Array.from({ length: 7 }, (_, day) => (busyDays.includes(day) ? 2.6 : 0.7)));
  return { hours: hoursAround([[peakHour, 2, 1]], 0.02), days };
}
