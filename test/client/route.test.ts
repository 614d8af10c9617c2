import { expect, it } from "vitest";
import { workspaceOf } from "../../client/src/route.ts";

it("reads the workspace from the address", () => {
  expect(workspaceOf("#/patrol?date=2026-11-21")).toBe("patrol");
  expect(workspaceOf("#/analyse")).toBe("analyse");
  expect(workspaceOf("")).toBe("analyse");
  expect(workspaceOf("#?from=2019-01-01")).toBe("analyse");
});
