import { describe, expect, it } from "vitest";
import { HATCHES } from "../../client/src/layers/hatch.ts";
import { GROUND } from "../../client/src/layers/palette.ts";
import { placeLayers } from "../../client/src/layers/places.ts";
import { changeClasses } from "../../client/src/workspaces/analyse/modes/change-classes.ts";
import { EMERGING_CLASSES } from "../../client/src/workspaces/analyse/modes/emerging-classes.ts";
import { HOT_CLASSES } from "../../client/src/workspaces/analyse/modes/hot-classes.ts";
import { jointClasses } from "../../client/src/workspaces/analyse/modes/joint-classes.ts";
import { contrast } from "./contrast.ts";

const CLASSES = [...HOT_CLASSES, ...EMERGING_CLASSES, ...jointClasses("asb"), ...changeClasses([5, 10])];

function lineColour(id: string): string {
  const layer = placeLayers().find((one) => one.id === id);
  const colour = layer?.type === "line" ? layer.paint?.["line-color"] : undefined;
  return typeof colour === "string" ? colour : `no colour of ${id}`;
}

describe("the outline of what stands out", () => {
  const [line, casing] = [lineColour("cluster-line"), lineColour("cluster-casing")];

  it("stands against the ground and against what is not significant around it at 3:1 or more", () => {
    for (const around of [
      GROUND,
      ...CLASSES.filter(({ hatch }) => hatch === HATCHES.lines).map(({ colour }) => colour),
    ])
      expect(contrast(line, around), around).toBeGreaterThanOrEqual(3);
  });

  it("stands with its casing against every class that it may enclose at 3:1 or more", () => {
    for (const { label, colour } of CLASSES)
      expect(Math.max(contrast(line, colour), contrast(casing, colour)), label).toBeGreaterThanOrEqual(3);
  });

  it("is as wide at city zoom as it can be seen there, and drawn outside of what it encloses", () => {
    const paint = placeLayers().find(({ id }) => id === "cluster-line")?.paint;
    expect(paint).toMatchObject({
      "line-width": ["interpolate", ["linear"], ["zoom"], 9, 1.6, 14, 2],
      "line-offset": ["interpolate", ["linear"], ["zoom"], 9, -2, 12, 0],
    });
  });
});
