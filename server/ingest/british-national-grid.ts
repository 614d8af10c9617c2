/**
 * British National Grid (EPSG:27700, OSGB36 on the Airy 1830 ellipsoid) to WGS84.
 *
 * Inverse transverse Mercator, then a seven-parameter Helmert shift of the geocentric coordinates.
 * Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes A.1 and A.2 (constants), B and C
 * (formulas), section 6.6 (Helmert). The guide gives the Helmert shift an accuracy of about 5 metres over Great Britain,
 * because OSGB36 is not a perfect ellipsoidal datum; OSTN15 would be exact, at 30 MB of tables. Enough for boundaries
 * that are themselves generalised to 20 m or more, and for points that are counted in cells 60 m and more across.
 */

const AIRY = { a: 6_377_563.396, b: 6_356_256.909 };
const GRS80 = { a: 6_378_137, b: 6_356_752.3141 };

/** True origin 49° N 2° W, its easting and northing, and the scale on the central meridian. */
const F0 = 0.9996012717;
const LAT0 = (49 * Math.PI) / 180;
const LNG0 = (-2 * Math.PI) / 180;
const E0 = 400_000;
const N0 = -100_000;

/** WGS84 → OSGB36 in the guide; here with all signs turned: metres, seconds of arc, parts per million. */
const SHIFT = { tx: 446.448, ty: -125.157, tz: 542.06, rx: 0.1502, ry: 0.247, rz: 0.8421, ppm: -20.4894 };

/**
 * @param easting metres
 * @param northing metres
 * @returns WGS84 [lng, lat] in degrees, good to about 5 m
 */
export function gridToLngLat(easting: number, northing: number): [lng: number, lat: number] {
  const [lng, lat] = inverseMercator(easting, northing);
  const shifted = shift(toGeocentric(lng, lat));
  const [wgsLng, wgsLat] = toGeographic(shifted);
  return [(wgsLng * 180) / Math.PI, (wgsLat * 180) / Math.PI];
}

/** Longitude and latitude on OSGB36 in radians. The letters VII to XIIA are those of the guide's annex C.2. */
export function inverseMercator(easting: number, northing: number): [lng: number, lat: number] {
  const { a, b } = AIRY;
  const e2 = 1 - (b * b) / (a * a);
  const lat = footpointLatitude(northing);
  const sin = Math.sin(lat);
  const tan = Math.tan(lat);
  const sec = 1 / Math.cos(lat);
  const nu = (a * F0) / Math.sqrt(1 - e2 * sin * sin);
  const rho = (a * F0 * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5;
  const eta2 = nu / rho - 1;
  const t2 = tan * tan;
  const VII = tan / (2 * rho * nu);
  const VIII = (tan / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
  const IX = (tan / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t2 * t2);
  const X = sec / nu;
  const XI = (sec / (6 * nu ** 3)) * (nu / rho + 2 * t2);
  const XII = (sec / (120 * nu ** 5)) * (5 + 28 * t2 + 24 * t2 * t2);
  const XIIA = (sec / (5040 * nu ** 7)) * (61 + 662 * t2 + 1320 * t2 * t2 + 720 * t2 ** 3);
  const d = easting - E0;
  return [LNG0 + X * d - XI * d ** 3 + XII * d ** 5 - XIIA * d ** 7, lat - VII * d ** 2 + VIII * d ** 4 - IX * d ** 6];
}

/** Latitude whose meridian arc from the true origin is the northing, to 0.01 mm. */
function footpointLatitude(northing: number): number {
  const { a } = AIRY;
  let lat = LAT0;
  let arc = 0;
  do {
    lat += (northing - N0 - arc) / (a * F0);
    arc = meridianArc(lat);
  } while (Math.abs(northing - N0 - arc) >= 0.00001);
  return lat;
}

function meridianArc(lat: number): number {
  const { a, b } = AIRY;
  const n = (a - b) / (a + b);
  const n2 = n * n;
  const n3 = n2 * n;
  const minus = lat - LAT0;
  const plus = lat + LAT0;
  return (
    b *
    F0 *
    ((1 + n + (5 / 4) * n2 + (5 / 4) * n3) * minus -
      (3 * n + 3 * n2 + (21 / 8) * n3) * Math.sin(minus) * Math.cos(plus) +
      ((15 / 8) * n2 + (15 / 8) * n3) * Math.sin(2 * minus) * Math.cos(2 * plus) -
      (35 / 24) * n3 * Math.sin(3 * minus) * Math.cos(3 * plus))
  );
}

type Xyz = readonly [x: number, y: number, z: number];

function toGeocentric(lng: number, lat: number): Xyz {
  const { a, b } = AIRY;
  const e2 = 1 - (b * b) / (a * a);
  const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return [nu * Math.cos(lat) * Math.cos(lng), nu * Math.cos(lat) * Math.sin(lng), (1 - e2) * nu * Math.sin(lat)];
}

function shift([x, y, z]: Xyz): Xyz {
  const scale = 1 + SHIFT.ppm / 1e6;
  const arcSecond = Math.PI / 648_000;
  const rx = SHIFT.rx * arcSecond;
  const ry = SHIFT.ry * arcSecond;
  const rz = SHIFT.rz * arcSecond;
  return [
    SHIFT.tx + scale * x - rz * y + ry * z,
    SHIFT.ty + rz * x + scale * y - rx * z,
    SHIFT.tz - ry * x + rx * y + scale * z,
  ];
}

function toGeographic([x, y, z]: Xyz): [lng: number, lat: number] {
  const { a, b } = GRS80;
  const e2 = 1 - (b * b) / (a * a);
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - e2));
  // Each pass gains five digits: four are more than float64 holds.
  for (let pass = 0; pass < 4; pass++) {
    const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + e2 * nu * Math.sin(lat), p);
  }
  return [Math.atan2(y, x), lat];
}
