/*
 * The records of one place, and how often something was seen there.
 *
 * One neighbour who rings every evening is one neighbour. Callers are not known (nor should they be), but
 * places and days are: the same place on the same day counts once, however many rang. What is left
 * after that is still weighed by place: a flat about which somebody complains on two hundred days is one
 * flat, not a market in the street, so the share of the busiest place stands beside every count.
 *
 * Where the source moves its points to shared places (eight addresses or more), the place of a call is not
 * known: such records count singly, and nothing is said of places.
 *
 * Example: calls of (place, day) 1,1  1,1  1,2  2,1 are 3 when each place and day counts once; the busiest
 * place has 2 of the 3.
 */

/** Records in columns of one length, in any order. */
export type MarketRecords = {
  /** Day, from any fixed Monday on: a day divisible by seven is a Monday. */
  readonly day: Int32Array;
  /** 0–23; −1 where only the day is known, −2 where only the month is. */
  readonly hour: Int8Array;
  /** A number for each place; −1 where the place is not known. */
  readonly place: Int32Array;
  /** Metres, east and north of any fixed point. */
  readonly x: Float64Array;
  readonly y: Float64Array;
};

/** The records at these indices. */
export function pickRecords(records: MarketRecords, indices: readonly number[]): MarketRecords {
  const at = <T extends Int32Array | Int8Array | Float64Array>(column: T, into: T): T => {
    for (const [k, i] of indices.entries()) into[k] = column[i]!;
    return into;
  };
  const n = indices.length;
  return {
    day: at(records.day, new Int32Array(n)),
    hour: at(records.hour, new Int8Array(n)),
    place: at(records.place, new Int32Array(n)),
    x: at(records.x, new Float64Array(n)),
    y: at(records.y, new Float64Array(n)),
  };
}

/** Each place and day once, at its first hour, whatever the order; records of unknown place all stay. */
export function oncePerPlaceAndDay(records: MarketRecords): MarketRecords {
  const first = new Map<string, number>();
  for (let i = 0; i < records.day.length; i++) {
    const place = records.place[i]!;
    const key = place < 0 ? `record ${i}` : `${place}/${records.day[i]}`;
    const kept = first.get(key);
    if (kept === undefined || records.hour[i]! < records.hour[kept]!) first.set(key, i);
  }
  return pickRecords(records, [...first.values()]);
}

export type PlaceSpread = {
  /** Different places. */
  readonly places: number;
  /** Of the records whose place is known, the share of the busiest. */
  readonly busiestShare: number;
};

/** How the records spread over places; null where no place is known. */
export function placeSpread({ place }: MarketRecords): PlaceSpread | null {
  const counts = new Map<number, number>();
  for (const one of place) if (one >= 0) counts.set(one, (counts.get(one) ?? 0) + 1);
  const known = place.filter((one) => one >= 0).length;
  if (known === 0) return null;
  return { places: counts.size, busiestShare: Math.max(...counts.values()) / known };
}

/** Different days on which something was recorded. */
export function distinctDays({ day }: Pick<MarketRecords, "day">): number {
  return new Set(day).size;
}
