import { expect, it } from "vitest";
import { breakLines, placeLabels } from "../../client/src/workspaces/present/pictures/place-labels.ts";
import {
  boxOfPolygons,
  fitProjection,
  pathOf,
  scaleBar,
} from "../../client/src/workspaces/present/pictures/projection.ts";

const SIZE = { width: 600, height: 400 };

it("puts the middle of the box in the middle of the picture, north up", () => {
  const { project } = fitProjection([0, 51, 0.1, 51.1], SIZE, { metres: 1, margin: 0 });
  expect(project([0.05, 51.05]).map(Math.round)).toEqual([300, 200]);
  const [, top] = project([0.05, 51.1]);
  expect(top).toBeCloseTo(0, 6);
});

it("shows at least so many metres across the shorter side, however small the box", () => {
  const { pixelsPerMetre, seen } = fitProjection([0, 51, 0.0001, 51.0001], SIZE, { metres: 2_000, margin: 0.1 });
  expect(pixelsPerMetre).toBeCloseTo(0.2, 9);
  // 2 km of latitude: 2000 / 111,195 degrees.
  expect(seen[3] - seen[1]).toBeCloseTo(0.017986, 5);
});

it("draws one metre as long eastwards as northwards", () => {
  const { project, pixelsPerMetre } = fitProjection([0, 51, 0.1, 51.1], SIZE, { metres: 1, margin: 0 });
  const [x0, y0] = project([0.05, 51.05]);
  const [x1] = project([0.06, 51.05]);
  const [, y1] = project([0.05, 51.06]);
  const [east, north] = [(x1 - x0) / pixelsPerMetre, (y0 - y1) / pixelsPerMetre];
  expect(north).toBeCloseTo(1111.95, 1);
  // cos 51.05° = 0.628642
  expect(east / north).toBeCloseTo(0.628642, 4);
});

it("leaves out corners closer than half a pixel", () => {
  const ring = [
    [0, 0],
    [0.2, 0],
    [10, 0],
    [10, 10],
    [0, 0],
  ];
  expect(pathOf([[ring]], ([x = 0, y = 0]) => [x, y])).toBe("M0.0,0.0L10.0,0.0L10.0,10.0L0.0,0.0Z");
});

it("has no box of no polygon", () => {
  expect(boxOfPolygons([])).toBe(null);
});

it("takes the longest round scale bar that fits", () => {
  expect(scaleBar(0.2, 150)).toEqual({ pixels: 100, words: "500 m" });
  expect(scaleBar(0.1, 150)).toEqual({ pixels: 100, words: "1 km" });
});

it("breaks a long name at its spaces", () => {
  expect(breakLines("Wimbledon Park station")).toEqual(["Wimbledon Park", "station"]);
  expect(breakLines("Target")).toEqual(["Target"]);
});

const at = (x: number, y: number) => ({ left: x, top: y, right: x, bottom: y });

it("gives the first name its place and moves the second out of its way", () => {
  const wanted = [
    { text: "First", kind: "target", around: at(300, 200), centred: false },
    { text: "Second", kind: "target", around: at(300, 200), centred: false },
  ] as const;
  const labels = placeLabels(wanted, { size: SIZE, font: 24 });
  expect(labels.map(({ text }) => text)).toEqual(["First", "Second"]);
  expect(labels[0]?.at[1]).toBeGreaterThan(200);
  expect(labels[1]?.at[1]).toBeLessThan(200);
});

it("leaves out a name that finds no room rather than write it over another", () => {
  const wanted = Array.from({ length: 8 }, (_, i) => ({
    ...{ text: `Name ${i}`, kind: "borough" as const, around: at(300, 200), centred: true },
  }));
  expect(placeLabels(wanted, { size: SIZE, font: 24 }).map(({ text }) => text)).toEqual(
    wanted.slice(0, 7).map(({ text }) => text),
  );
});

it("keeps every name inside the picture and off what is taken", () => {
  const wanted = [{ text: "By the edge", kind: "target", around: at(300, 390), centred: false }] as const;
  const [label] = placeLabels(wanted, { size: SIZE, font: 24 });
  expect(label?.at[1]).toBeLessThan(390);
  const taken = [{ x: 0, y: 0, w: 600, h: 400 }];
  expect(placeLabels(wanted, { size: SIZE, font: 24, taken })).toEqual([]);
});
