import type { LightMyRequestResponse } from "fastify";
import { boxRing } from "../box-ring.ts";
import type { TestApp } from "./start-app.ts";

/** POST a JSON body under /api/v1. */
export function post({ app }: Pick<TestApp, "app">, path: string, body: unknown): Promise<LightMyRequestResponse> {
  return app.inject({ method: "POST", url: `/api/v1${path}`, payload: body as object });
}

/** PUT a JSON body under /api/v1. */
export function put({ app }: Pick<TestApp, "app">, path: string, body: unknown): Promise<LightMyRequestResponse> {
  return app.inject({ method: "PUT", url: `/api/v1${path}`, payload: body as object });
}

/** A GeoJSON square by its south-west corner and its side in degrees. */
export function square(west: number, south: number, side: number) {
  return { type: "Polygon", coordinates: [boxRing({ west, south, east: west + side, north: south + side })] };
}

/** The body of a public spaces protection order on alcohol, as three years from 2027. */
export function zoneOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: "pspo",
    title: "Town centre",
    authority: "A council",
    rank: "local_authority",
    effectiveFrom: "2027-01-04",
    effectiveTo: "2030-01-04",
    prohibitions: ["Drinking alcohol after being asked to stop"],
    shape: { polygon: square(0.01, 51.51, 0.01) },
    ...changes,
  };
}

/** The body of an open operation of one phase. */
export function operationOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: "An operation",
    lead: "Inspector, neighbourhood team",
    visibility: "open",
    phases: [
      { name: "Only phase", from: "2019-01-01", to: "2019-02-01", shape: { polygon: square(0.01, 51.51, 0.01) } },
    ],
    ...changes,
  };
}
