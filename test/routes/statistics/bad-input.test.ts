import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../../db/backends.ts";
import { startTown, type Town } from "./start-town.ts";
import { importWholeTown } from "./whole-town.ts";

/** [address, code, field at fault, what the message says to do]. Every one is a 400. */
const REFUSED: readonly (readonly [string, string, string, RegExp])[] = [
  ["/hotspots?area=E05000005", "invalid_query", "area", /No cell of this area is in the universe: name a universe/],
  ["/hotspots?area=E05099999", "invalid_query", "area", /Unknown area "E05099999".*no loaded area set has it/],
  ["/hotspots?universe=E09099999", "invalid_query", "universe", /universe: Unknown area "E09099999"/],
  ["/hotspots?area=E09000001,E05000003", "mixed_vintages", "area", /areas of one set.*never mixed/],
  ["/hotspots?universe=E09000001,E05000003", "mixed_vintages", "universe", /areas of one set.*never mixed/],
  ["/hotspots?set=london-wards-1999", "invalid_query", "set", /Unknown set "london-wards-1999"; known: /],
  [
    "/hotspots?from=2019-05-15",
    "window_finer_than_precision",
    "from",
    /cuts 2019-05.*known to the month.*whole months/,
  ],
  ["/hotspots?to=2019-05-15", "window_finer_than_precision", "to", /cuts 2019-05.*known to the month.*whole months/],
  ["/hotspots?from=2019-06-01&to=2019-05-01", "invalid_query", "to", /to must be later than from/],
  ["/hotspots?from=2019-02-30", "invalid_query", "from", /not a day of the calendar/],
  ["/hotspots?category=cocaine", "invalid_query", "category", /Unknown category "cocaine"; allowed: /],
  ["/hotspots?ring=4", "invalid_query", "ring", /ring must be a whole number from 1 to 3; got 4/],
  ["/clusters?ring=9", "invalid_query", "ring", /ring must be a whole number from 1 to 3; got 9/],
  ["/emerging?ring=0", "invalid_query", "ring", /ring must be a whole number from 1 to 3; got 0/],
  ["/joint?ring=4", "invalid_query", "ring", /ring must be a whole number from 1 to 3; got 4/],
  ["/change?from2=2018-02-01", "invalid_query", "to2", /to2 is needed beside from2/],
  ["/change?to2=2018-02-01", "invalid_query", "from2", /from2 is needed beside to2/],
  [
    "/change?from2=2018-02-30&to2=2018-04-01",
    "invalid_query",
    "from2",
    /from2=2018-02-30 is not a day of the calendar/,
  ],
  ["/change?from2=2018-05-01&to2=2018-04-01", "invalid_query", "to2", /to2=2018-04-01/],
  ["/change?from2=2018-05-15&to2=2018-06-01", "window_finer_than_precision", "from2", /from2=2018-05-15 cuts 2018-05/],
  ["/change?from=2019-01-01&to=2019-07-01&from2=2018-10-01&to2=2019-02-01", "invalid_query", "from2", /overlap/],
  ["/change?ring=2", "invalid_query", "ring", /Unknown query name "ring"/],
  ["/backtest?ring=4", "invalid_query", "ring", /ring must be a whole number from 1 to 3; got 4/],
  ["/hotspots?res=11", "invalid_query", "res", /res must be one of 7, 8, 9, 10; got/],
  ["/hotspots?p=permutation&permutations=10000", "invalid_query", "permutations", /from 99 to 9999; got 10000/],
  ["/hotspots?p=permutation&permutations=10", "invalid_query", "permutations", /from 99 to 9999; got 10/],
  ["/hotspots?measure=rate", "invalid_query", "p", /p=exact counts whole incidents.*measure=count.*\/joint/],
  ["/hotspots?measure=rate&p=exact", "invalid_query", "p", /p=exact counts whole incidents.*measure=count.*\/joint/],
  ["/hotspots?measure=rate&p=normal", "invalid_query", "measure", /no denominator.*measure=count.*\/joint/],
  ["/hotspots?measure=kernel", "invalid_query", "measure", /measure must be one of count, rate/],
  ["/spikes?area=E09000001", "invalid_query", "month", /month is missing/],
  ["/spikes?month=2019-06", "invalid_query", "area", /area is missing/],
  [
    "/spikes?area=E09000001&month=2025-06",
    "invalid_query",
    "month",
    /month=2025-06 is not in dataset .* holds 2018-01 to 2019-12/,
  ],
  ["/spikes?area=E05000099&month=2019-06", "invalid_query", "area", /Unknown area "E05000099"/],
  ["/effort?from=2019-01-15&to=2019-03-01", "window_finer_than_precision", "from", /cuts 2019-01/],
  ["/backtest?origins=2", "invalid_query", "origins", /from 3 to 24; got 2/],
  ["/hotspots?neighbours=2", "invalid_query", "neighbours", /Unknown query name "neighbours"; allowed: /],
  ["/hotspots?ring=1&ring=2", "invalid_query", "ring", /ring is given 2 times; give it once/],
];

/** [address, reason of the gate, what its message says]: an answer without a class, never an empty map without words. */
const GATED: readonly (readonly [string, string, RegExp])[] = [
  ["/hotspots?category=violence", "too_few_incidents", /fewer than 30 incidents/],
  ["/hotspots?universe=E05000005", "too_few_incidents", /fewer than 30 incidents/],
  ["/hot-places?category=violence", "too_few_incidents", /fewer than 30 incidents/],
  ["/clusters?category=violence", "too_few_incidents", /fewer than 30 incidents/],
  ["/emerging?category=violence", "too_few_incidents", /fewer than 30 incidents/],
  ["/hotspots?res=10", "resolution_finer_than_points", /Ask for resolution 9 or coarser/],
  ["/hot-places?res=10", "resolution_finer_than_points", /Ask for resolution 9 or coarser/],
  ["/clusters?res=10", "resolution_finer_than_points", /Ask for resolution 9 or coarser/],
  ["/emerging?res=10", "resolution_finer_than_points", /Ask for resolution 9 or coarser/],
  ["/backtest?res=10", "resolution_finer_than_points", /Ask for resolution 9 or coarser/],
  ["/hotspots?res=7&ring=3", "disk_covers_universe", /smaller ring or a larger universe/],
  ["/hot-places?from=2018-03-01&to=2018-06-01", "fewer_than_twelve_months", /Not in the data: 2017-06/],
  ["/spikes?area=E09000001&month=2018-06", "fewer_than_twelve_months", /Not in the data: 2017-06/],
  ["/emerging?from=2019-06-01&to=2020-01-01", "too_few_months", /The window has 7 months; 12 are needed/],
  ["/backtest?to=2019-03-01", "too_few_months", /Not in the data: 2017-03/],
  ["/effort?from=2019-01-01&to=2020-01-01", "not_in_this_data", /Possession is not split/],
  ["/joint?from=2019-01-01", "not_in_this_data", /holds no record of category asb/],
];

describe.each(backends)("bad input to the statistics on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    await importWholeTown(town.on);
  });
  afterAll(() => town.stop());

  const ofTown = (path: string) => `${path}${path.includes("?") ? "&" : "?"}dataset=police-uk`;

  it.each(REFUSED)("refuses %s as %s, naming %s and what to do", async (path, code, field, says) => {
    const answer = await town.get(ofTown(path));
    const { error } = answer.json();
    expect([answer.statusCode, error.code, error.details.field]).toEqual([400, code, field]);
    expect(error.message).toMatch(says);
    expect(answer.body).not.toMatch(/SELECT|at .*\.ts/);
  });

  it.each(GATED)("answers %s without a class: %s", async (path, reason, says) => {
    const answer = await town.get(ofTown(path));
    const { gate, method } = answer.json();
    expect([answer.statusCode, gate?.reason]).toEqual([200, reason]);
    expect(gate.message).toMatch(says);
    expect(method.dataset).toBe("police-uk");
  });

  it("tests days where the times are known to the minute, and says where they are not", async () => {
    const fine = await town.get("/hotspots?dataset=whole&from=2021-03-05&to=2021-05-17");
    expect([fine.statusCode, fine.json().gate]).toEqual([200, null]);
    const emerging = (await town.get("/emerging?dataset=whole&from=2021-01-05&to=2021-12-17")).json();
    expect(emerging.gate.reason).toBe("window_not_whole_months");
  });

  it("stops computing for whom has gone, and goes on answering", async () => {
    const gone = new AbortController();
    const asked = town.app.inject({
      url: "/api/v1/hotspots?dataset=police-uk&p=permutation&permutations=9999",
      signal: gone.signal,
    });
    await sleep(50);
    gone.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    const next = await town.get("/hotspots?dataset=police-uk");
    expect([next.statusCode, next.json().gate]).toEqual([200, null]);
  });
});
