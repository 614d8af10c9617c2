import { getHexagonEdgeLengthAvg } from "h3-js";

const EQUATOR_METRES = 40_075_017;

/**
 * Width of a cell on the screen, between two of its sides.
 * @param y of a place among the cells, in mercator units (world = 1, from the north)
 * @param worldPixels width of the world at the zoom that is shown
 */
export function cellPixels(res: number, y: number, worldPixels: number): number {
  const metresPerWorld = EQUATOR_METRES / Math.cosh(Math.PI * (1 - 2 * y));
  return (getHexagonEdgeLengthAvg(res, "m") * Math.sqrt(3) * worldPixels) / metresPerWorld;
}

/**
 * A mercator projection matrix moved to a local origin, in double precision: products of a world coordinate and a
 * zoomed-in matrix cancel, and in float32 the cells would tremble.
 * @param matrix column-major 4 × 4
 */
export function matrixAt(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array<ArrayBuffer> {
  const moved = new Float64Array(16);
  for (let i = 0; i < 16; i++) moved[i] = matrix[i] ?? 0;
  for (let row = 0; row < 4; row++) {
    moved[12 + row] = (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
  }
  return new Float32Array(moved);
}

/** "#rrggbb" at an opacity, as premultiplied RGBA from 0 to 1. */
export function premultiplied(hex: string, opacity: number): [number, number, number, number] {
  const channel = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) * opacity;
  return [channel(1), channel(3), channel(5), opacity];
}
