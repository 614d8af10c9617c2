import { FESTIVAL_DAYS } from "./city/decoy-streams.ts";
import type { OpenMarket } from "./city/market.ts";
import { planDemo } from "./city/plan.ts";
import { OPERATION_DATES, TARGET_RADIUS_METRES } from "./city/plan-operations.ts";
import { circleRing } from "./plane.ts";

export type DemoPhase = {
  readonly name: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly polygon: { readonly type: "Polygon"; readonly coordinates: [number, number][][] };
};
export type DemoOperation = {
  readonly name: string;
  readonly lead: string;
  readonly nimLevel: 1 | 2;
  readonly synthetic: true;
  readonly events: readonly { readonly name: string; readonly on: string }[];
  readonly phases: readonly DemoPhase[];
};

const CORNERS = 24;

/** The four made-up operations as a police team would record them: what was done, where and when; never what it did. */
export function generateDemoOperations(seed: number): DemoOperation[] {
  const { operations } = planDemo(seed);
  const lead = "Demo Police (synthetic)";
  const record = (
    name: string,
    target: OpenMarket,
    phases: readonly { name: string; from: string; to: string }[],
  ): DemoOperation => ({
    name,
    lead,
    nimLevel: name === "Demo Kestrel" ? 2 : 1,
    synthetic: true,
    events: FESTIVAL_DAYS.map((on) => ({ name: "Festival day", on })),
    phases: phases.map((phase) => ({
      ...phase,
      polygon: { type: "Polygon", coordinates: [circleRing(target.at, TARGET_RADIUS_METRES, CORNERS)] },
    })),
  });
  return [
    record("Demo Kestrel", operations.a.target, OPERATION_DATES.a.phases),
    record("Demo Heron", operations.b.target, OPERATION_DATES.b.phases),
    record("Demo Plover", operations.c.target, OPERATION_DATES.c.phases),
    record("Demo Avocet", operations.d.target, OPERATION_DATES.d.phases),
  ];
}
