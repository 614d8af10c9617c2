import { describe, expect, it } from "vitest";
import { parseCircle, parseCorners, parsePoint } from "../../client/src/shapes/typed-shape.ts";

describe("a typed place", () => {
  it.each([
    ["51.5301, -0.0102", [-0.0102, 51.5301]],
    ["51.5301 -0.0102", [-0.0102, 51.5301]],
    ["-0.0102,51.5301", [-0.0102, 51.5301]],
    ["51.5301N 0.0102W", [-0.0102, 51.5301]],
    ["51.5301° N, 0.0102° E", [0.0102, 51.5301]],
  ])("is read from %s, longitude first", (text, place) => {
    expect(parsePoint(text)).toEqual(place);
  });

  it.each(["", "51.5301", "51.5301, -0.0102, 3", "48.85, 2.35", "TQ 512 887", "51,5301 0,0102"])(
    "is not read from %s",
    (text) => {
      expect(parsePoint(text)).toBe(null);
    },
  );
});

describe("a typed area", () => {
  it("closes its ring, whether the first corner is typed again or not", () => {
    const ring = [
      [0, 51],
      [0.1, 51],
      [0.1, 51.1],
      [0, 51],
    ];
    expect(parseCorners("51, 0\n51, 0.1\n\n51.1, 0.1").polygon?.coordinates).toEqual([ring]);
    expect(parseCorners("51, 0; 51, 0.1; 51.1, 0.1; 51, 0").polygon?.coordinates).toEqual([ring]);
  });

  it("says which line is no place, and how many corners are missing", () => {
    expect(parseCorners("51, 0\nhere\n51, 1").problem).toBe("Line 2 is no place: write it like 51.5301, -0.0102.");
    expect(parseCorners("51, 0\n51, 0.1").problem).toBe("2 corners so far; an area has at least 3.");
    expect(parseCorners(Array.from({ length: 501 }, (_, k) => `51, ${k / 1000}`).join("\n")).problem).toContain(
      "at most 500",
    );
  });

  it("is a circle of 64 corners at its radius on the ground", () => {
    const ring = parseCircle("51.5, 0", "150").polygon?.coordinates[0] ?? [];
    expect(ring).toHaveLength(65);
    expect(ring[0]).toEqual(ring.at(-1));
    const [lng = 0, lat = 0] = ring[16] ?? [];
    // A quarter turn from east: due north, 150 m of 111,195 m a degree.
    expect([lng, lat]).toEqual([0, 51.501349]);
  });

  it("wants a radius of 10 m to 20 km", () => {
    expect(parseCircle("51.5, 0", "9").problem).toContain("from 10 to 20,000");
    expect(parseCircle("51.5, 0", "wide").problem).toContain("from 10 to 20,000");
    expect(parseCircle("nowhere", "150").problem).toContain("The centre is no place");
  });
});
