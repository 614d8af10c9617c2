import { describe, expect, it } from "vitest";
import { createGate } from "../../../server/db/embedded/gate.ts";

describe("the gate to the one connection", () => {
  it("lets sessions in one at a time, first come first served", async () => {
    const gate = createGate();
    const order: string[] = [];
    const [first, second, third] = [{}, {}, {}];
    await gate.enter(first, 1_000);
    const waiting = [
      gate.enter(second, 1_000).then(() => order.push("second")),
      gate.enter(third, 1_000).then(() => order.push("third")),
    ];
    gate.leave(first);
    await waiting[0];
    expect(order).toEqual(["second"]);
    gate.leave(second);
    await waiting[1];
    expect(order).toEqual(["second", "third"]);
  });

  it("lets its present session in again", async () => {
    const gate = createGate();
    const session = {};
    await gate.enter(session, 0);
    expect(await gate.enter(session, 0)).toBe(true);
  });

  it("turns away who has no more patience, and passes over them later", async () => {
    const gate = createGate();
    const [first, second, third] = [{}, {}, {}];
    await gate.enter(first, 0);
    const patient = gate.enter(third, 1_000);
    expect(await gate.enter(second, 5)).toBe(false);
    gate.leave(first);
    expect(await patient).toBe(true);
  });

  it("ignores a session that leaves without being inside", async () => {
    const gate = createGate();
    const [inside, outside] = [{}, {}];
    await gate.enter(inside, 0);
    gate.leave(outside);
    expect(await gate.enter(outside, 5)).toBe(false);
  });
});
