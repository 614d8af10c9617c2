type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** The closed ring of a box in degrees, anticlockwise from its south-west corner. */
export function boxRing({ west, south, east, north }: Box): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
