/*
 * How much lies within a distance of each of many points: what a patrol standing there would see.
 *
 * Every pair of points would be n² distances. A grid of squares as wide as the radius holds all neighbours of a point
 * in its own square and the eight around it, so only those are measured. The result is exact: the grid only decides
 * what is looked at, never what is counted.
 *
 * Points on the edge of the circle count (distance = radius).
 *
 * Example: points at 0, 100 and 250 m on a line with weights 3, 1, 5 and a radius of 150 m: 4, 9, 6.
 */

/**
 * Sum of the weights within a radius of each point, its own included.
 *
 * @param xMetres eastings of the points on a plane
 * @param yMetres northings, of the same length
 * @param weights one per point, never negative
 * @param radiusMetres more than 0
 */
export function sumsWithin(
  xMetres: Float64Array,
  yMetres: Float64Array,
  weights: Float64Array,
  radiusMetres: number,
): Float64Array {
  const squares = bySquare(xMetres, yMetres, radiusMetres);
  return Float64Array.from(xMetres, (x, point) => {
    const y = yMetres[point]!;
    const [column, row] = [Math.floor(x / radiusMetres), Math.floor(y / radiusMetres)];
    let sum = 0;
    for (let east = -1; east <= 1; east++) {
      for (let north = -1; north <= 1; north++) {
        for (const other of squares.get(`${column + east} ${row + north}`) ?? []) {
          if (Math.hypot(xMetres[other]! - x, yMetres[other]! - y) <= radiusMetres) sum += weights[other]!;
        }
      }
    }
    return sum;
  });
}

function bySquare(x: Float64Array, y: Float64Array, side: number): Map<string, number[]> {
  const squares = new Map<string, number[]>();
  for (let point = 0; point < x.length; point++) {
    const key = `${Math.floor(x[point]! / side)} ${Math.floor(y[point]! / side)}`;
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [point]);
    else square.push(point);
  }
  return squares;
}
