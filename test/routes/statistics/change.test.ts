import { Compile } from "typebox/compile";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../../server/analytics/benjamini-hochberg.ts";
import { betaBinomialOuterTail } from "../../../server/analytics/beta-binomial-tail.ts";
import { Change } from "../../../server/api/change.ts";
import { CHANGE_VALUES_TYPE, decodeChange } from "../../../server/api/change-columns.ts";
import type { CellCountsBody, ChangeBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { HEATH, MARKET } from "./market-city.ts";
import { wholeTown } from "./whole-town.ts";

const shape = Compile(Change);
/** The burst of 14 in Heath is in June 2019. */
const JUNE_AND_YEAR = "from=2019-06-01&to=2019-07-01&from2=2018-06-01&to2=2019-06-01";
const JUNE = "from=2019-06-01&to=2019-07-01&from2=2019-05-01&to2=2019-06-01";

describe.each(backends)("change between two periods on $name", ({ name }) => {
  const { answer: answerTo, get } = wholeTown(name);
  const ask = (query: string) => get<ChangeBody>(`/change?dataset=police-uk&${query}`);
  const cellOf = (body: ChangeBody, wanted: string) => body.cells.find(({ cell }) => cell === wanted);

  it("counts both periods as /cells does, and every cell with a record in either", async () => {
    const body = await ask(JUNE);
    expect(shape.Errors(body)).toEqual([]);
    const counts = (when: string) => get<CellCountsBody>(`/cells?dataset=police-uk&res=9&${when}`);
    const [june, may] = [await counts("from=2019-06-01&to=2019-07-01"), await counts("from=2019-05-01&to=2019-06-01")];
    expect([body.period.total, body.compared.total]).toEqual([june.total, may.total]);
    const now = new Map(june.cells.map(({ cell, n }) => [cell, n]));
    const before = new Map(may.cells.map(({ cell, n }) => [cell, n]));
    const held = [...new Set([...now.keys(), ...before.keys()])].sort();
    expect(body.cells.map(({ cell, n, n2 }) => [cell, n, n2])).toEqual(
      held.map((cell) => [cell, now.get(cell) ?? 0, before.get(cell) ?? 0]),
    );
  });

  it("flags the burst, tested against the share of the universe with the variance that is told", async () => {
    const { gate, share, cells, method, period, compared } = await ask(JUNE_AND_YEAR);
    expect([gate, share]).toEqual([null, period.total / (period.total + compared.total)]);
    const heath = cells.find(({ cell }) => cell === HEATH);
    expect([heath?.n, (heath?.class ?? 0) >= 2]).toEqual([14, true]);
    expect(cells.find(({ cell }) => cell === MARKET)?.class).toBe(0);
    const { variance, varianceFrom, from2, to2 } = method.parameters;
    expect([varianceFrom, from2, to2]).toEqual(["2018-06 to 2019-05, 12 months", "2018-06-01", "2019-06-01"]);
    // A calm cell has the variance of the universe, and none has less.
    const of = ({ n, n2 }: { n: number; n2: number }) =>
      Math.min(1, 2 * betaBinomialOuterTail(n, { n: n + n2, share: share ?? 0, variance: Number(variance) }));
    const market = cells.find(({ cell }) => cell === MARKET);
    expect(market?.p).toBe(of(market ?? { n: 0, n2: 0 }));
    for (const cell of cells) expect(cell.p).toBeGreaterThanOrEqual(of(cell));
    expect(cells.map(({ q }) => q)).toEqual([...benjaminiHochberg(Float64Array.from(cells, ({ p }) => p ?? 1))]);
  });

  it("compares with the same length just before where nothing is named", async () => {
    const year = await ask("from=2019-01-01&to=2020-01-01");
    expect([year.compared.from, year.compared.to, year.gate]).toEqual(["2018-01-01", "2019-01-01", null]);
    expect((await ask(JUNE)).method.parameters["varianceFrom"]).toBe("2018-07 to 2019-04, 10 months");
    expect(year.method.parameters["varianceFrom"]).toBe("2018-01 to 2018-12, 12 months; 2019-01 to 2019-12, 12 months");
    const days = await get<ChangeBody>("/change?dataset=whole&from=2021-03-03&to=2021-03-24");
    expect([days.compared.from, days.compared.to, days.gate]).toEqual(["2021-02-10", "2021-03-03", null]);
  });

  it("says the same of two periods whichever is named first, with the signs turned round", async () => {
    const there = await ask(JUNE);
    const back = await ask("from=2019-05-01&to=2019-06-01&from2=2019-06-01&to2=2019-07-01");
    expect(back.cells.map(({ cell, n, n2, class: level }) => [cell, n2, n, -(level ?? 0) + 0])).toEqual(
      there.cells.map(({ cell, n, n2, class: level }) => [cell, n, n2, level]),
    );
  });

  it("lists the area alone and never changes p, q for it", async () => {
    const [all, park] = [await ask(JUNE), await ask(`${JUNE}&area=E05000004`)];
    expect(park.cells.length).toBeGreaterThan(0);
    expect(park.cells.length).toBeLessThan(all.cells.length);
    for (const cell of park.cells) expect(all.cells).toContainEqual(cell);
    expect([park.period, park.share]).toEqual([all.period, all.share]);
  });

  it("travels as columns aligned to the index, with gate and method", async () => {
    const path = `/change?dataset=police-uk&${JUNE}&area=E05000002`;
    const body = await get<ChangeBody>(path);
    const { cells } = await get<{ cells: string[] }>("/hotspots/index?dataset=police-uk&area=E05000002");
    const answer = await answerTo(path, { accept: CHANGE_VALUES_TYPE });
    expect(answer.headers["content-type"]).toBe(CHANGE_VALUES_TYPE);
    const { n, n2, tested, total, total2, words } = decodeChange(answer.rawPayload);
    expect([n.length, total, total2]).toEqual([cells.length, body.period.total, body.compared.total]);
    expect(JSON.parse(words)).toEqual({ gate: body.gate, method: body.method });
    for (const [row, cell] of cells.entries()) {
      const told = cellOf(body, cell);
      expect([cell, n[row], n2[row], tested?.class[row]]).toEqual([
        cell,
        told?.n ?? 0,
        told?.n2 ?? 0,
        told?.class ?? 0,
      ]);
      expect(10 ** -(tested?.q[row] ?? 0)).toBeCloseTo(told?.q ?? 1, 5);
    }
    const gated = await answerTo(`/change?dataset=police-uk&${JUNE}&category=violence`, { accept: CHANGE_VALUES_TYPE });
    const nothing = decodeChange(gated.rawPayload);
    expect([nothing.tested, JSON.parse(nothing.words).gate.reason]).toEqual([null, "too_few_incidents"]);
  });

  it.each([
    ["from=2018-06-01&to=2019-03-01", "too_few_months", /Not in the data: 2017-09, 2017-10/],
    [`${JUNE}&category=violence`, "too_few_incidents", /Each of the two periods needs as many/],
    [`${JUNE}&res=10`, "resolution_finer_than_points", /resolution 9 or coarser/],
  ])("gives no class on %s: %s", async (query, reason, says) => {
    const body = await ask(query);
    expect(shape.Errors(body)).toEqual([]);
    expect([body.gate?.reason, body.share]).toEqual([reason, null]);
    expect(body.gate?.message).toMatch(says);
    expect(body.cells.every(({ p, q, class: level }) => p === null && q === null && level === null)).toBe(true);
  });

  it("gives the same bytes again, and 304 to whom has them", async () => {
    const path = `/change?dataset=police-uk&${JUNE}`;
    const [first, second] = [await answerTo(path), await answerTo(path)];
    expect(second.body).toBe(first.body);
    expect((await answerTo(path, { "if-none-match": String(first.headers.etag) })).statusCode).toBe(304);
    const other = await answerTo(path.replace("from2=2019-05-01&to2=2019-06-01", "from2=2019-04-01&to2=2019-05-01"));
    expect(other.headers.etag).not.toBe(first.headers.etag);
  });
});
