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
  readonly fourP: readonly ("prepare" | "protect" | "pursue" | "prevent")[];
  readonly priorities: readonly string[];
  readonly costPounds: number;
  readonly visibility: "open" | "partner";
  readonly phases: readonly DemoPhase[];
};
export type DemoEvent = {
  readonly kind: "campaign" | "training" | "media" | "festival";
  readonly name: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly areas: readonly string[];
};

const CORNERS = 24;
const DAY_MS = 86_400_000;

/** The four made-up operations as a police team would record them: what was done, where and when; never what it did. */
export function generateDemoOperations(seed: number): DemoOperation[] {
  const { operations } = planDemo(seed);
  const lead = "Inspector, neighbourhood team (synthetic)";
  const at = (target: OpenMarket, phases: readonly { name: string; from: string; to: string }[]): DemoPhase[] =>
    phases.map((phase) => ({
      ...phase,
      polygon: { type: "Polygon", coordinates: [circleRing(target.at, TARGET_RADIUS_METRES, CORNERS)] },
    }));
  return [
    {
      name: "Demo Kestrel",
      lead,
      nimLevel: 2,
      fourP: ["pursue", "protect"],
      priorities: ["Open market by the station", "Residents' reports"],
      costPounds: 84_000,
      visibility: "partner",
      phases: at(operations.a.target, OPERATION_DATES.a.phases),
    },
    {
      name: "Demo Heron",
      lead,
      nimLevel: 1,
      fourP: ["pursue", "prevent"],
      priorities: ["Joint days of action with the council"],
      costPounds: 12_500,
      visibility: "open",
      phases: at(operations.b.target, OPERATION_DATES.b.phases),
    },
    {
      name: "Demo Plover",
      lead,
      nimLevel: 1,
      fourP: ["protect"],
      priorities: ["Visible patrols after a rise in reports"],
      costPounds: 21_000,
      visibility: "open",
      phases: at(operations.c.target, OPERATION_DATES.c.phases),
    },
    {
      name: "Demo Avocet",
      lead,
      nimLevel: 1,
      fourP: ["prevent", "protect"],
      priorities: ["Public spaces protection order by the station"],
      costPounds: 9_000,
      visibility: "open",
      phases: at(operations.d.target, OPERATION_DATES.d.phases),
    },
  ];
}

/** Dated events of the demo city: festival days, and one each of what else can move a series, away from the operations. */
export function generateDemoEvents(): DemoEvent[] {
  const festivals = FESTIVAL_DAYS.map(
    (on): DemoEvent => ({ kind: "festival", name: "Festival day", from: on, to: dayAfter(on), areas: [] }),
  );
  const havering = "E09000016";
  return [
    ...festivals,
    { kind: "campaign", name: "Report-it campaign", from: "2024-02-05", to: "2024-02-19", areas: [havering] },
    { kind: "training", name: "Recording refresher", from: "2024-01-15", to: "2024-01-16", areas: [havering] },
    { kind: "media", name: "Local press series", from: "2026-09-21", to: "2026-09-26", areas: [havering] },
  ];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
