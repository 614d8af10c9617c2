import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { datasetFor, datasetNamed, datasets } from "../../client/src/datasets.ts";
import { update } from "../../client/src/state.ts";

describe("the dataset of a page", () => {
  beforeAll(async () => {
    const list = { datasets: [{ id: "demo" }, { id: "met" }, { id: "force" }], default: "met" };
    vi.stubGlobal("fetch", async () => Response.json(list));
    datasets.reload();
    await vi.waitFor(() => expect(datasets.current.value.state).toBe("ready"));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    update({ dataset: null });
  });

  it("is the one that its address asks for", () => {
    update({ dataset: "demo" });
    expect(datasetFor("force")?.id).toBe("force");
  });

  it("is the one that was open in Analyse where none is asked for, or one that is not here", () => {
    update({ dataset: "demo" });
    expect([datasetFor(null)?.id, datasetFor("gone")?.id]).toEqual(["demo", "demo"]);
  });

  it("is the service's own choice where Analyse has named none, or one that is not here", () => {
    update({ dataset: null });
    expect(datasetFor(null)?.id).toBe("met");
    update({ dataset: "gone" });
    expect(datasetFor(null)?.id).toBe("met");
  });

  it("is found by its own name alone, not another in its place", () => {
    expect([datasetNamed("force")?.id, datasetNamed("gone"), datasetNamed(null)]).toEqual(["force", null, null]);
  });
});
