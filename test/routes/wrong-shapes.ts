const ring = (positions: number[][]) => ({ polygon: { type: "Polygon", coordinates: [positions] } });
/** A ring that crosses itself as often as it can. */
export const star = (points: number) => {
  const corner = (i: number) => 2 * Math.PI * ((i * 83) % points) * (1 / points);
  const at = (i: number) => [0.05 + 0.02 * Math.cos(corner(i)), 51.55 + 0.02 * Math.sin(corner(i))];
  return ring([...Array.from({ length: points }, (_, i) => at(i)), at(0)]);
};
const many = (corners: number) => {
  const at = (i: number) => [
    0.05 + 0.02 * Math.cos((2 * Math.PI * i) / corners),
    51.55 + 0.02 * Math.sin((2 * Math.PI * i) / corners),
  ];
  return ring([...Array.from({ length: corners }, (_, i) => at(i)), at(0)]);
};

/** Shapes that no zone and no phase may have, and what is said of each. */
export const POLYGONS: readonly (readonly [what: string, shape: unknown, message: RegExp])[] = [
  [
    "a bow tie",
    ring([
      [0.01, 51.51],
      [0.03, 51.53],
      [0.03, 51.51],
      [0.01, 51.53],
      [0.01, 51.51],
    ]),
    /not a valid polygon: Self-intersection/,
  ],
  ["a hostile star of 499 corners", star(499), /not a valid polygon/],
  ["501 vertices", many(500), /more than 500 vertices/],
  [
    "an open ring",
    ring([
      [0.01, 51.51],
      [0.02, 51.51],
      [0.02, 51.52],
      [0.01, 51.52],
    ]),
    /not closed/,
  ],
  [
    "a line there and back",
    ring([
      [0.01, 51.51],
      [0.02, 51.51],
      [0.01, 51.51],
      [0.01, 51.51],
    ]),
    /valid polygon|no surface/,
  ],
  [
    "latitude before longitude",
    ring([
      [51.51, 0.01],
      [51.52, 0.01],
      [51.52, 0.02],
      [51.51, 0.01],
    ]),
    /swapped/,
  ],
  [
    "a place in the Atlantic",
    ring([
      [-30, 51],
      [-29, 51],
      [-29, 52],
      [-30, 51],
    ]),
    /leaves the United Kingdom/,
  ],
  [
    "no position that is a number",
    ring([
      ["a", "b"],
      [1, 2],
      [3, 4],
      ["a", "b"],
    ] as never),
    /two finite numbers/,
  ],
  ["nothing", { polygon: { type: "Polygon", coordinates: [] } }, /empty polygon/],
  ["no way of saying where", {}, /exactly one way/],
  ["two ways of saying where", { cells: ["89194ac0003ffff"], zone: 1 }, /exactly one way/],
  ["cells of two resolutions", { cells: ["89194ac0003ffff", "88194ac001fffff"] }, /one resolution/],
  ["a cell that is none", { cells: ["8fffffffffffffff"] }, /not an H3 cell/],
  ["an area that is not loaded", { areas: ["E05999999"] }, /no loaded area set has the area "E05999999"/],
  ["areas of two vintages", { areas: ["E05000001", "E05000091"] }, /do not stand together/],
  ["a zone that is not there", { zone: 999_999 }, /no zone 999999/],
  ["a target area that is not there", { targetArea: 999_999 }, /no target area 999999/],
];
