import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TargetArea, TargetAreas } from "../../server/api/target-areas.ts";
import type { ClustersBody, MarketsBody, TargetAreaBody, TargetAreasBody } from "../../server/api/types.ts";
import { backends } from "../db/backends.ts";
import { square } from "./register-requests.ts";
import { MARKET, STREET } from "./statistics/market-city.ts";
import { importStreets, PLACES, streets } from "./statistics/market-streets.ts";
import { startTown, type Town } from "./statistics/start-town.ts";

const oneShape = Compile(TargetArea);
const listShape = Compile(TargetAreas);
const REVIEW = "2099-01-31";
const bow = {
  type: "Polygon",
  coordinates: [
    [
      [0.04, 51.53],
      [0.05, 51.54],
      [0.05, 51.53],
      [0.04, 51.54],
      [0.04, 51.53],
    ],
  ],
};
const wheel = (vertices: number) => {
  const ring = Array.from({ length: vertices }, (_, k) => {
    const angle = (k / vertices) * 2 * Math.PI;
    return [0.04 + 0.004 * Math.cos(angle), 51.53 + 0.003 * Math.sin(angle)];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
};

describe.each(backends)("target areas on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
  });
  afterAll(() => town.stop());

  const post = (path: string, payload: object) => town.app.inject({ method: "POST", url: `/api/v1${path}`, payload });
  const nominate = async (given: object): Promise<TargetAreaBody> => {
    const answer = await post("/target-areas", { reason: "Busy for a year", reviewOn: REVIEW, ...given });
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${answer.body}`);
    return answer.json();
  };
  const refusal = async (given: object) => {
    const answer = await post("/target-areas", { reason: "Busy for a year", reviewOn: REVIEW, ...given });
    const { message, details } = answer.json().error;
    return { status: answer.statusCode, field: details?.field, message };
  };
  const decide = (id: number, body: object) =>
    post(`/target-areas/${id}/status`, { reason: "Tasking of May", ...body });

  it("keeps a cluster's core with the row and the method that the ranked list gives at that moment", async () => {
    const list: ClustersBody = (await town.get("/clusters")).json();
    const row = list.clusters.find(({ cells }) => cells.includes(MARKET));
    const target = await nominate({ source: "cluster", cluster: row?.id });
    expect(oneShape.Errors(target)).toEqual([]);
    expect(target).toMatchObject({ name: row?.name, status: "proposed", n: row?.core.n, hectares: row?.core.hectares });
    expect(target.evidence.row).toMatchObject(JSON.parse(JSON.stringify(row)));
    expect(target.evidence.method).toEqual(list.method);
    expect(target.why[0]).toMatch(
      /^More recorded around here than chance would put.* \(number 1 of \d+; hot area, q ≤/,
    );
    expect(target.why[1]).toContain(`${row?.n} drug offences from Jan 2019 to Dec 2019`);
    expect(target.geometry.coordinates.flat(2).length).toBeGreaterThanOrEqual(7);
  });

  it("says of a hot place that it is one", async () => {
    const target = await nominate({ source: "cluster", cluster: STREET });
    expect(target.why[0]).toContain("Among the busiest places month after month (number 2 of 3; hot place, q ≤");
    expect(target.why[0]).not.toContain("hot area");
    expect(target.boroughs).toEqual([{ code: "E09000002", name: "Eastham" }]);
  });

  it("counts inside a drawn, a typed and a picked area, and names it", async () => {
    const drawn = await nominate({ source: "drawn", polygon: square(0.063, 51.563, 0.004) });
    // The one-street market: six in each of twelve months, and two of the background.
    expect(drawn).toMatchObject({ source: "drawn", n: 74, name: "Park" });
    expect(drawn.hectares).toBeCloseTo(12.31, 1);
    expect(drawn.why[0]).toBe("Chosen by hand, 12.3 ha: not the result of a test.");
    const typed = await nominate({ source: "typed", polygon: square(0.063, 51.563, 0.004) });
    expect([typed.source, typed.n, typed.evidence.row]).toEqual(["typed", 74, drawn.evidence.row]);
    const cells = await nominate({ source: "picked", cells: [STREET] });
    expect(cells.n).toBe(74);
    const counts = (await town.get("/area-counts?kind=ward")).json();
    const wards = await nominate({ source: "picked", areas: ["E05000001", "E05000004"], name: " Two wards " });
    const counted = counts.areas.filter(({ code }: { code: string }) => ["E05000001", "E05000004"].includes(code));
    expect(wards.n).toBe(counted.reduce((sum: number, { n }: { n: number }) => sum + n, 0));
    expect([wards.name, wards.boroughs.length]).toEqual(["Two wards", 2]);
  });

  it("answers the list as GeoJSON, the latest first, and one area with its history", async () => {
    const body: TargetAreasBody = (await town.get("/target-areas")).json();
    expect(listShape.Errors(body)).toEqual([]);
    const ids = body.features.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const one: TargetAreaBody = (await town.get(`/target-areas/${ids[0]}`)).json();
    expect(one.history).toMatchObject([
      { status: "proposed", by: "local", reason: "Busy for a year", reviewOn: REVIEW },
    ]);
    expect(one.next).toEqual(["approved", "declined", "closed"]);
    expect((await town.get("/target-areas?status=declined")).json().features).toEqual([]);
    expect((await town.get("/target-areas?status=gone")).json().error.details.field).toBe("status");
    expect((await town.get("/target-areas/999999")).statusCode).toBe(404);
  });

  it("adds every decision to the history and lets none undo another", async () => {
    const { id } = await nominate({ source: "picked", cells: [MARKET] });
    const approved = await decide(id, { status: "approved", reviewOn: "2099-02-01" });
    expect(approved.json()).toMatchObject({ status: "approved", reviewOn: "2099-02-01", reviewDue: false });
    expect((await decide(id, { status: "approved", reviewOn: "2099-03-01" })).statusCode).toBe(200);
    const declined = await decide(id, { status: "declined" });
    expect([declined.statusCode, declined.json().error.message]).toEqual([
      409,
      "This area is approved: it cannot become declined. It may become approved or closed.",
    ]);
    const closed: TargetAreaBody = (await decide(id, { status: "closed", reason: "The market is gone" })).json();
    expect(closed.history.map(({ status, reason, reviewOn }) => [status, reason, reviewOn])).toEqual([
      ["proposed", "Busy for a year", REVIEW],
      ["approved", "Tasking of May", "2099-02-01"],
      ["approved", "Tasking of May", "2099-03-01"],
      ["closed", "The market is gone", null],
    ]);
    expect([closed.next, closed.evidence.n > 0]).toEqual([[], true]);
    expect((await decide(id, { status: "approved", reviewOn: "2099-02-01" })).statusCode).toBe(409);
  });

  it("leaves an audit event of each decision: who and what, not the reason", async () => {
    const { id } = await nominate({ source: "picked", cells: [MARKET] });
    await decide(id, { status: "declined" });
    const { rows } = await town.on.db.knex.raw(
      "SELECT principal, action, details FROM audit_event WHERE subject = ? ORDER BY id",
      [`target_area/${id}`],
    );
    expect(rows).toEqual([
      { principal: "local", action: "target_area.proposed", details: { position: 0, reviewOn: REVIEW } },
      { principal: "local", action: "target_area.declined", details: { position: 1, reviewOn: null } },
    ]);
  });

  it("refuses a bad shape by name, and repairs none", async () => {
    expect(await refusal({ source: "drawn", polygon: bow })).toMatchObject({ status: 400, field: "polygon" });
    expect((await refusal({ source: "drawn", polygon: bow })).message).toContain("Self-intersection");
    expect(await refusal({ source: "drawn", polygon: wheel(501) })).toEqual({
      status: 400,
      field: "polygon",
      message: "polygon has 501 vertices; at most 500. Draw it simpler.",
    });
    expect((await nominate({ source: "drawn", polygon: wheel(500) })).n).toBeGreaterThan(0);
    const swapped = {
      type: "Polygon",
      coordinates: [square(0.04, 51.53, 0.004).coordinates[0]?.map(([x, y]) => [y, x])],
    };
    expect((await refusal({ source: "typed", polygon: swapped })).message).toContain("looks swapped");
    const open = { type: "Polygon", coordinates: [square(0.04, 51.53, 0.004).coordinates[0]?.slice(0, 4)] };
    expect((await refusal({ source: "drawn", polygon: open })).message).toContain("not closed");
    expect(await refusal({ source: "picked", areas: ["E05000999"] })).toMatchObject({ status: 400, field: "areas" });
    expect(await refusal({ source: "picked", cells: ["8f194e64992ad6a"] })).toMatchObject({
      status: 400,
      field: "cells",
    });
    expect(await refusal({ source: "drawn", polygon: { type: "Point", coordinates: [0, 51] } })).toMatchObject({
      status: 400,
      field: "polygon.type",
    });
  });

  it("refuses a nomination without a place, with two, without a reason, or with a review in the past", async () => {
    expect(await refusal({ source: "cluster" })).toEqual({
      status: 400,
      field: "cluster",
      message: "source=cluster needs cluster.",
    });
    expect(await refusal({ source: "picked", cells: [MARKET], areas: ["E05000001"] })).toMatchObject({
      status: 400,
      field: "areas",
    });
    expect(await refusal({ source: "drawn", polygon: square(0, 51.5, 0.004), cluster: MARKET })).toMatchObject({
      status: 400,
      field: "cluster",
    });
    expect(await refusal({ source: "picked", cells: [MARKET], reason: "   " })).toMatchObject({
      status: 400,
      field: "reason",
    });
    expect(await refusal({ source: "picked", cells: [MARKET], reviewOn: "2019-01-01" })).toMatchObject({
      status: 400,
      field: "reviewOn",
    });
    expect(await refusal({ source: "picked", cells: [MARKET], reviewOn: "2099-02-30" })).toMatchObject({
      status: 400,
      field: "reviewOn",
    });
    const backwards = { from: "2019-06-01", to: "2019-01-01" };
    expect(await refusal({ source: "picked", cells: [MARKET], ...backwards })).toMatchObject({
      status: 400,
      field: "to",
    });
    expect(await refusal({ source: "picked", cells: [MARKET], surprise: 1 })).toMatchObject({
      status: 400,
      field: "surprise",
    });
  });

  it("refuses a cluster that is not in the list, and evidence of another version", async () => {
    const quiet = await refusal({ source: "cluster", cluster: "89194e64993ffff" });
    expect(quiet).toMatchObject({ status: 400, field: "cluster" });
    expect(await refusal({ source: "cluster", cluster: STREET, category: "violence" })).toMatchObject({
      status: 400,
      field: "cluster",
    });
    const stale = { source: "cluster", cluster: STREET, dataset: "police-uk", version: 1 };
    expect((await refusal(stale)).status).toBe(409);
    expect((await refusal({ ...stale, source: "picked", cluster: undefined, cells: [STREET] })).status).toBe(409);
  });

  it("asks for a review day with an approval, and for none with an end", async () => {
    const { id } = await nominate({ source: "picked", cells: [MARKET] });
    expect((await decide(id, { status: "approved" })).json().error.details.field).toBe("reviewOn");
    expect((await decide(id, { status: "closed", reviewOn: REVIEW })).json().error.details.field).toBe("reviewOn");
    expect((await decide(id, { status: "proposed" })).statusCode).toBe(400);
    expect((await decide(999_999, { status: "closed" })).statusCode).toBe(404);
  });

  it("says nothing of markets where the data cannot, or where the area was chosen by hand", async () => {
    expect((await nominate({ source: "cluster", cluster: STREET })).evidence.market).toBeNull();
    expect((await nominate({ source: "picked", cells: [STREET] })).evidence.market).toBeNull();
  });

  it("keeps with the core what the markets say of it then, as it was, whatever is imported later", async () => {
    await importStreets(town.on);
    const query = { dataset: "streets", category: "drug_asb,supply" };
    const list: ClustersBody = (await town.get("/clusters?dataset=streets&category=drug_asb,supply")).json();
    const cluster = list.clusters.find(({ cells }) => cells.includes(PLACES.market))?.id;
    const { id, evidence } = await nominate({ source: "cluster", cluster, ...query });
    const markets: MarketsBody = (await town.get("/markets?dataset=streets")).json();
    const row = markets.markets.find(({ cells }) => cells.includes(PLACES.market));
    expect(evidence.market).toEqual({
      says: `An open market (number 1 of ${markets.found}): 7 of 7 indicators of an open market met: public reports, tight and repeated, public supply, finds and harm, persistent, near places, refills.`,
      from: "2021-01-01",
      to: "2022-01-01",
      found: markets.found,
      row,
    });
    await importStreets(town.on, [...streets(), ...streets().slice(0, 40)]);
    expect((await town.get(`/target-areas/${id}`)).json().evidence.market).toEqual(evidence.market);
  });
});
