import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridToLngLat, inverseMercator } from "../../server/ingest/british-national-grid.ts";
import { gridPointReader, pointReader, readPoint, UK_BOUNDS } from "../../server/ingest/validate-coordinates.ts";

const degrees = (radians: number): number => (radians * 180) / Math.PI;

describe("British National Grid", () => {
  it("gives the Ordnance Survey's worked example on its own ellipsoid", () => {
    // OS, A guide to coordinate systems in Great Britain, annex C: E 651409.903 N 313177.270.
    const [lng, lat] = inverseMercator(651_409.903, 313_177.27);
    expect(degrees(lat)).toBeCloseTo(52 + 39 / 60 + 27.2531 / 3600, 8);
    expect(degrees(lng)).toBeCloseTo(1 + 43 / 60 + 4.5177 / 3600, 8);
  });

  it("lies within 7 m of the longitude and latitude that the ONS gives for a ward's point", () => {
    // ONS, wards of 2022: Bellingham BNG_E 537484, BNG_N 172002, LONG -0.02367, LAT 51.4304.
    const [lng, lat] = gridToLngLat(537_484, 172_002);
    expect(Math.hypot((lng + 0.02367) * 69_400, (lat - 51.4304) * 111_200)).toBeLessThan(7);
  });

  it("keeps neighbours in order and a metre a metre", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200_000, max: 600_000 }),
        fc.integer({ min: 50_000, max: 900_000 }),
        (easting, northing) => {
          const [lng, lat] = gridToLngLat(easting, northing);
          const [east] = gridToLngLat(easting + 100, northing);
          const [, north] = gridToLngLat(easting, northing + 100);
          expect((north - lat) * 111_200).toBeGreaterThan(99);
          expect((north - lat) * 111_400).toBeLessThan(101);
          expect((east - lng) * 111_320 * Math.cos((lat * Math.PI) / 180)).toBeGreaterThan(98.5);
          expect((east - lng) * 111_320 * Math.cos((lat * Math.PI) / 180)).toBeLessThan(101);
        },
      ),
    );
  });
});

describe("coordinates", () => {
  it("takes any point of the United Kingdom as it is written", () => {
    const lng = fc.double({ min: UK_BOUNDS.west, max: UK_BOUNDS.east, noNaN: true });
    const lat = fc.double({ min: UK_BOUNDS.south, max: UK_BOUNDS.north, noNaN: true });
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        expect(readPoint(String(x), String(y))).toEqual({ point: { lng: Number(String(x)), lat: y }, zero: false });
      }),
    );
  });

  it("never lets a number through that is not finite or not in the United Kingdom", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String)),
        fc.oneof(fc.string(), fc.double().map(String)),
        (x, y) => {
          const read = readPoint(x, y);
          if ("reason" in read || read.point === null) return;
          expect(read.point.lng).toBeGreaterThanOrEqual(UK_BOUNDS.west);
          expect(read.point.lat).toBeGreaterThanOrEqual(UK_BOUNDS.south);
          expect(read.point.lat).toBeLessThanOrEqual(UK_BOUNDS.north);
        },
      ),
    );
  });

  it("keeps blank and 0,0 as not mapped, and tells them apart", () => {
    expect(readPoint("", "")).toEqual({ point: null, zero: false });
    expect(readPoint("0", "0.000")).toEqual({ point: null, zero: true });
    expect(gridPointReader().read("0", "0")).toEqual({ point: null, zero: true });
  });

  it("says what is wrong with the rest", () => {
    const reason = (x: string, y: string): unknown =>
      Object.entries(readPoint(x, y)).find(([key]) => key === "reason")?.[1];
    expect(reason("51.5", "-0.1")).toBe("coordinates_swapped");
    expect(reason("537484", "172002")).toBe("coordinates_grid");
    expect(reason("0", "51.5")).toBeUndefined();
    const bad = ["1e400", "NaN", "inf", "Infinity", "0x1F", "51,5", "--1", " "];
    expect(bad.filter((text) => reason(text, "51.5") !== "coordinates")).toEqual([]);
  });

  it("refuses a file with more swapped points than good ones", () => {
    const points = pointReader("a.csv");
    points.read("-0.1", "51.5");
    points.read("51.5", "-0.1");
    expect(() => points.check()).not.toThrow();
    points.read("51.5", "-0.1");
    expect(() => points.check()).toThrow(/a\.csv: longitude and latitude look swapped/);
  });
});
