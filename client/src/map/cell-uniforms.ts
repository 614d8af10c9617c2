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
