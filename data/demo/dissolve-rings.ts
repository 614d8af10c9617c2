import { ringContains } from "./plane.ts";

/** Closed ring of [longitude, latitude]; exteriors anticlockwise. */
export type Ring = [number, number][];

/**
 * The exact union of polygons that share whole edges: an edge walked in both directions lies inside and cancels; the
 * rest is chained into rings. No arithmetic touches a coordinate. Where rings meet in a point the walk turns to the
 * right-most edge, so that every ring stays simple. Returns polygons: exterior first, then its holes.
 */
export function dissolveRings(rings: readonly Ring[]): Ring[][] {
  const chained = chainEdges(outerEdges(rings));
  const exteriors = chained.filter((ring) => signedArea(ring) > 0);
  const polygons = exteriors.map((ring) => [ring]);
  for (const hole of chained.filter((ring) => signedArea(ring) < 0)) {
    const inner = hole[0] ?? [0, 0];
    polygons.find(([exterior]) => exterior && ringContains(exterior, inner))?.push(hole);
  }
  return polygons;
}

type Vertex = [number, number];
type Edge = { from: Vertex; to: Vertex };

function outerEdges(rings: readonly Ring[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1];
      const to = ring[i];
      if (!from || !to) continue;
      const opposite = `${to}>${from}`;
      if (edges.has(opposite)) edges.delete(opposite);
      else edges.set(`${from}>${to}`, { from, to });
    }
  }
  return [...edges.values()];
}

function chainEdges(edges: Edge[]): Ring[] {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = String(edge.from);
    leaving.set(key, [...(leaving.get(key) ?? []), edge]);
  }
  const rings: Ring[] = [];
  for (const start of edges) {
    if (!takeEdge(leaving, start)) continue;
    const ring: Ring = [start.from, start.to];
    for (let edge = start; String(edge.to) !== String(start.from); ) {
      const choices = leaving.get(String(edge.to)) ?? [];
      const arriving = edge;
      const next = choices.toSorted((a, b) => turn(arriving, a) - turn(arriving, b))[0];
      if (!next) throw new Error(`open ring at ${edge.to}: the polygons do not share whole edges`);
      takeEdge(leaving, next);
      ring.push(next.to);
      edge = next;
    }
    rings.push(ring);
  }
  return rings;
}

function takeEdge(leaving: Map<string, Edge[]>, edge: Edge): boolean {
  const key = String(edge.from);
  const choices = leaving.get(key) ?? [];
  if (!choices.includes(edge)) return false;
  leaving.set(
    key,
    choices.filter((choice) => choice !== edge),
  );
  return true;
}

/** Angle of the turn from one edge to the next in (−π, π]: the smallest is the sharpest to the right. */
function turn(a: Edge, b: Edge): number {
  const angle =
    Math.atan2(b.to[1] - b.from[1], b.to[0] - b.from[0]) - Math.atan2(a.to[1] - a.from[1], a.to[0] - a.from[0]);
  if (angle > Math.PI) return angle - 2 * Math.PI;
  return angle <= -Math.PI ? angle + 2 * Math.PI : angle;
}

function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1];
    const b = ring[i];
    if (a && b) twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}
