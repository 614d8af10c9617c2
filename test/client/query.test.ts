import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_QUERY,
  formatQuery,
  LISTS,
  MODES,
  PARTNERS,
  parseQuery,
  type Query,
  RINGS,
} from "../../client/src/query.ts";

const month = fc.tuple(fc.integer({ min: 1990, max: 2040 }), fc.integer({ min: 1, max: 12 }));
const day = ([year, m]: readonly [number, number]) => `${year}-${String(m).padStart(2, "0")}-01`;
const period = fc
  .tuple(month, month)
  .map(([a, b]) => [day(a), day(b)].toSorted())
  .filter(([from, to]) => from !== to);
const breaks = fc
  .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 6 })
  .map((list) => list.toSorted((a, b) => a - b));
const code = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);

const anyQuery: fc.Arbitrary<Query> = fc
  .record({
    dataset: fc.option(code),
    category: fc.option(fc.constantFrom("drugs", "supply", "supply,possession", "drug_intelligence")),
    period: fc.option(period),
    area: fc.uniqueArray(fc.stringMatching(/^E0[59]\d{6}$/), { maxLength: 4 }),
    res: fc.option(fc.constantFrom(7 as const, 8 as const, 9 as const, 10 as const)),
    show: fc.constantFrom("hexagons" as const, "wards" as const, "boroughs" as const),
    selected: fc.option(fc.constantFrom("89194ad3263ffff", "E05000405")),
    view: fc.option(
      fc.record({
        zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
        lat: fc.integer({ min: -85_000_000, max: 85_000_000 }).map((n) => n / 1_000_000),
        lng: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((n) => n / 1_000_000),
      }),
    ),
    breaks: fc.option(breaks),
    panel: fc.constantFrom(null, "import" as const, "method" as const),
    mode: fc.constantFrom(...MODES),
    ring: fc.constantFrom(...RINGS),
    partner: fc.constantFrom(...PARTNERS),
    compare: fc.option(month.map(day)),
    swipe: fc.option(fc.integer({ min: 0, max: 100 })),
    points: fc.boolean(),
    zones: fc.boolean(),
    list: fc.option(fc.constantFrom(...LISTS)),
    place: fc.option(fc.constantFrom("89194ad3263ffff", "89195da554bffff")),
  })
  .map(({ period: months, ...rest }) => ({ ...rest, from: months?.[0] ?? null, to: months?.[1] ?? null }));

describe("the address of what is on screen", () => {
  it("reopens exactly what was on screen", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual(query);
      }),
    );
  });

  it("is short while everything is at its default", () => {
    expect(formatQuery(EMPTY_QUERY)).toBe("#/analyse");
    expect(parseQuery("")).toEqual(EMPTY_QUERY);
  });

  it("reads like what it shows", () => {
    const text =
      "#/analyse?dataset=demo&from=2019-01-01&to=2020-01-01&area=E09000016&res=9&show=wards&map=11.20/51.535000/-0.020000";
    expect(formatQuery(parseQuery(text))).toBe(text);
  });

  it("leaves out a period it cannot read whole", () => {
    expect(parseQuery("#/analyse?from=2019-01-01")).toEqual(EMPTY_QUERY);
    expect(parseQuery("#/analyse?from=2019-05-01&to=2019-05-01")).toEqual(EMPTY_QUERY);
    expect(parseQuery("#/analyse?from=2019-13-01&to=2020-01-01")).toEqual(EMPTY_QUERY);
    expect(parseQuery("#/analyse?from=2019-05-02&to=2020-01-01")).toEqual(EMPTY_QUERY);
  });

  it("never throws on what a person may type", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseQuery(`#/analyse?${text}`)).not.toThrow();
      }),
    );
    expect(parseQuery("#/analyse?map=99/91/400&res=11&breaks=3,2&dataset=<b>")).toEqual(EMPTY_QUERY);
    expect(parseQuery("#/analyse?mode=heat&ring=4&swipe=101&compare=2019-13-01&place=1&list=all")).toEqual(EMPTY_QUERY);
  });
});
