import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ShapePreview } from "../../server/api/shapes.ts";
import { Zone, ZoneFeatureCollection, ZoneHistory, ZoneList } from "../../server/api/zones.ts";
import { backends } from "../db/backends.ts";
import { post, put, square, zoneOf } from "./register-requests.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("zones on $name", ({ name }) => {
  let app: TestApp;
  let orderId: number;
  beforeAll(async () => {
    app = await startApp(name);
    const made = await post(app, "/zones", zoneOf());
    expect(made.json()).toMatchObject({ id: expect.any(Number) });
    orderId = made.json().id;
  });
  afterAll(() => app.stop());

  const at = async (moment: string, query = "") => {
    const { zones } = (await app.get(`/zones?at=${encodeURIComponent(moment)}${query}`)).json();
    return zones.map((zone: { id: number }) => zone.id);
  };

  it("are answered whole when they are made", async () => {
    expect((await app.get(`/zones/${orderId}?at=2027-06-01`)).json()).toMatchObject({
      kind: "pspo",
      origin: "made_here",
      status: "in_force",
      effectiveFrom: "2027-01-04T00:00:00+00:00",
      effectiveTo: "2030-01-04T00:00:00+00:00",
      powers: { short: "alcohol only", drugs: false, note: "Summary, not authority to search; read the order." },
      verify: true,
      rules: [{ checkedOn: null }],
      shape: { from: "polygon", set: null, codes: [] },
      version: 1,
      geometry: { type: "MultiPolygon" },
    });
  });

  it("have the form the contract gives them, and no more", async () => {
    const preview = await post(app, "/zones/preview", { shape: { zone: orderId } });
    const answers = [
      [Compile(Zone), (await app.get(`/zones/${orderId}`)).json()],
      [Compile(ZoneList), (await app.get("/zones?at=2027-06-01")).json()],
      [
        Compile(ZoneFeatureCollection),
        (await app.get("/zones?at=2027-06-01", { accept: "application/geo+json" })).json(),
      ],
      [Compile(ZoneHistory), (await app.get(`/zones/${orderId}/history`)).json()],
      [Compile(ShapePreview), preview.json()],
    ] as const;
    for (const [shape, body] of answers) expect(shape.Errors(body)).toEqual([]);
  });

  it("hold from their first moment until before their last", async () => {
    expect(await at("2027-01-03")).not.toContain(orderId);
    expect(await at("2027-01-04")).toContain(orderId);
    expect(await at("2030-01-03T23:59")).toContain(orderId);
    expect(await at("2030-01-04T00:00")).not.toContain(orderId);
    expect(await at("2030-01-04")).not.toContain(orderId);
  });

  it("follow London's clock over the change to summer time", async () => {
    const made = await post(app, "/zones", {
      ...zoneOf({ kind: "dispersal", rank: "inspector", grounds: "Fighting outside the station" }),
      effectiveFrom: "2027-03-27T18:00",
      effectiveTo: "2027-03-29T19:00",
    });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      effectiveFrom: "2027-03-27T18:00:00+00:00",
      effectiveTo: "2027-03-29T19:00:00+01:00",
      status: "not_yet",
    });
    expect(await at("2027-03-29T18:59")).toContain(made.json().id);
    expect(await at("2027-03-29T19:00")).not.toContain(made.json().id);
    expect((await app.get(`/zones/${made.json().id}?at=2027-03-29`)).json()).toMatchObject({ partOfDay: true });
  });

  it("list what ends within five weeks", async () => {
    const ending = async (moment: string) => (await app.get(`/zones?at=${moment}`)).json().ending;
    expect(await ending("2029-11-01")).toEqual([]);
    expect(await ending("2029-11-30")).toMatchObject([
      { id: orderId, days: 35, effectiveTo: "2030-01-04T00:00:00+00:00" },
    ]);
  });

  it("go out as GeoJSON when that is asked for", async () => {
    const answer = await app.get("/zones?at=2027-06-01", { accept: "application/geo+json" });
    expect(answer.headers["content-type"]).toContain("application/geo+json");
    expect(answer.json()).toMatchObject({
      type: "FeatureCollection",
      features: [
        { type: "Feature", id: orderId, properties: { title: "Town centre" }, geometry: { type: "MultiPolygon" } },
      ],
    });
  });

  it("are made of wards, of cells and of another zone, and say so", async () => {
    const shapes = [
      [
        { areas: ["E05000001", "E05000002"], set: "test-wards-2018" },
        { from: "areas", set: "test-wards-2018" },
      ],
      [{ cells: ["89194ac0003ffff"] }, { from: "cells", codes: ["89194ac0003ffff"] }],
      [{ zone: orderId }, { from: "zone", codes: [String(orderId)] }],
    ] as const;
    for (const [shape, origin] of shapes) {
      const made = await post(app, "/zones", zoneOf({ kind: "target_area", effectiveTo: null, shape }));
      expect(made.json()).toMatchObject({ shape: origin, powers: { short: "no power comes with it" } });
    }
    const both = (await app.get("/zones?kind=target_area&at=2027-06-01")).json().zones[0];
    expect(both.geometry.coordinates).toHaveLength(1);
  });

  it("that close premises are said by their point, and keep it", async () => {
    const premises = { lngLat: [0.01, 51.51], radiusMetres: 20 };
    const closure = zoneOf({
      ...{ kind: "closure_order", authority: "A court", rank: "magistrates_court" },
      ...{ effectiveTo: "2027-03-04", shape: { premises } },
    });
    const made = (await post(app, "/zones", closure)).json();
    expect(made.shape).toEqual({ from: "premises", set: null, codes: [], premises });
    expect(made.geometry.coordinates[0][0]).toHaveLength(17);
    const { versions } = (await app.get(`/zones/${made.id}/history`)).json();
    expect(versions[0].state.shape.premises).toEqual(premises);
    const preview = await post(app, "/zones/preview", { shape: { premises: { lngLat: [0.01, 51.51] } } });
    // A circle of 15 m, but for what sixteen straight edges cut off.
    expect(preview.json().areaSquareMetres).toBeGreaterThan(680);
    expect(preview.json().areaSquareMetres).toBeLessThan(Math.PI * 15 ** 2);
    expect(preview.json().origin.premises).toEqual({ lngLat: [0.01, 51.51], radiusMetres: 15 });
  });

  it("keep every state, with who and why", async () => {
    const { id } = (await post(app, "/zones", zoneOf({ title: "First name" }))).json();
    const edited = await put(app, `/zones/${id}`, { version: 1, reason: "misspelt", title: "Second name" });
    expect(edited.json()).toMatchObject({ version: 2, title: "Second name" });
    const { versions } = (await app.get(`/zones/${id}/history`)).json();
    expect(versions).toMatchObject([
      { version: 2, action: "edited", reason: "misspelt", recordedBy: "local", state: { title: "Second name" } },
      { version: 1, action: "made", reason: null, state: { title: "First name" } },
    ]);
    expect(versions[0].state.geometry).toEqual(versions[1].state.geometry);
  });

  it("leave an audit event of each change that was stored: who and what, never the content", async () => {
    const { id } = (await post(app, "/zones", zoneOf())).json();
    await put(app, `/zones/${id}`, { version: 1, reason: "misspelt", title: "One" });
    expect((await put(app, `/zones/${id}`, { version: 1, reason: "late", title: "Two" })).statusCode).toBe(409);
    await post(app, `/zones/${id}/discharge`, { version: 2, reason: "done", at: "2027-06-01" });
    const events = "SELECT principal, action, details FROM audit_event WHERE subject = ? ORDER BY id";
    expect((await app.database.db.knex.raw(events, [`zone/${id}`])).rows).toEqual([
      { principal: "local", action: "zone.made", details: { version: 1 } },
      { principal: "local", action: "zone.edited", details: { version: 2 } },
      { principal: "local", action: "zone.discharged", details: { version: 3 } },
    ]);
  });

  it("refuse a change by somebody who saw an older state", async () => {
    const { id } = (await post(app, "/zones", zoneOf())).json();
    await put(app, `/zones/${id}`, { version: 1, reason: "first", title: "One" });
    const late = await put(app, `/zones/${id}`, { version: 1, reason: "second", title: "Two" });
    expect([late.statusCode, late.json().error.code]).toEqual([409, "conflict"]);
    expect((await app.get(`/zones/${id}`)).json()).toMatchObject({ title: "One", version: 2 });
  });

  it("are extended before their end, by three years at most and more than once", async () => {
    const { id } = (await post(app, "/zones", zoneOf())).json();
    const tooLong = await post(app, `/zones/${id}/extend`, { version: 1, reason: "needed", until: "2033-01-05" });
    expect(tooLong.json().error).toMatchObject({ code: "invalid_query", details: { field: "until" } });
    expect(tooLong.json().error.message).toContain("Public spaces protection order: at most 3 years");
    const extended = await post(app, `/zones/${id}/extend`, { version: 1, reason: "needed", until: "2033-01-04" });
    expect(extended.json()).toMatchObject({ effectiveTo: "2033-01-04T00:00:00+00:00", version: 2 });
    const again = await post(app, `/zones/${id}/extend`, { version: 2, reason: "still", until: "2036-01-04" });
    expect(again.json()).toMatchObject({ effectiveTo: "2036-01-04T00:00:00+00:00", version: 3 });
  });

  it("draw a varied zone as it was before the variation and as it is after", async () => {
    const { id } = (await post(app, "/zones", zoneOf())).json();
    const varied = await post(app, `/zones/${id}/vary`, {
      version: 1,
      reason: "wider",
      from: "2028-01-01",
      shape: { polygon: square(0.01, 51.51, 0.02) },
      prohibitions: ["Using or possessing psychoactive substances"],
    });
    expect(varied.statusCode).toBe(201);
    expect(varied.json()).toMatchObject({
      supersedes: id,
      effectiveTo: "2030-01-04T00:00:00+00:00",
      powers: { drugs: true },
    });
    expect((await app.get(`/zones/${id}?at=2028-02-01`)).json()).toMatchObject({ status: "superseded" });
    const [before, after] = [await at("2027-12-31"), await at("2028-01-01")];
    expect([before.includes(id), before.includes(varied.json().id)]).toEqual([true, false]);
    expect([after.includes(id), after.includes(varied.json().id)]).toEqual([false, true]);
    expect((await app.get(`/zones/${varied.json().id}/history`)).json().chain).toEqual([id, varied.json().id]);
  });

  it("are discharged, and superseded by a new order", async () => {
    const one = (await post(app, "/zones", zoneOf())).json().id;
    const discharged = await post(app, `/zones/${one}/discharge`, { version: 1, reason: "no need", at: "2027-05-01" });
    expect(discharged.json()).toMatchObject({ effectiveTo: "2027-05-01T00:00:00+01:00" });
    expect(await at("2027-05-01")).not.toContain(one);
    const two = (await post(app, "/zones", zoneOf())).json().id;
    const next = zoneOf({ title: "Its successor", effectiveFrom: "2029-01-01", effectiveTo: "2032-01-01" });
    const superseded = await post(app, `/zones/${two}/supersede`, { version: 1, reason: "new order", zone: next });
    expect(superseded.json()).toMatchObject({ title: "Its successor", supersedes: two });
    expect((await app.get(`/zones/${two}?at=2029-01-01`)).json()).toMatchObject({
      status: "superseded",
      supersededBy: superseded.json().id,
    });
  });

  it("show a shape snapped to ward edges before it is saved", async () => {
    const nearTheEdge = {
      type: "Polygon",
      coordinates: [
        [
          [0.0501, 51.52],
          [0.07, 51.52],
          [0.07, 51.54],
          [0.0501, 51.54],
          [0.0501, 51.52],
        ],
      ],
    };
    const preview = async (snap: string) =>
      (await post(app, "/zones/preview", { shape: { polygon: nearTheEdge, set: "test-wards-2018" }, snap })).json();
    expect(await preview("none")).toMatchObject({ snapped: false, vertices: 5, note: null });
    const snapped = await preview("wards");
    expect(snapped).toMatchObject({ snapped: true, note: null });
    const west = Math.min(...snapped.geometry.coordinates[0][0].map(([lng]: [number]) => lng));
    expect(west).toBeCloseTo(0.05, 9);
  });

  it("are found by the data they belong to", async () => {
    const made = await post(app, "/zones", zoneOf({ dataset: "demo", shape: { areas: ["D05000001"] } }));
    expect(made.json()).toMatchObject({ dataset: "demo", synthetic: true });
    expect(await at("2027-06-01", "&dataset=demo")).toEqual([made.json().id]);
    expect(await at("2027-06-01", "&dataset=police-uk")).not.toContain(made.json().id);
  });
});
