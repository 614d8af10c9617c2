import { cellToLatLng, greatCircleDistance, latLngToCell } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Patrol, Visit, VisitList } from "../../server/api/patrol.ts";
import type { PatrolBody, VisitBody } from "../../server/api/types.ts";
import { backends } from "../db/backends.ts";
import { fileWith, importEach } from "../ingest/importing.ts";
import { extractMapping } from "./extract-mapping.ts";
import { CUSTODY, MARKET, STREET } from "./statistics/market-city.ts";
import { startTown, type Town } from "./statistics/start-town.ts";

const shape = Compile(Patrol);
const TIMED = extractMapping({ name: "timed-records", values: { supply: "supply" } });
const CORNER = latLngToCell(51.53, 0.05, 11);
const FAR = latLngToCell(51.55, 0.02, 11);

/** 40 records at the corner on the Fridays of 2021's first ten weeks, 18:10 and 19:10; 12 at the far place, Monday mornings. */
function timedRecords(): string {
  const lines = ["Ref,When,What,Lng,Lat"];
  const add = (cell: string, day: string, clock: string) => {
    const [lat, lng] = cellToLatLng(cell);
    lines.push(`T${lines.length},${day} ${clock},supply,${lng.toFixed(6)},${lat.toFixed(6)}`);
  };
  for (let week = 0; week < 10; week++) {
    const friday = new Date(Date.UTC(2021, 0, 8 + 7 * week)).toISOString().slice(0, 10).split("-").reverse().join("/");
    for (const clock of ["18:10", "18:20", "19:10", "19:20"]) add(CORNER, friday, clock);
  }
  for (let k = 0; k < 12; k++) add(FAR, "04/01/2021", "09:00");
  return `${lines.join("\n")}\n`;
}

describe.each(backends)("the patrol sheet on $name", ({ name }) => {
  let town: Town;
  const ids: Record<string, number> = {};
  const post = (path: string, payload: object) => town.app.inject({ method: "POST", url: `/api/v1${path}`, payload });
  const nominate = async (given: object): Promise<number> => {
    const answer = await post("/target-areas", { source: "picked", reason: "Busy", reviewOn: "2099-01-31", ...given });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json().id;
  };
  const ask = async (query = ""): Promise<PatrolBody> => (await town.get(`/patrol${query}`)).json();

  beforeAll(async () => {
    town = await startTown(name);
    const choices = { mapping: TIMED, force: "metropolitan", dataset: "timed" };
    await importEach(town.on, [await fileWith("timed.csv", timedRecords())], choices);
    await post("/target-areas", {
      source: "cluster",
      cluster: MARKET,
      dataset: "police-uk",
      reason: "Core",
      reviewOn: "2099-01-31",
    });
    ids.street = await nominate({ cells: [STREET], dataset: "police-uk" });
    ids.custody = await nominate({ cells: [CUSTODY], dataset: "police-uk" });
    ids.empty = await nominate({ cells: [latLngToCell(51.5, 0.5, 9)], dataset: "police-uk", category: "weapon" });
    ids.corner = await nominate({ cells: [latLngToCell(51.53, 0.05, 9)], dataset: "timed" });
    ids.far = await nominate({ cells: [latLngToCell(51.55, 0.02, 9)], dataset: "timed" });
    await town.on.db.knex.raw(`
      INSERT INTO zone (kind, title, authority, effective_from, effective_to, prohibitions, geom) VALUES
        ('pspo', 'Alcohol order', 'Council', '2019-01-01Z', '2022-01-01Z', '["Drinking alcohol after being asked to stop"]',
          ST_Multi(ST_MakeEnvelope(0.0, 51.5, 0.1, 51.6, 4326))),
        ('pspo', 'Ended order', 'Council', '2018-01-01Z', '2021-03-12T00:00:00Z', '["Using psychoactive substances"]',
          ST_Multi(ST_MakeEnvelope(0.0, 51.5, 0.1, 51.6, 4326))),
        ('pspo', 'Half order', 'Council', '2021-03-12T12:00:00Z', '2022-01-01Z', '["Using psychoactive substances"]',
          ST_Multi(ST_MakeEnvelope(0.05, 51.5, 0.1, 51.6, 4326)))`);
  });
  afterAll(() => town.stop());

  it("has no hours where times are known to the month only, and says so", async () => {
    const sheet = await ask("?dataset=police-uk&date=2020-02-03");
    expect(shape.Errors(sheet)).toEqual([]);
    expect(sheet.window).toEqual({ from: "2019-01-01", to: "2020-01-01" });
    expect(sheet.stops.map(({ hours, noHours }) => [hours, noHours])).toEqual(
      sheet.stops.map(() => [null, "No hours in this data."]),
    );
    expect(sheet.hours).toEqual([]);
    expect(sheet.cautions).toContain("No hours in this data: times are known to the month only.");
    expect(sheet.snapped).toBe(true);
  });

  it("stands where most was recorded, 500 m apart, and never at a point that an incident has", async () => {
    const { stops } = await ask("?dataset=police-uk&date=2020-02-03");
    for (const { id, lngLat, n } of stops) {
      const [lat, lng] = cellToLatLng(id);
      expect(lngLat).toEqual([Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
      expect(n).toBeGreaterThan(0);
    }
    for (const [k, a] of stops.entries()) {
      for (const b of stops.slice(0, k)) {
        const apart = greatCircleDistance([a.lngLat[1]!, a.lngLat[0]!], [b.lngLat[1]!, b.lngLat[0]!], "m");
        expect(apart).toBeGreaterThan(499);
      }
    }
    const street = stops.find(({ target }) => target.id === ids.street);
    expect(street).toMatchObject({ n: 74, perWeek: 1.42, name: "Park" });
    expect(street?.why.at(-1)).toBe("74 drug offences from Jan 2019 to Dec 2019 within 150 m: about 1.4 a week.");
  });

  it("flags records that are put at the custody suite by default", async () => {
    const { stops, cautions } = await ask(`?targets=${ids.custody}&date=2020-02-03`);
    expect(stops[0]?.defaultPoints).toEqual([{ flag: "custody_suite", n: 60 }]);
    expect(stops[0]?.why).toContainEqual(
      "60 of the records are put at a custody suite by default: they may be from elsewhere.",
    );
    expect(cautions.join(" ")).toContain("custody suite by default");
  });

  it("says why a target has no stop", async () => {
    const { leftOut } = await ask("?dataset=police-uk&date=2020-02-03");
    expect(leftOut).toEqual([
      {
        target: { id: ids.empty, name: expect.any(String), status: "proposed" },
        reason: "Nothing was recorded there in these months.",
      },
    ]);
  });

  it("gives the best hours of the day where the minute is known, from months before the patrol", async () => {
    const sheet = await ask("?dataset=timed&date=2021-04-02");
    expect(shape.Errors(sheet)).toEqual([]);
    expect([sheet.weekday, sheet.window]).toEqual([5, { from: "2021-01-01", to: "2021-04-01" }]);
    const corner = sheet.stops.find(({ target }) => target.id === ids.corner);
    // 40 in 90 days, all of them on Fridays from 18 to 20 o'clock.
    expect(corner?.hours).toMatchObject({ basis: "stop", n: 40 });
    expect(corner?.hours?.day).toEqual([{ weekday: 5, from: "17:00", to: "20:00", expected: 3.111 }]);
    expect(sheet.hours[0]).toMatchObject({ from: "17:00", to: "20:00" });
    const far = sheet.stops.find(({ target }) => target.id === ids.far);
    expect([far?.hours, far?.noHours]).toEqual([
      null,
      "Only 12 records of this target have a known hour; hours need 30.",
    ]);
    const monday = await ask("?dataset=timed&date=2021-04-05");
    expect(monday.stops.find(({ target }) => target.id === ids.corner)?.hours?.day).toEqual([]);
  });

  it("tells what holds there on that day, in the order's words, and nothing that has ended", async () => {
    const sheet = await ask(`?targets=${ids.corner}&date=2021-03-12`);
    expect(
      sheet.stops[0]?.zones.map(({ title, short, drugs, covers, partOfDay }) => [
        title,
        short,
        drugs,
        covers,
        partOfDay,
      ]),
    ).toEqual([
      ["Alcohol order", "alcohol only", false, "all", false],
      ["Half order", "no using psychoactive substances", true, "part", true],
    ]);
    const before = await ask(`?targets=${ids.corner}&date=2021-03-11`);
    expect(before.stops[0]?.zones.map(({ title }) => title)).toEqual(["Alcohol order", "Ended order"]);
  });

  it("walks the shortest round, or another at most 15 % longer, the same for the same seed", async () => {
    const shortest = await ask("?dataset=police-uk&date=2020-02-03");
    const other = await ask("?dataset=police-uk&date=2020-02-03&seed=7");
    expect(shortest.route).toMatchObject({ seed: 0, exact: true, metres: shortest.route.shortestMetres });
    expect(shortest.stops.map(({ position }) => position)).toEqual(shortest.stops.map((_, k) => k + 1));
    const walked = shortest.stops.reduce((sum, { nextMetres }) => sum + nextMetres, 0);
    expect(Math.abs(walked - shortest.route.metres)).toBeLessThanOrEqual(shortest.stops.length);
    expect(other.route.metres).toBeLessThanOrEqual(1.15 * shortest.route.metres + 1);
    expect(new Set(other.stops.map(({ id }) => id))).toEqual(new Set(shortest.stops.map(({ id }) => id)));
    expect(await ask("?dataset=police-uk&date=2020-02-03&seed=7")).toEqual(other);
    expect(other.method.seed).toBe(7);
  });

  it("sends no patrol to a target that is closed", async () => {
    const id = await nominate({ cells: [STREET], dataset: "timed" });
    await post(`/target-areas/${id}/status`, { status: "closed", reason: "Not there" });
    const refused = (await town.get(`/patrol?targets=${id}`)).json().error;
    expect([refused.details.field, refused.message]).toEqual([
      "targets",
      `Target area ${id} is closed: no patrol goes there.`,
    ]);
  });

  it("refuses other datasets' targets, unknown ones, and days that do not exist or have no data before them", async () => {
    const field = async (query: string) => {
      const answer = await town.get(`/patrol${query}`);
      return [answer.statusCode, answer.json().error.details?.field];
    };
    expect(await field(`?targets=${ids.street},${ids.corner}`)).toEqual([400, "targets"]);
    expect(await field(`?targets=${ids.street}&dataset=timed`)).toEqual([400, "targets"]);
    expect(await field("?targets=999999")).toEqual([400, "targets"]);
    expect(await field("?targets=1,")).toEqual([400, "targets"]);
    expect(await field("?date=2020-02-30")).toEqual([400, "date"]);
    expect(await field("?dataset=police-uk&date=2018-01-31")).toEqual([400, "date"]);
    expect(await field("?seed=-1")).toEqual([400, "seed"]);
  });

  it("logs a visit, when it began and ended, once", async () => {
    const arrived = await post("/patrol/visits", {
      target: ids.corner,
      stop: CORNER,
      arrivedAt: "2021-04-02T17:30:00Z",
    });
    const visit: VisitBody = arrived.json();
    expect([arrived.statusCode, Compile(Visit).Errors(visit)]).toEqual([201, []]);
    expect(visit).toMatchObject({
      target: ids.corner,
      stop: CORNER,
      arrivedAt: "2021-04-02T17:30:00Z",
      leftAt: null,
      minutes: null,
    });
    const left = await post(`/patrol/visits/${visit.id}/departure`, {
      leftAt: "2021-04-02T18:43:00+01:00",
      note: " Shutters down ",
    });
    expect(left.json()).toMatchObject({
      leftAt: "2021-04-02T17:43:00Z",
      minutes: 13,
      note: "Shutters down",
      by: "local",
    });
    expect((await post(`/patrol/visits/${visit.id}/departure`, {})).statusCode).toBe(409);
    const day = (await town.get("/patrol/visits?dataset=timed&date=2021-04-02")).json();
    expect(Compile(VisitList).Errors(day)).toEqual([]);
    expect(day.visits.map(({ id }: VisitBody) => id)).toEqual([visit.id]);
    expect((await town.get("/patrol/visits?date=2021-04-03")).json()).toEqual({ visits: [] });
  });

  it("refuses a visit to nowhere, in the future, or that ends before it began", async () => {
    const field = async (path: string, body: object) => {
      const answer = await post(path, body);
      return [answer.statusCode, answer.json().error.details?.field];
    };
    expect(await field("/patrol/visits", { target: 999_999 })).toEqual([400, "target"]);
    expect(await field("/patrol/visits", { target: ids.corner, arrivedAt: "2099-01-01T00:00:00Z" })).toEqual([
      400,
      "arrivedAt",
    ]);
    expect(await field("/patrol/visits", { target: ids.corner, arrivedAt: "2021-02-30T00:00" })).toEqual([
      400,
      "arrivedAt",
    ]);
    expect(await field("/patrol/visits", { target: ids.corner, person: "X" })).toEqual([400, "person"]);
    const { id } = (await post("/patrol/visits", { target: ids.corner })).json();
    expect(await field(`/patrol/visits/${id}/departure`, { leftAt: "2021-01-01T00:00:00Z" })).toEqual([400, "leftAt"]);
    expect((await post("/patrol/visits/999999/departure", {})).statusCode).toBe(404);
  });
});
