import { RECORDING_BREAK, SPIKE } from "./city/ambient.ts";
import { type DemoPlan, planDemo } from "./city/plan.ts";
import { EFFECTS, OPERATION_DATES } from "./city/plan-operations.ts";

export type DemoTruth = Pick<DemoPlan, "openMarkets" | "closedMarkets" | "decoys" | "operations"> & {
  readonly dates: typeof OPERATION_DATES;
  readonly effects: typeof EFFECTS;
  readonly spike: typeof SPIKE;
  readonly recordingBreak: typeof RECORDING_BREAK;
};

/** What was planted, for tests alone: nothing that answers a user may read it (the linter sees to that). */
export function demoTruth(seed: number): DemoTruth {
  const { openMarkets, closedMarkets, decoys, operations } = planDemo(seed);
  return {
    openMarkets,
    closedMarkets,
    decoys,
    operations,
    dates: OPERATION_DATES,
    effects: EFFECTS,
    spike: SPIKE,
    recordingBreak: RECORDING_BREAK,
  };
}
