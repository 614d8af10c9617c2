import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashOf, paramsOf } from "../../client/src/address-text.ts";
import { workspace } from "../../client/src/route.ts";
import { workspaceAddress } from "../../client/src/workspace-address.ts";

/** The browser's address bar, as far as a page can reach it. */
const bar = { hash: "", steps: 0, events: new EventTarget() };

/** A page with two things to choose. */
const page = () =>
  workspaceAddress<{ readonly day: string; readonly seed: string }>({
    name: "patrol",
    empty: { day: "", seed: "" },
    parse: (hash) => ({ day: paramsOf(hash).get("day") ?? "", seed: paramsOf(hash).get("seed") ?? "" }),
    format: ({ day, seed }) =>
      hashOf("patrol", [
        ["day", day],
        ["seed", seed],
      ]),
  });

function goTo(hash: string): void {
  [bar.hash, bar.steps] = [hash, bar.steps + 1];
  bar.events.dispatchEvent(new Event("hashchange"));
}

describe("the address of a workspace", () => {
  beforeEach(() => {
    Object.assign(bar, { hash: "#/patrol?day=monday", steps: 0, events: new EventTarget() });
    vi.stubGlobal("location", bar);
    vi.stubGlobal("history", {
      replaceState: (_: unknown, __: string, hash: string) => {
        bar.hash = hash;
      },
    });
    vi.stubGlobal("addEventListener", bar.events.addEventListener.bind(bar.events));
    vi.stubGlobal("removeEventListener", bar.events.removeEventListener.bind(bar.events));
    workspace.value = "patrol";
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    workspace.value = "analyse";
  });

  it("is read when the page opens, and when a link changes it", () => {
    const { query, follow } = page();
    const stop = follow();
    expect(query.value).toEqual({ day: "monday", seed: "" });
    goTo("#/patrol?day=friday&seed=7");
    expect(query.value).toEqual({ day: "friday", seed: "7" });
    stop();
  });

  it("follows the state, part by part, without a step in the history", () => {
    const { change, follow, hash } = page();
    const stop = follow();
    change({ seed: "3" });
    expect(bar.hash).toBe("#/patrol?day=monday&seed=3");
    expect(hash.value).toBe(bar.hash);
    expect(bar.steps).toBe(0);
    stop();
  });

  it("is left alone while another workspace is open, whose address changes nothing here", () => {
    const { query, change, follow } = page();
    const stop = follow();
    workspace.value = "zones";
    goTo("#/zones?day=sunday");
    expect(query.value.day).toBe("monday");
    change({ day: "tuesday" });
    expect(bar.hash).toBe("#/zones?day=sunday");
    stop();
  });

  it("is neither read nor written once the page was left", () => {
    const { query, change, follow } = page();
    follow()();
    goTo("#/patrol?day=friday");
    expect(query.value.day).toBe("monday");
    change({ day: "tuesday" });
    expect(bar.hash).toBe("#/patrol?day=friday");
  });
});
