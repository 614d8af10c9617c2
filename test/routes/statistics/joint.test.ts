import { gridDisk } from "h3-js";
import { Compile } from "typebox/compile";
import { describe, expect, it } from "vitest";
import { binomialUpperTail } from "../../../server/analytics/binomial-upper-tail.ts";
import { Joint } from "../../../server/api/joint.ts";
import type { HotspotsBody, JointBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { MARKET, STREET } from "./market-city.ts";
import { SQUARE, wholeTown } from "./whole-town.ts";

const shape = Compile(Joint);

describe.each(backends)("drugs with disorder and violence on $name", ({ name }) => {
  const { answer: answerTo, get } = wholeTown(name);
  const ask = (query = "") => get<JointBody>(`/joint?dataset=whole${query}`);
  const cellOf = (body: JointBody, wanted: string) => body.cells.find(({ cell }) => cell === wanted);

  it("lays the two maps of hot areas over each other, each as /hotspots draws it", async () => {
    const body = await ask();
    expect(shape.Errors(body)).toEqual([]);
    expect([body.gate, body.gates]).toEqual([null, { drugs: null, partner: null, excess: null }]);
    expect([cellOf(body, MARKET)?.overlay, cellOf(body, SQUARE)?.overlay]).toEqual(["both", "partner_only"]);
    const hot = async (category: string) =>
      (await get<HotspotsBody>(`/hotspots?dataset=whole&category=${category}`)).cells.filter(
        ({ q }) => (q ?? 1) <= 0.05,
      ).length;
    const { both = 0, drugsOnly = 0, partnerOnly = 0, none = 0 } = body.overlay ?? {};
    expect([both + drugsOnly, both + partnerOnly]).toEqual([await hot("drugs"), await hot("asb")]);
    expect(both + drugsOnly + partnerOnly + none).toBe(body.universe.size);
  });

  it("finds more drugs than all else recorded there would lead one to expect, in the one-street market", async () => {
    const body = await ask();
    const street = cellOf(body, STREET);
    const { drugs, partner, other } = body.total;
    expect(partner).toBeLessThan(other);
    expect(body.share).toBe(drugs / (drugs + other));
    const n = (street?.drugs ?? 0) + (street?.other ?? 0);
    expect(street?.expected).toBeCloseTo(n * (body.share ?? 0), 10);
    expect(street?.ratio).toBeCloseTo((street?.drugs ?? 0) / (street?.expected ?? 1), 10);
    expect(street?.p).toBe(binomialUpperTail(street?.drugs ?? 0, { n, share: body.share ?? 0 }));
    expect([street?.excess, cellOf(body, SQUARE)?.excess]).toEqual([true, false]);
    expect(body.excess).toBe(body.cells.filter(({ excess }) => excess).length);
  });

  it("asks of the disk round each cell when told to", async () => {
    const [alone, ring] = [await ask(), await ask("&excess=ring")];
    const beside = gridDisk(STREET, 1).find((cell) => cell !== STREET && cellOf(alone, cell)) ?? "";
    expect([cellOf(alone, beside)?.excess, cellOf(ring, beside)?.excess]).toEqual([false, true]);
    expect(ring.overlay).toEqual(alone.overlay);
    expect(ring.method.parameters["excess"]).toBe("ring");
  });

  it("does the same with violence", async () => {
    const body = await ask("&with=violence");
    expect(shape.Errors(body)).toEqual([]);
    expect([body.with, body.method.parameters["with"]]).toEqual(["violence", "violence"]);
    expect(cellOf(body, MARKET)?.overlay).toBe("drugs_only");
    expect(body.share).toBe((await ask()).share);
  });

  it("lists the area alone and never changes p, q for it", async () => {
    const all = await ask();
    const park = await ask("&area=E05000004");
    expect(park.cells.length).toBeGreaterThan(0);
    expect(park.cells.length).toBeLessThan(all.cells.length);
    for (const cell of park.cells) expect(all.cells).toContainEqual(cell);
    expect([park.overlay, park.excess, park.total]).toEqual([all.overlay, all.excess, all.total]);
  });

  it.each([
    ["asb", "asb"],
    ["violence", "violence"],
  ])("says that data of drugs alone cannot tell about %s", async (partner, missing) => {
    const body = await get<JointBody>(`/joint?dataset=police-uk&with=${partner}`);
    expect(shape.Errors(body)).toEqual([]);
    expect([body.gate?.reason, body.overlay, body.excess, body.share]).toEqual(["not_in_this_data", null, null, null]);
    expect(body.gate?.message).toContain(`holds no record of category ${missing}`);
    expect(body.gates.drugs).toBeNull();
    expect(body.gates.excess?.message).toContain("asb, violence, other");
    expect(body.cells.every(({ overlay, q, excess }) => overlay === null && q === null && excess === null)).toBe(true);
    expect(body.cells.some(({ drugsQ }) => (drugsQ ?? 1) <= 0.05)).toBe(true);
  });

  it("gives no class on a window under the gate", async () => {
    const body = await ask("&from=2021-01-01&to=2021-01-08");
    expect([body.gate?.reason, body.overlay]).toEqual(["too_few_incidents", null]);
  });

  it("gives the same bytes again, and 304 to whom has them", async () => {
    const [first, second] = [await answerTo("/joint?dataset=whole"), await answerTo("/joint?dataset=whole")];
    expect(second.body).toBe(first.body);
    const again = await answerTo("/joint?dataset=whole", { "if-none-match": String(first.headers.etag) });
    expect(again.statusCode).toBe(304);
  });

  it.each([
    ["&with=robbery", "with"],
    ["&category=drugs,asb", "category"],
    ["&category=violence", "category"],
    ["&ring=4", "ring"],
    ["&excess=ward", "excess"],
    ["&area=E09999999", "area"],
  ])("refuses %s naming %s", async (query, field) => {
    const answer = await answerTo(`/joint?dataset=whole${query}`);
    expect([answer.statusCode, answer.json().error.code, answer.json().error.details.field]).toEqual([
      400,
      "invalid_query",
      field,
    ]);
  });
});
