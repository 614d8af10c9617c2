import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { liveResource } from "../../client/src/resource.ts";

type Request = { readonly key: string };

/** A resource over answers that the test hands out, and the keys that were asked for. */
function resource() {
  const request = signal<Request | null>(null);
  const asked: string[] = [];
  const waiting: { key: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  const live = liveResource(request, ({ key }: Request) => {
    asked.push(key);
    return new Promise<string>((answer, fail) => waiting.push({ key, answer, fail }));
  });
  const next = (key: string) =>
    waiting.splice(
      waiting.findIndex((one) => one.key === key),
      1,
    )[0];
  return { request, asked, live, next };
}

const settled = () => new Promise((done) => setTimeout(done));

describe("an answer that was prepared", () => {
  it("is there in the same turn as its request, which is not made again", async () => {
    const { request, asked, live, next } = resource();
    const preparing = live.prepare({ key: "May" });
    next("May")?.answer("of May");
    await preparing;
    request.value = { key: "May" };
    expect(live.current.value).toEqual({ state: "ready", value: "of May", key: "May", message: null });
    expect(asked).toEqual(["May"]);
  });

  it("does not change what is shown before it is asked for", async () => {
    const { request, live, next } = resource();
    request.value = { key: "April" };
    next("April")?.answer("of April");
    await settled();
    const preparing = live.prepare({ key: "May" });
    next("May")?.answer("of May");
    await preparing;
    expect(live.current.value).toMatchObject({ state: "ready", value: "of April", key: "April" });
  });

  it("ends the request that it overtakes: its answer, coming late, is not shown", async () => {
    const { request, live, next } = resource();
    const preparing = live.prepare({ key: "May" });
    next("May")?.answer("of May");
    await preparing;
    request.value = { key: "April" };
    request.value = { key: "May" };
    next("April")?.answer("of April");
    await settled();
    expect(live.current.value).toMatchObject({ state: "ready", value: "of May", key: "May" });
  });

  it("is forgotten when the answer is to be loaded again", async () => {
    const { request, asked, live, next } = resource();
    const preparing = live.prepare({ key: "May" });
    next("May")?.answer("of May");
    await preparing;
    request.value = { key: "May" };
    live.reload();
    expect(asked).toEqual(["May", "May"]);
    next("May")?.answer("of May, later");
    await settled();
    expect(live.current.value.value).toBe("of May, later");
  });

  it("that failed is asked for again, and only then told", async () => {
    const { request, asked, live, next } = resource();
    const preparing = live.prepare({ key: "May" });
    next("May")?.fail(new Error("The server is busy."));
    await preparing;
    expect(live.current.value.state).toBe("idle");
    request.value = { key: "May" };
    next("May")?.fail(new Error("The server is busy."));
    await settled();
    expect(asked).toEqual(["May", "May"]);
    expect(live.current.value).toMatchObject({ state: "failed", message: "The server is busy." });
  });
});
